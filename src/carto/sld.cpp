#include <fmt/format.h>

#include <cmath>

#include "maillage/carto/qgis_style.hpp"
#include "maillage/text/xml_text.hpp"
#include "style_rules.hpp"

namespace maillage::carto {

namespace {

using table::GeometryKind;

// Lengths without a unit are pixels of 0.28 mm in an SLD.
std::string pixels(double points) { return fmt::format("{:.3g}", points * 25.4 / 72 / 0.28); }

std::string parameter(std::string_view name, const std::string& value) {
  return fmt::format("<se:SvgParameter name=\"{}\">{}</se:SvgParameter>", name, value);
}

std::string stroke(const Line& line) {
  std::string out = parameter("stroke", hex(line.colour)) + parameter("stroke-width", pixels(line.width)) +
                    parameter("stroke-linejoin", "round");
  if (line.opacity < 1) out += parameter("stroke-opacity", text::shortest(line.opacity));
  const double w = line.width * 25.4 / 72 / 0.28;
  if (line.dash == Dash::dashed)
    out += parameter("stroke-dasharray", fmt::format("{:.3g} {:.3g}", 4 * w, 2.5 * w));
  if (line.dash == Dash::dotted) out += parameter("stroke-dasharray", fmt::format("{:.3g} {:.3g}", w, 2 * w));
  if (line.dash == Dash::dash_dot)
    out += parameter("stroke-dasharray", fmt::format("{0:.3g} {1:.3g} {2:.3g} {1:.3g}", 6 * w, 2 * w, w));
  return "<se:Stroke>" + out + "</se:Stroke>";
}

std::string solid_fill(Colour colour, double opacity) {
  return "<se:Fill>" + parameter("fill", hex(colour)) +
         (opacity < 1 ? parameter("fill-opacity", text::shortest(opacity)) : std::string()) + "</se:Fill>";
}

std::string mark(std::string_view name, const std::string& paint, double size) {
  return fmt::format(
      "<se:Graphic><se:Mark><se:WellKnownName>{}</se:WellKnownName>{}</se:Mark><se:Size>{}</se:Size></"
      "se:Graphic>",
      name, paint, pixels(size));
}

std::string polygon(const AreaStyle& area) {
  std::string out;
  const std::string line = area.outline ? stroke(*area.outline) : std::string();
  const auto symbolizer = [&](const std::string& body) {
    out += "<se:PolygonSymbolizer>" + body + "</se:PolygonSymbolizer>\n";
  };
  const bool hatched = area.hatch != Hatch::none;
  if (area.fill || !hatched)
    symbolizer((area.fill ? solid_fill(*area.fill, area.opacity) : std::string()) +
               (hatched ? std::string() : line));
  if (hatched) {
    const bool dots = area.hatch == Hatch::dots;
    const std::string_view name = dots ? "circle" : area.hatch == Hatch::crossed ? "x" : "slash";
    const std::string paint =
        dots ? solid_fill(area.hatch_colour, 1) : stroke({area.hatch_colour, 0.5, Dash::solid, 1});
    symbolizer("<se:Fill><se:GraphicFill>" + mark(name, paint, dots ? 1.1 : 4) +
               "</se:GraphicFill></se:Fill>" + line);
  }
  return out;
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

std::string symbolizer(GeometryKind kind, const LayerSymbol& symbol) {
  if (kind == GeometryKind::polygon) return polygon(symbol.area);
  if (kind == GeometryKind::line)
    return "<se:LineSymbolizer>" + stroke(symbol.line) + "</se:LineSymbolizer>\n";
  const Marker& m = symbol.marker;
  const std::string paint = (m.fill ? solid_fill(*m.fill, 1) : std::string()) + stroke(m.outline);
  return "<se:PointSymbolizer>" + mark(shape_name(m.shape), paint, m.size) + "</se:PointSymbolizer>\n";
}

std::string compare(std::string_view operation, const std::string& column, const std::string& value) {
  return fmt::format(
      "<ogc:PropertyIs{0}><ogc:PropertyName>{1}</ogc:PropertyName><ogc:Literal>{2}</ogc:Literal></"
      "ogc:PropertyIs{0}>",
      operation, text::xml_text(column), text::xml_text(value));
}

std::string is_null(const std::string& column) {
  return "<ogc:PropertyIsNull><ogc:PropertyName>" + text::xml_text(column) +
         "</ogc:PropertyName></ogc:PropertyIsNull>";
}

std::string filter(const Condition& c, const LayerStyle& style) {
  std::vector<std::string> parts;
  const bool left = c.closed == Closed::left;
  switch (c.kind) {
    case Condition::Kind::always:
      return {};
    case Condition::Kind::range:
      if (std::isinf(c.low) && std::isinf(c.high))
        parts.push_back("<ogc:Not>" + is_null(style.column) + "</ogc:Not>");
      if (std::isfinite(c.low))
        parts.push_back(
            compare(left ? "GreaterThanOrEqualTo" : "GreaterThan", style.column, text::shortest(c.low)));
      if (std::isfinite(c.high))
        parts.push_back(
            compare(left ? "LessThan" : "LessThanOrEqualTo", style.column, text::shortest(c.high)));
      break;
    case Condition::Kind::equal:
      parts.push_back(compare("EqualTo", style.column, c.value));
      break;
    case Condition::Kind::missing:
      parts.push_back(is_null(style.column));
      break;
    case Condition::Kind::status:
      parts.push_back(compare("EqualTo", style.status_column, c.value));
      break;
  }
  if (c.unless_zero) parts.push_back(compare("NotEqualTo", style.column, "0"));
  if (c.unless_status)
    parts.push_back("<ogc:Or>" + is_null(style.status_column) + compare("EqualTo", style.status_column, "") +
                    "</ogc:Or>");
  std::string body = parts.front();
  if (parts.size() > 1) {
    body = "<ogc:And>";
    for (const std::string& part : parts) body += part;
    body += "</ogc:And>";
  }
  if (!c.or_status.empty())
    body = "<ogc:Or>" + body + compare("EqualTo", style.status_column, c.or_status) + "</ogc:Or>";
  return "<ogc:Filter>" + body + "</ogc:Filter>";
}

std::string label_rule(const LayerStyle& style) {
  if (style.label_column.empty() || !style.labels_shown) return {};
  return fmt::format(
      "<se:Rule><se:TextSymbolizer><se:Label><ogc:PropertyName>{}</ogc:PropertyName></"
      "se:Label><se:Font>{}{}</se:Font>"
      "<se:Halo><se:Radius>2</se:Radius>{}</se:Halo>{}</se:TextSymbolizer></se:Rule>\n",
      text::xml_text(style.label_column), parameter("font-family", "Lato"),
      parameter("font-size", pixels(style.label_size)), solid_fill({255, 255, 255}, 0.85),
      solid_fill({24, 24, 28}, 1));
}

}  // namespace

std::string table_sld(const std::string& table_name) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor "
      "xmlns=\"http://www.opengis.net/sld\" "
      "xmlns:se=\"http://www.opengis.net/se\" "
      "version=\"1.1.0\">\n<NamedLayer><se:Name>{}</se:Name></NamedLayer>\n"
      "</StyledLayerDescriptor>\n",
      text::xml_text(table_name));
}

std::string sld(const LayerStyle& style, const std::string& layer_name) {
  const std::string layer = text::xml_text(layer_name);
  std::string rules;
  for (const StyleRule& rule : style_rules(style)) {
    const std::string label = text::xml_text(rule.label.empty() ? layer_name : rule.label);
    rules += fmt::format(
        "<se:Rule><se:Name>{0}</se:Name><se:Description><se:Title>{0}</se:Title></se:Description>{1}\n{2}"
        "</se:Rule>\n",
        label, filter(rule.condition, style), symbolizer(style.kind, rule.symbol));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor "
      "xmlns=\"http://www.opengis.net/sld\" "
      "xmlns:se=\"http://www.opengis.net/se\" xmlns:ogc=\"http://www.opengis.net/ogc\" version=\"1.1.0\">\n"
      "<NamedLayer><se:Name>{0}</se:Name><UserStyle><se:Name>{0}</se:Name><se:FeatureTypeStyle>\n{1}{2}"
      "</se:FeatureTypeStyle></UserStyle></NamedLayer>\n</StyledLayerDescriptor>\n",
      layer, rules, label_rule(style));
}

}  // namespace maillage::carto
