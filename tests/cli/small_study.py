#!/usr/bin/env python3
"""A small study that works, for tests that spoil it in one way each. MAILLAGE_BIN names the program.

Each test of a bad_*_test.py has a row in docs/bad-input.md: what is wrong, the exit code, what maillage says. The row is
held against the real run here (Case.tearDown), and all rows against all tests in bad_kinds_test.py, which also writes them.
"""

import csv
import functools
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
DEMO = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2]) / "geodata/demo"
SIDE = 4000
WEST, SOUTH = 700000, 6600000

DOCUMENTED = ("bad_tables_test.py", "bad_layers_test.py", "bad_territory_test.py", "bad_study_test.py")
REWRITE = "python3 tests/cli/bad_kinds_test.py --write"

STUDY = """schema = 1
[study]
title = "Petit territoire"
[area]
departments = ["01"]
[inputs.communes]
path = "communes.geojson"
vintage = "2025"
licence = "none"
[inputs.population]
path = "population.csv"
vintage = "2025"
licence = "none"
[inputs.physicians]
path = "physicians.csv"
vintage = "2025"
licence = "none"
crs = "EPSG:2154"
[inputs.roads]
path = "roads.geojson"
vintage = "2025"
licence = "none"
[outputs]
maps = ["access"]
map_formats = ["svg"]
"""


def square(column, row):
    x, y = WEST + SIDE * column, SOUTH + SIDE * row
    return [[[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]]


def centre(column, row):
    return [WEST + SIDE * (column + 0.5), SOUTH + SIDE * (row + 0.5)]


def collection(features, epsg=2154):
    crs = {} if epsg is None else {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}}
    return {"type": "FeatureCollection", **crs, "features": features}


def communes():
    """Six squares in two rows: 01001 01002 01003 below, 01004 01005 01006 above."""
    return collection([{"type": "Feature", "properties": {"code": f"0100{1 + c + 3 * r}", "name": f"Lieu {c}{r}"},
                        "geometry": {"type": "Polygon", "coordinates": square(c, r)}}
                       for r in range(2) for c in range(3)])


def roads():
    """From centre to centre along each row, and up the first column."""
    def road(a, b):
        return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [centre(*a), centre(*b)]},
                "properties": {"from_node": f"{a}", "to_node": f"{b}", "length_m": SIDE, "speed_kmh": 60,
                               "direction": "both"}}
    return collection([road((c, r), (c + 1, r)) for r in range(2) for c in range(2)] + [road((0, 0), (0, 1))])


def zipped(name, content):
    """A zip archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def picture():
    """The beginning of a PNG file."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\2\0\0\0" + bytes(range(256))


def degrees(point):
    """Near enough to Lambert-93 round its origin, 3° E 46.5° N, for a fictitious territory."""
    return [3 + (point[0] - WEST) / 80000, 46.5 + (point[1] - SOUTH) / 110000]


def table(header, rows):
    return "\n".join([header, *rows]) + "\n"


@functools.cache
def documented():
    """The rows of docs/bad-input.md: (class, kind of input) → (exit code, what is said)."""
    rows, section = {}, None
    for line in (DEMO.parents[1] / "docs/bad-input.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## (\w+)", line):
            section = heading.group(1)
        elif row := re.match(r"\| ([^|]+) \| (\d+) \| (.*) \|$", line):
            rows[section, row.group(1)] = (int(row.group(2)), row.group(3))
    return rows


def agrees(row, said):
    """Whether a row is what was said; « … » in it stands for any words (those of libraries, names of temporary folders)."""
    words = ".*".join(re.escape(part) for part in row[1].split("…"))
    return row[0] == said[0] and re.fullmatch(words, as_cell(said[1])) is not None


def as_cell(text):
    return text.replace("|", "¦")


