"""A project of a workspace, opened by QGIS: layers, groups, themes, paths, then its print layouts."""

import re

from check_layers import CLASSED, column_problems, drawn_features
from check_layouts import check_layouts
from qgis.core import QgsMapLayer, QgsProject

GROUPS = ["Lieux de soins", "Repères et limites", "Zones", "Accès aux soins", "Temps de trajet", "Données et qualité"]
ENGLISH = re.compile(r"\b(of|the|by|access|time|people)\b", re.IGNORECASE)


def layer_problems(layer, folder, thorough):
    name = layer.name()
    if not layer.isValid():
        return [f"layer « {name} » cannot be opened: {layer.source()}"]
    problems = []
    if str(folder) not in layer.source():
        problems.append(f"layer « {name} » is read from elsewhere: {layer.source()}")
    metadata = layer.metadata()
    if not metadata.title() or not metadata.abstract():
        problems.append(f"layer « {name} » has no title or description")
    if re.fullmatch(r"[a-z_0-9]+", name) or ENGLISH.search(name):
        problems.append(f"layer « {name} » is not named in French")
    if layer.type() == QgsMapLayer.RasterLayer:
        return problems + raster_problems(layer)
    problems += column_problems(layer)
    if layer.isSpatial():
        problems += vector_problems(layer, thorough)
    return problems


def vector_problems(layer, thorough):
    problems = []
    if not layer.crs().isValid() or layer.extent().isEmpty():
        problems.append(f"layer « {layer.name()} »: no coordinate reference system or extent")
    drawn, total = drawn_features(layer) if thorough else (layer.featureCount(), layer.featureCount())
    if total == 0 or drawn < total:
        problems.append(f"layer « {layer.name()} »: draws {drawn} of {total} features")
    if layer.renderer().type() in CLASSED:
        labels = [item.label() for item in layer.renderer().legendSymbolItems()]
        if len(labels) < 1 or any(not label for label in labels) or len(set(labels)) < len(labels):
            problems.append(f"layer « {layer.name()} »: classes without a name of their own: {labels}")
    elif layer.renderer().type() != "singleSymbol":
        problems.append(f"layer « {layer.name()} »: drawn as {layer.renderer().type()}")
    return problems


def raster_problems(layer):
    renderer = layer.renderer()
    if renderer is None or renderer.type() != "singlebandpseudocolor":
        return [f"raster « {layer.name()} »: not drawn by classes"]
    classes = renderer.shader().rasterShaderFunction().colorRampItemList()
    if len(classes) < 3 or any(not item.label for item in classes):
        return [f"raster « {layer.name()} »: {len(classes)} classes"]
    return []


def area_layers(layers):
    """Those that would hide one another: coloured areas and rasters."""
    return [layer for layer in layers if layer.type() == QgsMapLayer.RasterLayer
            or (layer.isSpatial() and layer.geometryType() == 2 and layer.renderer().type() in CLASSED)]


def tree_problems(project):
    root, problems = project.layerTreeRoot(), []
    groups = [group.name() for group in root.findGroups()]
    if groups != [name for name in GROUPS if name in groups] or len(groups) < 4:
        problems.append(f"groups are {groups}")
    listed = [node.layerId() for node in root.findLayers()]
    if sorted(listed) != sorted(project.mapLayers()):
        problems.append("the tree does not hold each layer once")
    for node in root.children():
        if hasattr(node, "layerId"):
            problems.append(f"layer « {node.name()} » is in no group")
    shown = [node.layer() for node in root.findLayers() if node.isVisible()]
    if len(area_layers(shown)) != 1:
        problems.append(f"opens with {len(area_layers(shown))} coloured layers over one another")
    return problems


def theme_problems(project):
    themes, problems = project.mapThemeCollection(), []
    if not themes.mapThemes():
        problems.append("no map theme")
    for name in themes.mapThemes():
        layers = themes.mapThemeVisibleLayers(name)
        if len(area_layers(layers)) != 1:
            problems.append(f"theme « {name} » has {len(area_layers(layers))} coloured layers")
    return problems


def check_project(address, folder, out, thorough):
    """One line per problem. Not thorough: not each feature, and one print layout."""
    project = QgsProject.instance()
    project.clear()
    if not project.read(address):
        return [f"QGIS cannot read it: {project.error()}"]
    problems = []
    if not project.title():
        problems.append("no title")
    if not project.crs().isValid():
        problems.append("no coordinate reference system")
    if project.readBoolEntry("Paths", "Absolute", True)[0]:
        problems.append("its paths are absolute")
    # viewSettings().defaultViewExtent() is empty without a window: the canvas' extent is read by QGIS Desktop only.
    for layer in project.mapLayers().values():
        problems += layer_problems(layer, folder, thorough)
    if not problems:
        problems = tree_problems(project) + theme_problems(project) + check_layouts(project, folder, out, thorough)
    print(f"  {address.rsplit('/', 1)[-1]}: {project.count()} layers, {project.mapThemeCollection().mapThemes()}, "
          f"{len(project.layoutManager().printLayouts())} layouts")
    project.clear()
    return problems
