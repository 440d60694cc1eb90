#include <fmt/format.h>

#include <cmath>
#include <set>

#include "canvas.hpp"
#include "maillage/text/xml_text.hpp"

namespace maillage::carto {

namespace {

// Coordinates in hundredths of a point, written without trailing zeros; map geometry lies on tenths.
long hundredths(double v) { return std::lround(v * 100); }

void append_coordinate(std::string& out, long v) {
  if (v < 0) out += '-';
  v = std::abs(v);
  const long whole = v / 100, rest = v % 100;
  if (whole != 0 || rest == 0) out += fmt::format("{}", whole);
  if (rest != 0) out += rest % 10 == 0 ? fmt::format(".{}", rest / 10) : fmt::format(".{:02}", rest);
}

std::string number(double v) {
  std::string out;
  append_coordinate(out, hundredths(v));
  return out;
}

std::string path_data(const Path& path) {
  std::string d;
  for (const SubPath& sub : path) {
    long x = 0, y = 0;
    for (std::size_t i = 0; i < sub.points.size(); ++i) {
      const long nx = hundredths(sub.points[i].x), ny = hundredths(sub.points[i].y);
      d += i == 0 ? "M" : i == 1 ? "l" : nx - x < 0 ? "" : " ";
      append_coordinate(d, nx - x);
      if (ny - y >= 0) d += ' ';
      append_coordinate(d, ny - y);
      x = nx, y = ny;
    }
    if (sub.closed) d += 'z';
  }
  return d;
}

std::string stroke_attributes(const Line& line) {
  std::string out = fmt::format(R"( stroke="{}" stroke-width="{}")", hex(line.colour), number(line.width));
  if (line.opacity < 1) out += fmt::format(R"( stroke-opacity="{}")", number(line.opacity));
  std::string pattern;
  for (const double d : dashes(line)) pattern += (pattern.empty() ? "" : " ") + number(d);
  if (!pattern.empty()) out += fmt::format(R"( stroke-dasharray="{}")", pattern);
  if (line.dash == Dash::dotted) out += R"( stroke-linecap="round")";
  return out;
}

class SvgCanvas final : public Canvas {
 public:
  SvgCanvas(PageSize page, const TextShaper& shaper, const Description& description,
            const std::string& language)
      : shaper_(shaper) {
    out_ = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}pt\" height=\"{1}pt\" viewBox=\"0 0 {0} {1}\" "
        "role=\"img\" aria-labelledby=\"title desc\" xml:lang=\"{2}\" font-family=\"{3}, Carlito, "
        "sans-serif\" "
        "stroke-linejoin=\"round\">\n<title id=\"title\">{4}</title>\n<desc id=\"desc\">{5}</desc>\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
        number(page.width), number(page.height), language, font_family, text::xml_text(description.title),
        text::xml_text(description.subject));
  }

  void begin_group(const std::string& id) override {
    out_ += fmt::format("<g id=\"{}\">\n", text::xml_text(id));
  }
  void end_group() override { out_ += "</g>\n"; }
  void begin_clip(double x, double y, double width, double height) override {
    out_ += fmt::format(
        "<defs><clipPath id=\"frame{0}\"><rect x=\"{1}\" y=\"{2}\" width=\"{3}\" "
        "height=\"{4}\"/></clipPath></defs>\n"
        "<g clip-path=\"url(#frame{0})\">\n",
        ++clips_, number(x), number(y), number(width), number(height));
  }
  void end_clip() override { out_ += "</g>\n"; }

  void draw(const Path& path, const AreaStyle& style) override {
    if (!path.empty()) shape(fmt::format("<path d=\"{}\"", path_data(path)), style);
  }
  void draw_circle(PagePoint centre, double radius, const AreaStyle& style) override {
    shape(
        fmt::format(R"(<circle cx="{}" cy="{}" r="{}")", number(centre.x), number(centre.y), number(radius)),
        style);
  }
  void stroke(const Path& path, const Line& line) override {
    if (path.empty() || line.width <= 0) return;
    out_ += fmt::format("<path d=\"{}\" fill=\"none\"{}/>\n", path_data(path), stroke_attributes(line));
  }
  void text(PagePoint at, const std::string& text, const TextStyle& style) override;

