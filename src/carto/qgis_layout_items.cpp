#include "qgis_layout_items.hpp"

#include <fmt/format.h>
#include <glib.h>

#include <string_view>

#include "maillage/core/hash.hpp"
#include "maillage/text/xml_text.hpp"
#include "qgis_layer.hpp"
#include "qml.hpp"

namespace maillage::carto {
namespace {

using text::xml_text;

// QGIS's numbers for kinds of items.
enum class Kind {
  page = 65638,
  map = 65639,
  picture = 65640,
  label = 65641,
  legend = 65642,
  scale_bar = 65646
};

std::string mm(double value) { return fmt::format("{:.2f}", value); }

// The same item has the same identity in each run: from its names.
std::string uuid(const PageItem& item) {
  const std::string hash = sha256("maillage/" + item.layout + "/" + item.id);
  return fmt::format("{{{}-{}-{}-{}-{}}}", hash.substr(0, 8), hash.substr(8, 4), hash.substr(12, 4),
                     hash.substr(16, 4), hash.substr(20, 12));
}

// An attribute of several lines: XML would make spaces of line breaks.
std::string lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find('\n', at);
    out += xml_text(text.substr(at, end - at));
    if (end == std::string_view::npos) return out;
    out += "&#10;";
    at = end + 1;
  }
}

std::string opening(Kind kind, const PageItem& item, std::string_view more) {
  return fmt::format(
      "<LayoutItem type=\"{0}\" id=\"{1}\" uuid=\"{2}\" templateUuid=\"{2}\" position=\"{3},{4},mm\" "
      "positionOnPage=\"{3},{4},mm\" size=\"{5},{6},mm\" zValue=\"{7}\" visibility=\"1\" opacity=\"1\" "
      "frame=\"false\" background=\"{8}\" referencePoint=\"0\" itemRotation=\"0\" positionLock=\"false\" "
      "excludeFromExports=\"0\" {9}>\n",
      static_cast<int>(kind), xml_text(item.id), uuid(item), mm(item.box.x), mm(item.box.y),
      mm(item.box.width), mm(item.box.height), item.level,
      kind == Kind::page || kind == Kind::map ? "true" : "false", more);
}

constexpr const char* closing = "</LayoutItem>\n";

std::string_view style_name(const TextStyle& style) {
  return style.bold ? (style.italic ? "Bold Italic" : "Bold") : style.italic ? "Italic" : "Regular";
}

// As QGIS up to 3.22 has letters …
std::string font_xml(std::string_view element, const TextStyle& style) {
  return fmt::format("<{0} style=\"{1}\" description=\"{2},{3},-1,5,{4},{5},0,0,0,0\"/>\n", element,
                     style_name(style), font_family, text::shortest(style.size), style.bold ? 75 : 50,
                     style.italic ? 1 : 0);
}

// … and as later ones do.
std::string text_style_xml(const TextStyle& style) {
  return fmt::format(
      "<text-style fontFamily=\"{}\" namedStyle=\"{}\" fontWeight=\"{}\" fontItalic=\"{}\" fontSize=\"{}\" "
      "fontSizeUnit=\"Point\" textColor=\"{},{},{},255\" textOpacity=\"1\">{}</text-style>\n",
      font_family, style_name(style), style.bold ? 75 : 50, style.italic ? 1 : 0, text::shortest(style.size),
      style.colour.red, style.colour.green, style.colour.blue, font_families());
}

std::string option(std::string_view name, std::string_view value) {
  return fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", name, lines(value));
}

std::string legend_style(std::string_view name, std::string_view margins, const TextStyle& style) {
  return fmt::format("<style name=\"{}\" alignment=\"1\" indent=\"0\" {}>\n", name, margins) +
         font_xml("styleFont", style) + text_style_xml(style) + "</style>\n";
}

