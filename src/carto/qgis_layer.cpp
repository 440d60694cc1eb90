#include "qgis_layer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "maillage/text/xml_text.hpp"
#include "qml.hpp"

namespace maillage::carto {
namespace {

using text::Language;
using text::pick;
using text::xml_text;

std::string element(std::string_view name, std::string_view value) {
  return fmt::format("<{0}>{1}</{0}>\n", name, xml_text(value));
}

// Title, unit and meaning of each column, for who opens the layer's properties. (QGIS shows the comments kept in the
// GeoPackage only over GDAL 3.7 and later.)
std::string columns_in_words(const table::Table& table, Language language) {
  std::string out(pick(language, "Colonnes :", "Columns:"));
  const std::vector<std::string> titles = table::column_titles(table);
  for (std::size_t c = 0; c < titles.size(); ++c) {
    const table::Column& column = table.columns()[c];
    out += fmt::format("\n– {} [{}]", titles[c], column.name);
    if (!column.comment.empty()) out += std::string(pick(language, " : ", ": ")) + column.comment;
  }
  return out;
}

std::string metadata(const QgisLayer& layer, const QgisProject& project) {
  std::string words = layer.description;
  if (layer.columns != nullptr) {
    words += (words.empty() ? "" : "\n\n") + columns_in_words(*layer.columns, project.language);
  }
  const std::string_view type = "dataset";
  return "<resourceMetadata>\n" + element("type", type) + element("title", layer.name) +
         element("abstract", words) + "</resourceMetadata>\n";
}

std::string aliases(const table::Table& table) {
  std::string out = "<aliases>\n";
  const std::vector<std::string> titles = table::column_titles(table);
  for (std::size_t c = 0; c < titles.size(); ++c) {  // QGIS counts the feature id as column 0
    out += fmt::format("<alias index=\"{}\" field=\"{}\" name=\"{}\"/>\n", c + 1,
                       xml_text(table.columns()[c].name), xml_text(titles[c]));
  }
  return out + "</aliases>\n";
}

std::string display_expression(const table::Table& table) {
  for (const char* column : {"name", "largest_commune", "message", "input", "access_class_label"}) {
    if (table.find(column) != nullptr)
      return fmt::format("<previewExpression>\"{}\"</previewExpression>\n", column);
  }
  return {};
}

std::string extent_xml(const QgisLayer& layer) {
  if (!layer.extent) return {};
  const geo::Box& box = *layer.extent;
  return fmt::format("<extent><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></extent>\n",
                     text::shortest(box.min_x), text::shortest(box.min_y), text::shortest(box.max_x),
                     text::shortest(box.max_y));
}

std::string columns_xml(const QgisLayer& layer) {
  return layer.columns == nullptr ? std::string()
                                  : aliases(*layer.columns) + display_expression(*layer.columns);
}

// A class of QGIS's discrete shader holds what is above the class before, up to its own value: closed on the right.
std::string shader(const RasterStyle& style) {
  const std::vector<double>& breaks = style.scale.classes.breaks;
  const std::vector<std::string> names =
      style.scale.labels.empty() ? labels(style.scale.classes, style.language) : style.scale.labels;
  std::string items;
  for (std::size_t i = 0; i < style.scale.classes.count(); ++i) {
    items += fmt::format("<item value=\"{}\" label=\"{}\" color=\"{}\" alpha=\"255\"/>\n",
                         i < breaks.size() ? text::shortest(breaks[i]) : "inf", xml_text(names[i]),
                         hex(style.scale.colours[i]));
  }
  const double top = breaks.empty() ? 0 : breaks.back();
  return fmt::format(
      "<rastershader>\n<colorrampshader colorRampType=\"DISCRETE\" classificationMode=\"1\" clip=\"0\" "
      "minimumValue=\"0\" maximumValue=\"{}\" labelPrecision=\"0\">\n{}</colorrampshader>\n</rastershader>\n",
      text::shortest(top), items);
}

std::string raster_body(const RasterStyle& style) {
  return fmt::format(
      "<provider>gdal</provider>\n<pipe>\n<provider><resampling enabled=\"false\" "
      "zoomedInResamplingMethod=\"nearestNeighbour\" "
      "zoomedOutResamplingMethod=\"nearestNeighbour\" maxOversampling=\"2\"/></provider>\n"
      "<rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"{}\" alphaBand=\"-1\" "
      "nodataColor=\"\" classificationMin=\"0\" classificationMax=\"{}\">\n<rasterTransparency/>\n{}"
      "</rasterrenderer>\n</pipe>\n",
      text::shortest(style.opacity),
      text::shortest(style.scale.classes.breaks.empty() ? 0 : style.scale.classes.breaks.back()),
      shader(style));
}

struct Opening {
  std::string attributes, body;
};

Opening vector_parts(const QgisLayer& layer, const LayerStyle& style) {
  const bool points = style.kind == table::GeometryKind::point;
  const bool lines = style.kind == table::GeometryKind::line;
  return {fmt::format("type=\"vector\" geometry=\"{}\" wkbType=\"{}\" labelsEnabled=\"{}\"",
                      points  ? "Point"
                      : lines ? "Line"
                              : "Polygon",
                      points  ? "Point"
                      : lines ? "MultiLineString"
                              : "MultiPolygon",
                      style.label_column.empty() || !style.labels_shown ? 0 : 1),
          "<provider encoding=\"UTF-8\">ogr</provider>\n" + style_body(style) + columns_xml(layer)};
}

Opening parts(const QgisLayer& layer) {
  if (const auto* style = std::get_if<LayerStyle>(&layer.style)) return vector_parts(layer, *style);
  if (const auto* style = std::get_if<RasterStyle>(&layer.style))
    return {"type=\"raster\"", raster_body(*style)};
  return {"type=\"vector\" geometry=\"No geometry\" wkbType=\"NoGeometry\"",
          "<provider encoding=\"UTF-8\">ogr</provider>\n" + columns_xml(layer)};
}

}  // namespace

std::string layer_id(const std::string& key) { return "maillage_layer_" + key; }

std::string data_source(const QgisLayer& layer) {
  std::string out = "./" + layer.file;
  if (!layer.table.empty()) out += "|layername=" + layer.table;
  if (!layer.filter.empty()) out += "|subset=" + layer.filter;
  return out;
}

std::string provider(const QgisLayer& layer) {
  return std::holds_alternative<RasterStyle>(layer.style) ? "gdal" : "ogr";
}

// QGIS asks for a number of its own (srsid) to be there, then goes by the authority's code.
std::string crs_xml(geo::Crs crs) {
  return fmt::format(
      "<spatialrefsys nativeFormat=\"Wkt\"><srsid>{0}</srsid><srid>{0}</srid><authid>EPSG:{0}</authid>"
      "</spatialrefsys>",
      crs.epsg);
}

std::string layer_xml(const QgisLayer& layer, const QgisProject& project) {
  const Opening opening = parts(layer);
  const bool placed = !std::holds_alternative<TableStyle>(layer.style);
  return fmt::format(
             "<maplayer {} styleCategories=\"AllStyleCategories\" hasScaleBasedVisibilityFlag=\"0\" "
             "autoRefreshEnabled=\"0\" readOnly=\"0\">\n",
             opening.attributes) +
         extent_xml(layer) + element("id", layer_id(layer.key)) + element("datasource", data_source(layer)) +
         element("title", layer.name) + element("abstract", layer.description) +
         element("layername", layer.name) +
         (placed ? "<srs>" + crs_xml(project.crs) + "</srs>\n" : std::string()) + metadata(layer, project) +
         "<map-layer-style-manager current=\"default\"><map-layer-style name=\"default\"/>"
         "</map-layer-style-manager>\n" +
         opening.body + "</maplayer>\n";
}

}  // namespace maillage::carto
