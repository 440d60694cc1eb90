#include "qml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/carto/qgis_style.hpp"
#include "maillage/text/xml_text.hpp"
#include "style_rules.hpp"

namespace maillage::carto {

namespace {

using table::GeometryKind;

// QGIS's ranges have two ends; values beyond these do not occur in planning.
constexpr double beyond = 1e15;
// QGIS 3.22 keeps 15 decimals of them when it saves a style, as it does when a project's themes are read: the break above
// "none at all" would become 0, and none at all would fall into the class above. No score that is shown is smaller.
constexpr double least_break = 1e-9;

std::string range_end(double value) {
  if (value > 0) value = std::max(value, least_break);
  return text::shortest(std::clamp(value, -beyond, beyond));
}

std::string rgba(Colour c, double opacity) {
  return fmt::format("{},{},{},{}", c.red, c.green, c.blue, std::lround(255 * opacity));
}

std::string option(std::string_view name, std::string_view value) {
  return fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", name, text::xml_text(value));
}

std::string points(double value) { return text::shortest(value); }

std::string dash_name(Dash dash) {
  switch (dash) {
    case Dash::solid:
      return "solid";
    case Dash::dashed:
      return "dash";
    case Dash::dotted:
      return "dot";
    case Dash::dash_dot:
      return "dash dot";
  }
  return "solid";
}

std::string shape_name(Shape shape) {
  switch (shape) {
    case Shape::circle:
      return "circle";
    case Shape::square:
      return "square";
    case Shape::triangle:
      return "triangle";
    case Shape::diamond:
      return "diamond";
    case Shape::cross:
      return "cross_fill";
    case Shape::star:
      return "star";
  }
  return "circle";
}

std::string layer(std::string_view symbol_class, const std::string& options) {
  return fmt::format(
      "<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">{}</Option></layer>",
      symbol_class, options);
}

std::string outline_options(const std::optional<Line>& outline) {
  if (!outline || outline->width <= 0) return option("outline_style", "no");
  return option("outline_color", rgba(outline->colour, outline->opacity)) +
         option("outline_style", dash_name(outline->dash)) + option("outline_width", points(outline->width)) +
         option("outline_width_unit", "Point") + option("joinstyle", "round");
}

std::string fill_layers(const AreaStyle& area) {
  std::string out;
  const auto simple = [&](const std::string& colour, std::string_view style,
                          const std::optional<Line>& outline) {
    out += layer("SimpleFill", option("color", colour) + option("style", style) + outline_options(outline));
  };
  if (area.fill || area.hatch == Hatch::none)
    simple(area.fill ? rgba(*area.fill, area.opacity) : "0,0,0,0", area.fill ? "solid" : "no",
           area.hatch == Hatch::none ? area.outline : std::nullopt);
  if (area.hatch != Hatch::none)
    simple(rgba(area.hatch_colour, 1),
           area.hatch == Hatch::dots      ? "dense6"
           : area.hatch == Hatch::crossed ? "diagonal_x"
                                          : "b_diagonal",
           area.outline);
  return out;
}

std::string line_layer(const Line& line) {
  return layer("SimpleLine", option("line_color", rgba(line.colour, line.opacity)) +
                                 option("line_style", dash_name(line.dash)) +
                                 option("line_width", points(line.width)) +
                                 option("line_width_unit", "Point") + option("joinstyle", "round") +
                                 option("capstyle", "round"));
}

std::string marker_layer(const Marker& marker) {
  return layer("SimpleMarker", option("name", shape_name(marker.shape)) +
                                   option("color", marker.fill ? rgba(*marker.fill, 1) : "255,255,255,0") +
                                   option("size", points(marker.size)) + option("size_unit", "Point") +
                                   outline_options(marker.outline));
}

std::string symbol(GeometryKind kind, const LayerSymbol& drawn, std::size_t name) {
  const std::string_view type = kind == GeometryKind::polygon ? "fill"
                                : kind == GeometryKind::line  ? "line"
                                                              : "marker";
  return fmt::format(
      "<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{}</symbol>\n", type,
      name,
      kind == GeometryKind::polygon ? fill_layers(drawn.area)
      : kind == GeometryKind::line  ? line_layer(drawn.line)
                                    : marker_layer(drawn.marker));
}

std::string symbols(const LayerStyle& style, const std::vector<StyleRule>& rules) {
  std::string out = "<symbols>\n";
  for (std::size_t i = 0; i < rules.size(); ++i) out += symbol(style.kind, rules[i].symbol, i);
  return out + "</symbols>\n";
}

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    if (c == '\\' && quote == '\'') out += '\\';
    out += c;
  }
  return out + quote;
}

// The condition in QGIS's expression language.
std::string expression(const Condition& c, const LayerStyle& style) {
  const std::string column = doubled(style.column, '"'), status = doubled(style.status_column, '"');
  std::vector<std::string> parts;
  switch (c.kind) {
    case Condition::Kind::always:
      break;
    case Condition::Kind::range:
      if (std::isinf(c.low) && std::isinf(c.high)) parts.push_back(column + " IS NOT NULL");
      if (std::isfinite(c.low))
        parts.push_back(
            fmt::format("{} {} {}", column, c.closed == Closed::left ? ">=" : ">", text::shortest(c.low)));
      if (std::isfinite(c.high))
        parts.push_back(
            fmt::format("{} {} {}", column, c.closed == Closed::left ? "<" : "<=", text::shortest(c.high)));
      break;
    case Condition::Kind::equal:
      parts.push_back(fmt::format("{} = {}", column, c.numeric ? c.value : doubled(c.value, '\'')));
      break;
    case Condition::Kind::missing:
      parts.push_back(column + " IS NULL");
      break;
    case Condition::Kind::status:
      parts.push_back(fmt::format("{} = {}", status, doubled(c.value, '\'')));
      break;
  }
  if (c.unless_zero) parts.push_back(column + " <> 0");
  if (c.unless_status) parts.push_back(fmt::format("coalesce({}, '') = ''", status));
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " AND ") + part;
  if (!c.or_status.empty()) out = fmt::format("({}) OR {} = {}", out, status, doubled(c.or_status, '\''));
  return out;
}