// A heading stands above a layer of several classes ("group" in QGIS's list of styles) and, smaller, its unit. The words
// of a layer with one symbol stand beside it.
std::string legend_row(const LegendRow& row) {
  const bool unit = !row.unit.empty();
  std::string options = option("legend/title-label", unit ? row.unit : row.title);
  if (row.heading) options += option("legend/title-style", unit ? "subgroup" : "group");
  const std::string layer = fmt::format(
      "<layer-tree-layer id=\"{}\" name=\"{}\" source=\"{}\" providerKey=\"{}\" checked=\"Qt::Checked\" "
      "expanded=\"1\" legend_split_behavior=\"0\" legend_exp=\"\" patch_size=\"-1,-1\">\n<customproperties>"
      "<Option type=\"Map\">{}</Option></customproperties>\n</layer-tree-layer>\n",
      layer_id(row.layer->key), xml_text(row.layer->name), xml_text(data_source(*row.layer)),
      provider(*row.layer), options);
  if (!unit) return layer;
  return fmt::format(
      "<layer-tree-group name=\"{}\" checked=\"Qt::Checked\" expanded=\"1\"><customproperties><Option "
      "type=\"Map\">{}</Option></customproperties>\n{}</layer-tree-group>\n",
      lines(row.title), option("legend/title-style", "group"), layer);
}

// A needle half dark, half light, and the letter.
constexpr std::string_view north_svg =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="24" height="48" viewBox="0 0 24 48">)"
    R"(<path d="M8 10V1l8 9V1" fill="none" stroke="#1e1e22" stroke-width="2.2"/>)"
    R"(<path d="M12 14v25L4 46z" fill="#1e1e22" stroke="#1e1e22" stroke-width="1" stroke-linejoin="round"/>)"
    R"(<path d="M12 14v25l8 7z" fill="#ffffff" stroke="#1e1e22" stroke-width="1" stroke-linejoin="round"/></svg>)";

std::string base64(std::string_view bytes) {
  gchar* coded = g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size());
  std::string out(coded);
  g_free(coded);
  return out;
}

}  // namespace

std::string page_item(const PageItem& item) { return opening(Kind::page, item, "") + closing; }

std::string label_item(const PageItem& item, const std::string& text, const TextStyle& style,
                       Upright upright) {
  const int vertical = upright == Upright::top ? 32 : upright == Upright::middle ? 128 : 64;  // Qt's flags
  return opening(
             Kind::label, item,
             fmt::format(
                 "labelText=\"{}\" halign=\"1\" valign=\"{}\" htmlState=\"0\" marginX=\"0\" marginY=\"0\"",
                 lines(text), vertical)) +
         font_xml("LabelFont", style) +
         fmt::format("<FontColor red=\"{}\" green=\"{}\" blue=\"{}\" alpha=\"255\"/>\n", style.colour.red,
                     style.colour.green, style.colour.blue) +
         text_style_xml(style) + closing;
}

std::string map_item(const PageItem& item, const geo::Box& extent, const std::string& theme) {
  return opening(Kind::map, item,
                 fmt::format(
                     "keepLayerSet=\"false\" followPreset=\"true\" followPresetName=\"{}\" mapRotation=\"0\" "
                     "drawCanvasItems=\"true\" labelMargin=\"0,mm\"",
                     xml_text(theme))) +
         fmt::format("<Extent xmin=\"{}\" ymin=\"{}\" xmax=\"{}\" ymax=\"{}\"/>\n<LayerSet/>\n",
                     text::shortest(extent.min_x), text::shortest(extent.min_y), text::shortest(extent.max_x),
                     text::shortest(extent.max_y)) +
         closing;
}

std::string north_item(const PageItem& item, const PageItem& map) {
  return opening(
             Kind::picture, item,
             fmt::format("file=\"base64:{}\" mode=\"0\" resizeMode=\"0\" anchorPoint=\"4\" northMode=\"1\" "
                         "northOffset=\"0\" pictureRotation=\"0\" mapUuid=\"{}\"",
                         base64(north_svg), uuid(map))) +
         closing;
}

