"""The layers of a workspace, opened one by one without a project: valid, not empty, drawn by the style kept with them
(not the random colour of a layer without one), columns with names for people."""

from qgis.core import QgsProviderRegistry, QgsRenderContext, QgsVectorLayer

# What maillage, QGIS and GeoPackage keep for themselves: nothing a planner reads.
INTERNAL = {"layer_styles", "maillage_meta", "qgis_projects"}
CLASSED = {"categorizedSymbol", "graduatedSymbol", "RuleRenderer"}


def layer_names(path):
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    return sorted({details.name() for details in metadata.querySublayers(str(path))})


def column_problems(layer):
    """Columns without a name for people, and names two columns share."""
    fields = layer.fields()
    bare = [f.name() for i, f in enumerate(fields) if f.name() != "fid" and not layer.attributeAlias(i)]
    problems = [f"{layer.name()}: columns without a name for people: {', '.join(bare)}"] if bare else []
    titles = [layer.attributeAlias(i) for i in range(len(fields)) if layer.attributeAlias(i)]
    for title in sorted({t for t in titles if titles.count(t) > 1}):
        problems.append(f"{layer.name()}: two columns are called « {title} »")
    return problems


def drawn_features(layer):
    """How many features the renderer draws: (drawn, all)."""
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


def geometry_problems(layer):
    problems = []
    missing = sum(not f.hasGeometry() or f.geometry().isEmpty() for f in layer.getFeatures())
    if missing:
        problems.append(f"{layer.name()}: {missing} features without geometry")
    if not layer.crs().isValid():
        problems.append(f"{layer.name()}: no coordinate reference system")
    if layer.extent().isEmpty() and layer.featureCount() > 1:
        problems.append(f"{layer.name()}: its extent is empty")
    return problems


def style_problems(layer):
    _, loaded = layer.loadDefaultStyle()
    if not loaded:
        return [f"{layer.name()}: no default style"]
    if not layer.isSpatial():
        return []
    problems = []
    if layer.name() == "communes" and layer.renderer().type() not in CLASSED:
        problems.append(f"communes: drawn as {layer.renderer().type()}, not by classes")
    drawn, total = drawn_features(layer)
    if drawn < total:
        problems.append(f"{layer.name()}: {total - drawn} of {total} features fall in no class")
    return problems


def check_layers(path):
    """One line per problem; prints what is there."""
    problems = []
    names = layer_names(path)
    for name in names:
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not layer.isValid():
            problems.append(f"{name}: QGIS cannot open it")
            continue
        if name in INTERNAL:
            continue
        count = sum(1 for _ in layer.getFeatures())
        problems += style_problems(layer) + column_problems(layer)
        if layer.isSpatial():
            problems += geometry_problems(layer)
            if count == 0:
                problems.append(f"{name}: empty")
        drawing = layer.renderer().type() if layer.isSpatial() else "table"
        print(f"  {name}: {count} rows, {layer.crs().authid() if layer.isSpatial() else '-'}, {drawing}")
    if "communes" not in names:
        problems.append("no layer « communes »")
    return problems