std::string rule_renderer(const LayerStyle& style, const std::vector<StyleRule>& rules) {
  std::string out =
      "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n"
      "<rules key=\"maillage\">\n";
  for (std::size_t i = 0; i < rules.size(); ++i)
    out += fmt::format("<rule key=\"maillage-{}\" symbol=\"{}\" label=\"{}\" filter=\"{}\"/>\n", i, i,
                       text::xml_text(rules[i].label), text::xml_text(expression(rules[i].condition, style)));
  return out + "</rules>\n" + symbols(style, rules) + "</renderer-v2>\n";
}

// QGIS gives a value to the first range that holds it, both ends included. So the class that owns a break must come
// first: highest first where classes are closed on the left, lowest first where they are closed on the right.
std::string graduated_renderer(const LayerStyle& style, std::vector<StyleRule> rules) {
  if (rules.front().condition.closed == Closed::right) std::reverse(rules.begin(), rules.end());
  std::string out = fmt::format(
      "<renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" "
      "symbollevels=\"0\" "
      "enableorderby=\"0\" forceraster=\"0\">\n<ranges>\n",
      text::xml_text(style.column));
  for (std::size_t i = 0; i < rules.size(); ++i)
    out += fmt::format("<range symbol=\"{}\" lower=\"{}\" upper=\"{}\" label=\"{}\" render=\"true\"/>\n", i,
                       range_end(rules[i].condition.low), range_end(rules[i].condition.high),
                       text::xml_text(rules[i].label));
  return out + "</ranges>\n" + symbols(style, rules) + "</renderer-v2>\n";
}

std::string categorised_renderer(const LayerStyle& style, const std::vector<StyleRule>& rules) {
  std::string out = fmt::format(
      "<renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"0\" enableorderby=\"0\" "
      "forceraster=\"0\">\n"
      "<categories>\n",
      text::xml_text(style.column));
  for (std::size_t i = 0; i < rules.size(); ++i)
    out +=
        fmt::format("<category symbol=\"{}\" value=\"{}\" type=\"string\" label=\"{}\" render=\"true\"/>\n",
                    i, text::xml_text(rules[i].condition.value), text::xml_text(rules[i].label));
  return out + "</categories>\n" + symbols(style, rules) + "</renderer-v2>\n";
}

std::string single_renderer(const LayerStyle& style, const std::vector<StyleRule>& rules) {
  return "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n" +
         symbols(style, rules) + "</renderer-v2>\n";
}

std::string renderer(const LayerStyle& style, const std::vector<StyleRule>& rules) {
  if (!style.scale) return single_renderer(style, rules);
  if (rule_based(style)) return rule_renderer(style, rules);
  if (std::holds_alternative<GraduatedScale>(*style.scale)) return graduated_renderer(style, rules);
  return categorised_renderer(style, rules);
}

std::string labeling(const LayerStyle& style) {
  if (style.label_column.empty()) return {};
  return fmt::format(
      "<labeling type=\"simple\">\n<settings>\n<text-style fieldName=\"{}\" isExpression=\"0\" "
      "fontFamily=\"Lato\" namedStyle=\"Regular\" fontWeight=\"50\" "
      "fontSize=\"{}\" fontSizeUnit=\"Point\" textColor=\"24,24,28,255\" textOpacity=\"1\">{}"
      "<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
      "bufferColor=\"255,255,255,217\" "
      "bufferOpacity=\"0.85\"/></text-style>\n<placement placement=\"{}\"/>\n<rendering drawLabels=\"1\" "
      "obstacle=\"1\"/>\n</settings>\n</labeling>\n",
      text::xml_text(style.label_column), points(style.label_size), font_families(),
      style.kind == GeometryKind::point  ? 6    // cartographic: around the point
      : style.kind == GeometryKind::line ? 2    // along the line
                                         : 1);  // over the area
}

}  // namespace

std::string font_families() {
  return "<families><family name=\"Lato\"/><family name=\"Open Sans\"/><family name=\"Arial\"/></families>";
}

std::string style_body(const LayerStyle& style) {
  const std::vector<StyleRule> rules = style_rules(style);
  const int kind = style.kind == GeometryKind::point ? 0 : style.kind == GeometryKind::line ? 1 : 2;
  return fmt::format("{}{}<layerGeometryType>{}</layerGeometryType>\n", renderer(style, rules),
                     labeling(style), kind);
}

std::string qml(const LayerStyle& style) {
  return fmt::format(
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
      "styleCategories=\"Symbology|Labeling\" labelsEnabled=\"{}\">\n{}</qgis>\n",
      style.label_column.empty() || !style.labels_shown ? 0 : 1, style_body(style));
}

}  // namespace maillage::carto
