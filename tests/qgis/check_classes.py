"""What QGIS draws against what is printed: under every style of the communes, and in every layer of communes of the project,
each class has as many communes as in the map's words (map_*.txt)."""

import re
from collections import Counter

from qgis.core import QgsProject, QgsRenderContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument


def printed(folder):
    """Column → numbers of communes per class that is not empty, sorted; as the words of the maps have them."""
    maps = {}
    for path in folder.glob("map_*.txt"):
        words = path.read_text(encoding="utf-8")
        numbers = [int(re.sub(r"\D", "", n)) for n in re.findall(r" : ([\d\u202f\u00a0 ]+) communes?,", words)]
        name = path.stem.removeprefix("map_")
        column = {"access": "apl_index", "zones": "access_class", "time": "minutes_capped_gp"}.get(
            name, "minutes_capped_" + name.removeprefix("reach_"))  # fmt: skip
        maps[column] = sorted(n for n in numbers if n > 0)
    return maps


def drawn(layer):
    """Numbers of features per class that QGIS gives them, sorted."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    classes = Counter()
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        classes[frozenset(renderer.legendKeysForFeature(feature, context))] += 1
    renderer.stopRender(context)
    return sorted(classes.values())


def column_of(renderer):
    if renderer.type() in ("graduatedSymbol", "categorizedSymbol"):
        return renderer.classAttribute().strip('"')
    if renderer.type() != "RuleRenderer":
        return ""
    rules = "".join(rule.filterExpression() for rule in renderer.rootRule().children())
    found = Counter(re.findall(r'"(\w+)"', rules))
    return next((name for name, _ in found.most_common() if not name.endswith("_status")), "")


def compare(layer, name, wanted, problems):
    """Whether there is a printed map of the layer's column; a line in `problems` when the classes differ."""
    numbers = wanted.get(column_of(layer.renderer()))
    if numbers is not None and drawn(layer) != numbers:
        problems.append(f"communes, {name}: QGIS draws {drawn(layer)} per class, the printed map has {numbers}")
    return numbers is not None


def check_styles(path, wanted, problems):
    looked = 0
    layer = QgsVectorLayer(f"{path}|layername=communes", "communes", "ogr")
    own, ids, names, _, _ = layer.listStylesInDatabase()  # its own come first
    for style, name in zip(ids[:own], names):
        text, _ = layer.getStyleFromDatabase(style)
        document = QDomDocument()
        document.setContent(text)
        read, why = layer.importNamedStyle(document)
        if not read:
            problems.append(f"communes, style « {name} »: QGIS cannot read it: {why}")
            continue
        looked += compare(layer, f"style « {name} »", wanted, problems)
    return looked


def check_project_layers(path, wanted, problems):
    project = QgsProject()
    if not project.read(str(path)):
        problems.append(f"{path.name}: QGIS cannot read it")
    layers = [layer for layer in project.mapLayers().values() if "layername=communes" in layer.source()]
    return sum(compare(layer, f"project, « {layer.name()} »", wanted, problems) for layer in layers)


def check_classes(folder):
    wanted, problems = printed(folder), []
    styles = check_styles(folder / "maillage.gpkg", wanted, problems)
    layers = check_project_layers(folder / "maillage.qgz", wanted, problems)
    print(f"  classes of {styles} styles and {layers} layers of the project compared with the printed maps")
    if styles < len(wanted) or layers < len(wanted):
        problems.append(f"communes: {len(wanted)} printed maps, {styles} styles and {layers} layers of the project to compare")
    return problems