std::string scale_bar_item(const PageItem& item, const PageItem& map, const ScaleBar& bar,
                           text::Language language, double letters) {
  const bool kilometres = bar.step_metres * bar.steps >= 1000;
  const bool fr = language == text::Language::fr;
  const TextStyle style{.size = letters, .colour = {30, 30, 34}};
  return opening(Kind::scale_bar, item,
                 fmt::format(
                     "style=\"Single Box\" unitType=\"{}\" unitLabel=\"{}\" numMapUnitsPerScaleBarUnit=\"1\" "
                     "numUnitsPerSegment=\"{}\" numSegments=\"{}\" numSegmentsLeft=\"0\" "
                     "segmentSizeMode=\"0\" height=\"1.4\" labelBarSpace=\"1\" boxContentSpace=\"0\" "
                     "outlineWidth=\"0.2\" alignment=\"0\" labelVerticalPlacement=\"0\" "
                     "labelHorizontalPlacement=\"0\" lineJoinStyle=\"miter\" lineCapStyle=\"square\" "
                     "mapUuid=\"{}\"",
                     kilometres ? "km" : "meters", kilometres ? "km" : "m",
                     text::shortest(kilometres ? bar.step_metres / 1000 : bar.step_metres), bar.steps,
                     uuid(map))) +
         text_style_xml(style) +
         fmt::format(
             "<numericFormat id=\"basic\"><Option type=\"Map\"><Option type=\"QChar\" "
             "name=\"decimal_separator\" value=\"{}\"/><Option type=\"int\" name=\"decimals\" "
             "value=\"2\"/><Option type=\"int\" name=\"rounding_type\" value=\"0\"/><Option "
             "type=\"bool\" name=\"show_plus\" value=\"false\"/><Option type=\"bool\" "
             "name=\"show_thousand_separator\" value=\"true\"/><Option type=\"bool\" "
             "name=\"show_trailing_zeros\" value=\"false\"/><Option type=\"QChar\" "
             "name=\"thousand_separator\" value=\"{}\"/></Option></numericFormat>\n",
             fr ? "," : ".", fr ? "\u202f" : ",") +
         "<strokeColor red=\"30\" green=\"30\" blue=\"34\" alpha=\"255\"/>\n"
         "<fillColor red=\"30\" green=\"30\" blue=\"34\" alpha=\"255\"/>\n"
         "<fillColor2 red=\"255\" green=\"255\" blue=\"255\" alpha=\"255\"/>\n" +
         closing;
}

std::string legend_item(const PageItem& item, const PageItem& map, const std::vector<LegendRow>& rows,
                        double shrink) {
  const Colour ink{30, 30, 34};
  const TextStyle heading{.size = 9.5 * shrink, .bold = true, .colour = ink};
  const TextStyle text{.size = 8.5 * shrink, .colour = ink};
  const TextStyle unit{.size = legend_unit_size * shrink, .colour = ink};
  std::string out = opening(
      Kind::legend, item,
      fmt::format(
          "title=\"\" titleAlignment=\"1\" wrapChar=\"&#10;\" symbolWidth=\"{}\" symbolHeight=\"{}\" "
          "symbolAlignment=\"1\" columnCount=\"1\" splitLayer=\"0\" equalColumnWidth=\"0\" boxSpace=\"0\" "
          "columnSpace=\"2\" lineSpacing=\"1\" rasterBorder=\"1\" rasterBorderWidth=\"0\" "
          "rasterBorderColor=\"0,0,0,255\" fontColor=\"#1e1e22\" resizeToContents=\"1\" "
          "legendFilterByAtlas=\"0\" map_uuid=\"{}\"",
          mm(7 * shrink), mm(legend_symbol_height * shrink), uuid(map)));
  const std::string heading_gap =
      fmt::format("marginTop=\"{}\" marginBottom=\"1\"", mm(legend_title_gap * shrink));
  out += "<styles>\n" + legend_style("title", "marginBottom=\"0\"", heading) +
         legend_style("group", heading_gap, heading) +
         legend_style("subgroup", "marginTop=\"0.8\" marginBottom=\"1\"", unit) +
         legend_style("symbol", fmt::format("marginTop=\"{}\"", mm(legend_row_gap * shrink)), text) +
         legend_style("symbolLabel", "marginTop=\"1\" marginLeft=\"2\"", text) + "</styles>\n";
  out += "<layer-tree-group>\n";
  for (const LegendRow& row : rows) out += legend_row(row);
  return out + "</layer-tree-group>\n" + closing;
}

}  // namespace maillage::carto
