"""Print layouts of a project: exported, not blank, legends full, nothing over anything else or off the page."""

from qgis.core import (QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap,
                       QgsLayoutItemPage, QgsLayoutItemPicture, QgsLayoutItemScaleBar)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QFontMetricsF, QImage

DPI = 110
MM_PER_POINT = 25.4 / 72


def items_of(layout, kind):
    return [item for item in layout.items() if isinstance(item, kind)]


def legend_problems(legend):
    model, problems = legend.model(), []
    nodes = model.rootGroup().findLayers()
    if not nodes:
        return ["the legend is empty"]
    for node in nodes:
        if node.layer() is None:
            problems.append(f"the legend names a layer that is not there: {node.layerId()}")
        elif not model.layerLegendNodes(node) and not model.legendNodeEmbeddedInParent(node):
            problems.append(f"the legend shows nothing of « {node.name()} »")
    return problems


def text_problems(label):
    """The text fits the label's box, broken into lines as Qt breaks it (letters measured ten times as large)."""
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 10)
    font.setPixelSize(int(round(font.pointSizeF())))
    box = label.rect()
    width = box.width() / MM_PER_POINT * 10
    need = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), int(Qt.TextWordWrap), label.text())
    if need.height() * MM_PER_POINT / 10 > box.height() + 0.5:
        return [f"« {label.id()} » needs {need.height() * MM_PER_POINT / 10:.1f} mm and has {box.height():.1f}"]
    return []


def place_problems(layout):
    page = layout.pageCollection().page(0)
    sheet = QRectF(0, 0, page.pageSize().width(), page.pageSize().height())
    if sorted((sheet.width(), sheet.height())) != [210, 297]:
        return [f"the page is {sheet.width()} × {sheet.height()} mm"]
    boxes = [(item.id(), QRectF(item.pos().x(), item.pos().y(), item.rect().width(), item.rect().height()))
             for item in layout.items() if hasattr(item, "id") and hasattr(item, "rect")
             and isinstance(item, (QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemPicture,
                                   QgsLayoutItemScaleBar))]
    problems = [f"« {name} » is off the page: {box}" for name, box in boxes if not sheet.contains(box)]
    for i, (name, box) in enumerate(boxes):
        for other, against in boxes[i + 1:]:
            common = box.intersected(against)
            if common.width() > 0.2 and common.height() > 0.2:
                problems.append(f"« {name} » lies over « {other} » ({common.width():.1f} × {common.height():.1f} mm)")
    return problems


def colours(path):
    image = QImage(str(path))
    return len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)})


def export_problems(layout, out):
    stem = layout.name().replace(" ", "_").replace("/", "-")
    exporter, problems = QgsLayoutExporter(layout), []
    image = QgsLayoutExporter.ImageExportSettings()
    image.dpi = DPI
    if exporter.exportToImage(str(out / f"{stem}.png"), image) != QgsLayoutExporter.Success:
        problems.append("cannot be exported as PNG")
    elif colours(out / f"{stem}.png") < 8:
        problems.append("the exported page is blank")
    if exporter.exportToPdf(str(out / f"{stem}.pdf"), QgsLayoutExporter.PdfExportSettings()) != QgsLayoutExporter.Success:
        problems.append("cannot be exported as PDF")
    elif (out / f"{stem}.pdf").stat().st_size < 10_000 or (out / f"{stem}.pdf").read_bytes()[:4] != b"%PDF":
        problems.append("the exported PDF is empty")
    return problems


def layout_problems(layout, out):
    problems = []
    for kind in (QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture):
        if len(items_of(layout, kind)) != 1:
            problems.append(f"{len(items_of(layout, kind))} items of {kind.__name__}")
    if problems:
        return problems
    chart = items_of(layout, QgsLayoutItemMap)[0]
    themes = layout.project().mapThemeCollection()
    if not chart.followVisibilityPreset() or not themes.hasMapTheme(chart.followVisibilityPresetName()):
        problems.append("its map follows no theme")
    problems += export_problems(layout, out)  # the legend takes its size when drawn
    problems += legend_problems(items_of(layout, QgsLayoutItemLegend)[0])
    labels = items_of(layout, QgsLayoutItemLabel)
    if len(labels) < 3 or any(not label.text().strip() for label in labels):
        problems.append("title, notes or sources are not there")
    for label in labels:
        problems += text_problems(label)
    if not items_of(layout, QgsLayoutItemScaleBar)[0].linkedMap():
        problems.append("the scale bar belongs to no map")
    return problems + place_problems(layout)


def check_layouts(project, folder, out, thorough):
    """One line per problem; a layout for each map the run drew."""
    layouts = project.layoutManager().printLayouts()
    expected = len(list(folder.glob("map_*.txt")))
    problems = [] if len(layouts) == expected else [f"{len(layouts)} print layouts for {expected} maps"]
    for layout in layouts if thorough else layouts[:1]:
        problems += [f"layout « {layout.name()} »: {p}" for p in layout_problems(layout, out)]
    return problems
