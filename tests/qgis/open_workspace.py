#!/usr/bin/env python3
"""Opens a workspace as QGIS does and looks at it with a planner's eye.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/qgis/open_workspace.py DIR_OR_GPKG

Every layer is valid and not empty; spatial layers have a CRS, an extent and a default style that QGIS loads (not the
random colour of a layer without style); columns have names for people; `communes` is drawn by classes, and each
commune falls in one. Exit 0: all is well; 1: one line per problem; 77: this Python has no QGIS.
"""

import os
import pathlib
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import Qgis, QgsApplication, QgsProviderRegistry, QgsRenderContext, QgsVectorLayer
except ImportError:
    print("open_workspace: this Python has no QGIS (python3-qgis; tools/setup --all): skipped")
    sys.exit(77)

# What maillage and GeoPackage keep for themselves: nothing a planner reads.
INTERNAL = {"layer_styles", "maillage_meta", "qgis_projects"}
# Columns whose name needs no other.
PLAIN = {"fid", "geom", "code", "id"}
CLASSED = {"categorizedSymbol", "graduatedSymbol", "RuleRenderer"}


def layer_names(path):
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    return sorted({details.name() for details in metadata.querySublayers(str(path))})


def check_columns(layer, problems):
    fields = layer.fields()
    bare = [f.name() for i, f in enumerate(fields) if f.name() not in PLAIN and not layer.attributeAlias(i)]
    if bare:
        problems.append(f"{layer.name()}: columns without a name for people: {', '.join(bare)}")
    titles = [layer.attributeAlias(i) for i in range(len(fields)) if layer.attributeAlias(i)]
    for title in sorted({t for t in titles if titles.count(t) > 1}):
        problems.append(f"{layer.name()}: two columns are called « {title} »")


def drawn_classes(layer):
    """Features each renderer draws: (drawn, all)."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().appendScopes([])
    renderer.startRender(context, layer.fields())
    drawn = total = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        total += 1
        drawn += bool(renderer.willRenderFeature(feature, context))
    renderer.stopRender(context)
    return drawn, total


def check_geometry(layer, problems):
    missing = sum(not f.hasGeometry() or f.geometry().isEmpty() for f in layer.getFeatures())
    if missing:
        problems.append(f"{layer.name()}: {missing} features without geometry")
    if not layer.crs().isValid():
        problems.append(f"{layer.name()}: no coordinate reference system")
    if layer.extent().isEmpty() and layer.featureCount() > 1:
        problems.append(f"{layer.name()}: its extent is empty")


def check_style(layer, problems):
    _, loaded = layer.loadDefaultStyle()
    if not loaded:
        problems.append(f"{layer.name()}: no default style")
        return
    renderer = layer.renderer()
    if layer.name() == "communes" and renderer.type() not in CLASSED:
        problems.append(f"communes: drawn as {renderer.type()}, not by classes")
    drawn, total = drawn_classes(layer)
    if drawn < total and layer.name() == "communes":
        problems.append(f"communes: {total - drawn} of {total} communes fall in no class")
    if drawn == 0 and total:
        problems.append(f"{layer.name()}: its style draws none of {total} features")


def check(path):
    problems, lines = [], []
    names = layer_names(path)
    for name in names:
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not layer.isValid():
            problems.append(f"{name}: QGIS cannot open it")
            continue
        if name in INTERNAL:
            continue
        count = sum(1 for _ in layer.getFeatures())
        if count == 0:
            problems.append(f"{name}: empty")
        if layer.isSpatial():
            check_geometry(layer, problems)
            check_style(layer, problems)
        check_columns(layer, problems)
        drawing = layer.renderer().type() if layer.isSpatial() else "table"
        lines.append(f"  {name}: {count} rows, {layer.crs().authid() if layer.isSpatial() else '-'}, {drawing}")
    if "communes" not in names:
        problems.append("no layer « communes »")
    return lines, problems


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path = pathlib.Path(sys.argv[1]).resolve()
    if path.is_dir():
        path /= "maillage.gpkg"
    if not path.is_file():
        print(f"open_workspace: {path} is not there", file=sys.stderr)
        return 1
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    print(f"QGIS {Qgis.version()}: {path.name}")
    lines, problems = check(path)
    print("\n".join(lines))
    for problem in problems:
        print(f"open_workspace: {problem}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    # QGIS may crash while it takes itself down in a headless Python: the verdict is out, leave now.
    os._exit(1 if problems else 0)


if __name__ == "__main__":
    sys.exit(main())