class Case(unittest.TestCase):
    earlier = None  # folder with the result of the good study, made once

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="maillage-bad-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.said = []  # (exit code, message or diagnostic code) of this test's runs
        self.fill()

    def tearDown(self):
        """What docs/bad-input.md says of this kind of input is what was said."""
        file = pathlib.Path(sys.modules[type(self).__module__].__file__).name
        if file not in DOCUMENTED:
            return
        name = self._testMethodName.removeprefix("test_").replace("_", " ")
        said = self.said or [(0, "works")]
        if record := os.environ.get("MAILLAGE_RECORD_BAD_INPUT"):
            with open(record, "a", encoding="utf-8") as out:
                out.write(json.dumps([file, type(self).__name__, name, said]) + "\n")
            return
        row = documented().get((type(self).__name__, name))
        self.assertIsNotNone(row, f"no row in docs/bad-input.md: {REWRITE}")
        self.assertTrue(any(agrees(row, one) for one in said), f"docs/bad-input.md says {row}, the program {said}: {REWRITE}")

    def fill(self):
        self.put("study.toml", STUDY)
        self.put("communes.geojson", communes())
        self.put("roads.geojson", roads())
        self.people = {f"0100{c}": 100 * c for c in range(1, 7)}
        self.put("population.csv", table("commune,total", [f"{c},{p}" for c, p in self.people.items()]))
        self.put("physicians.csv", table("id,speciality,age,fte,x,y", [
            "P1,general_practice,51,1,{},{}".format(*centre(0, 0)), "P2,general_practice,,0.5,{},{}".format(*centre(2, 1))]))

    def put(self, name, content):
        if isinstance(content, dict):
            content = json.dumps(content, ensure_ascii=False)
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def instead(self, old, name, content, extra=""):
        """Another file in the place of an input."""
        self.put(name, content)
        self.replace("study.toml", f'path = "{old}"', f'path = "{name}"{extra}')

    def input(self, name, header, *rows, crs='crs = "EPSG:2154"\n'):
        """One more input of the study, delimited text."""
        self.put(f"{name}.csv", table(header, rows))
        self.put("study.toml", self.text("study.toml") + f'[inputs.{name}]\npath = "{name}.csv"\n{crs}')

    def edit(self, name, change):
        """Changes the features of communes.geojson or roads.geojson."""
        layer = json.loads(self.text(name))
        change(layer["features"])
        self.put(name, layer)

    def move(self, name, place):
        """Every point of a layer to another place."""
        def moved(coordinates):
            if isinstance(coordinates[0], (int, float)):
                return place(coordinates)
            return [moved(c) for c in coordinates]

        def change(features):
            for feature in features:
                feature["geometry"]["coordinates"] = moved(feature["geometry"]["coordinates"])
        self.edit(name, change)

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        text = self.text(name)
        self.assertIn(old, text)
        self.put(name, text.replace(old, new))

    def call(self, *arguments, out="out", study="study.toml", env=None):
        environment = {k: v for k, v in os.environ.items() if k != "MAILLAGE_DATA"}
        return subprocess.run([PROGRAM, "run", study, "--out", out, *arguments], cwd=self.folder, capture_output=True,
                              env={**environment, **(env or {})}, check=False, timeout=300)

    def good(self, *arguments, **how):
        done = self.call(*arguments, **how)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stderr.decode()

    def without_errors(self, **how):
        """A good run whose data have no error; the warning is that the small study states no chefs-lieux."""
        said = self.good(**how)
        self.assertNotIn("maillage: error: ", said)
        self.assertEqual(said.count("maillage: warning: "), 1, said)

    def summary(self):
        return json.loads(self.text("out/summary.json"))

    def diagnostic(self, code):
        self.said.append((0, f"`{code}`"))
        found = [d for d in self.summary()["diagnostics"] if d["code"] == code]
        self.assertTrue(found, f"{code} among {[d['code'] for d in self.summary()['diagnostics']]}")
        return found[0]

    def rows(self):
        with open(self.folder / "out/communes.csv", newline="", encoding="utf-8") as file:
            return {row["code"]: row for row in csv.DictReader(file)}

    def hashes(self):
        return {p.relative_to(self.folder): hashlib.sha256(p.read_bytes()).hexdigest()
                for p in sorted((self.folder / "out").rglob("*")) if p.is_file()}

    def earlier_result(self):
        """The folder « out » as a good run left it, and a file of somebody's own in it."""
        if (self.folder / "out").exists():
            return
        if Case.earlier is None:
            Case.earlier = tempfile.TemporaryDirectory(prefix="maillage-good-")
            good = Case()
            good.folder = pathlib.Path(Case.earlier.name)
            good.fill()
            good.good()
            good.put("out/note.txt", "somebody's own")
        shutil.copytree(pathlib.Path(Case.earlier.name) / "out", self.folder / "out")

    def bad(self, code, *words, arguments=(), **how):
        """The run fails with this exit code and words in its one message; an earlier result stays as it was."""
        self.earlier_result()
        before = self.hashes()
        done = self.call(*arguments, **how)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, code, message)
        for word in words:
            self.assertIn(word, message)
        self.one_clear_message(message)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(before, self.hashes())
        self.assertEqual([], list(self.folder.glob(".*.tmp-*")))
        self.said.append((code, self.as_documented(message)))
        return message

    def one_clear_message(self, message):
        self.assertIn("\n  → ", message)
        for trace in ("bug of maillage", "terminate called", "Assertion", "AddressSanitizer", "runtime error", "std::"):
            self.assertNotIn(trace, message)
        last = [line for line in message.splitlines() if line.startswith("maillage: ")][-1]
        self.assertLess(len(last), 400, "a message is a sentence")

    def as_documented(self, message):
        """The error without the steps before it and without the folder of the test."""
        error = message[message.rindex("maillage: ", 0, message.index("\n  → ")) + len("maillage: "):]
        return re.sub(r"\s*\n  → ", " → ", error.strip()).replace(str(self.folder) + "/", "…/").replace("\n", " ")
