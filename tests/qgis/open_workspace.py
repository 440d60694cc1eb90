#!/usr/bin/env python3
"""Opens a workspace as QGIS does and looks at it with a planner's eye.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/qgis/open_workspace.py FOLDER [PICTURES]

The GeoPackage layer by layer (check_layers.py), its classes against the printed maps (check_classes.py), then the project in it and the one beside it (check_project.py), each
also after the folder was copied elsewhere under another name. Every print layout is exported as PNG and PDF
(check_layouts.py), into PICTURES when given; from the copies, the first one. Exit 0: all is well; 1: one line per problem; 77: this Python has no
QGIS.
"""

import os
import pathlib
import shutil
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import Qgis, QgsApplication
except ImportError:
    print("open_workspace: this Python has no QGIS (python3-qgis; tools/setup --all): skipped")
    sys.exit(77)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from check_classes import check_classes  # noqa: E402
from check_layers import check_layers  # noqa: E402
from check_project import check_project  # noqa: E402


def projects(folder):
    """Both projects of a folder, as QGIS calls them."""
    return [("project in the GeoPackage", f"geopackage:{folder / 'maillage.gpkg'}?projectName=maillage"),
            ("maillage.qgz", str(folder / "maillage.qgz"))]


def check(folder, pictures):
    problems = check_layers(folder / "maillage.gpkg") + check_classes(folder)
    with tempfile.TemporaryDirectory() as scratch:
        moved = pathlib.Path(scratch) / "dossier déplacé (été)"
        shutil.copytree(folder, moved)
        for place, where in ((folder, ""), (moved, ", moved")):
            for name, address in projects(place):
                thorough = name == "maillage.qgz" and not where  # the others hold the same project
                out = pictures if pictures and thorough else pathlib.Path(scratch) / "out"
                out.mkdir(parents=True, exist_ok=True)
                problems += [f"{name}{where}: {p}" for p in check_project(address, place, out, thorough)]
    return problems


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) == 3 else None
    for name in ("maillage.gpkg", "maillage.qgz"):
        if not (folder / name).is_file():
            print(f"open_workspace: {folder / name} is not there", file=sys.stderr)
            return 1
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    print(f"QGIS {Qgis.version()}: {folder.name}")
    problems = check(folder, pictures)
    for problem in problems:
        print(f"open_workspace: {problem}", file=sys.stderr)
    print(f"{len(problems)} problems")
    sys.stdout.flush()
    sys.stderr.flush()
    # QGIS may crash while it takes itself down in a headless Python: the verdict is out, leave now.
    os._exit(1 if problems else 0)


if __name__ == "__main__":
    sys.exit(main())