  std::string finish() override {
    out_ += "</svg>\n";
    return std::move(out_);
  }

 private:
  void shape(const std::string& element, const AreaStyle& style) {
    const std::string line = style.outline ? stroke_attributes(*style.outline) : std::string();
    if (style.hatch == Hatch::none) {
      std::string fill = style.fill ? hex(*style.fill) : "none";
      if (style.fill && style.opacity < 1) fill += fmt::format("\" fill-opacity=\"{}", number(style.opacity));
      out_ += fmt::format("{} fill=\"{}\"{}/>\n", element, fill, line);
      return;
    }
    const std::string id = hatch_id(style);
    out_ += fmt::format("{} fill=\"url(#{})\"{}/>\n", element, id, line);
  }
  std::string hatch_id(const AreaStyle& style);

  const TextShaper& shaper_;
  std::string out_;
  int clips_ = 0;
  std::set<std::string> patterns_;
};

// Defines the pattern at its first use. The background is part of it.
std::string SvgCanvas::hatch_id(const AreaStyle& style) {
  const std::string ink = hex(style.hatch_colour);
  const std::string paper = style.fill ? hex(*style.fill) : "none";
  const std::string kind = style.hatch == Hatch::dots      ? "dots"
                           : style.hatch == Hatch::crossed ? "cross"
                                                           : "lines";
  std::string id = fmt::format("{}-{}-{}-{}", kind, ink.substr(1), style.fill ? paper.substr(1) : paper,
                               hundredths(style.opacity));
  if (!patterns_.insert(id).second) return id;
  const std::string s = number(hatch_spacing), half = number(hatch_spacing / 2);
  std::string marks;
  if (style.hatch == Hatch::dots)
    marks = fmt::format(R"(<circle cx="{0}" cy="{0}" r=".55" fill="{1}"/>)", half, ink);
  else
    marks = fmt::format(R"(<path d="M0 {0}h{1}{2}" stroke="{3}" stroke-width=".5"/>)", half, s,
                        style.hatch == Hatch::crossed ? fmt::format("M{} 0v{}", half, s) : "", ink);
  out_ += fmt::format(
      "<defs><pattern id=\"{0}\" width=\"{1}\" height=\"{1}\" patternUnits=\"userSpaceOnUse\"{2}>"
      "<rect width=\"{1}\" height=\"{1}\" fill=\"{3}\" fill-opacity=\"{4}\"/>{5}</pattern></defs>\n",
      id, s, style.hatch == Hatch::dots ? "" : " patternTransform=\"rotate(-45)\"", paper,
      number(style.opacity), marks);
  return id;
}

void SvgCanvas::text(PagePoint at, const std::string& text, const TextStyle& style) {
  if (text.empty()) return;
  const double width = shaper_.width(text, style);
  const double shift = style.align == Align::left ? 0 : style.align == Align::centre ? width / 2 : width;
  // textLength keeps the layout where Lato is not installed.
  const std::string common = fmt::format(
      R"( x="{}" y="{}" font-size="{}"{}{} textLength="{}" lengthAdjust="spacingAndGlyphs")",
      number(at.x - shift), number(at.y), number(style.size), style.bold ? R"( font-weight="700")" : "",
      style.italic ? R"( font-style="italic")" : "", number(width));
  const std::string body = text::xml_text(text);
  // The halo is an element of its own: not every viewer knows paint-order.
  if (style.halo > 0)
    out_ += fmt::format(
        "<text aria-hidden=\"true\"{} fill=\"#fff\" stroke=\"#fff\" stroke-opacity=\".85\" "
        "stroke-width=\"{}\">{}"
        "</text>\n",
        common, number(2 * style.halo), body);
  out_ += fmt::format("<text{} fill=\"{}\">{}</text>\n", common, hex(style.colour), body);
}

}  // namespace

std::unique_ptr<Canvas> make_svg_canvas(PageSize page, const TextShaper& shaper,
                                        const Description& description, const std::string& language) {
  return std::make_unique<SvgCanvas>(page, shaper, description, language);
}

}  // namespace maillage::carto
