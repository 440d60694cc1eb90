#include <fmt/format.h>

#include "maillage/report/chart.hpp"
#include "maillage/report/prose.hpp"
#include "svg_text.hpp"

namespace maillage::report {
namespace {

constexpr double left = 44, top = 10, side = 280;

std::string point(const CurvePoint& p) {
  return fmt::format("{} {}", units(left + p.people * side), units(top + (1 - p.access) * side));
}

void draw_axes(std::string& svg, text::Language lang) {
  for (const int tenth : {0, 25, 50, 75, 100}) {
    const double share = tenth / 100.0;
    const double x = left + share * side;
    const double y = top + (1 - share) * side;
    svg += fmt::format(R"(<line class="grid" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>)", units(x), units(top),
                       units(top + side));
    svg += fmt::format(R"(<line class="grid" x1="{1}" y1="{0}" x2="{2}" y2="{0}"/>)", units(y), units(left),
                       units(left + side));
    const std::string percent = text::percent(share, 0, lang);
    svg += svg_text({x, top + side + 16}, "middle", percent, "value");
    svg += svg_text({left - 5, y + 4}, "end", percent, "value") + '\n';
  }
  svg += svg_text(
      {left + side / 2, top + side + 34}, "middle",
      text::pick(lang, "habitants, des moins bien servis aux mieux servis", "people, worst served first"));
}

}  // namespace

std::string draw(const LorenzChart& chart, text::Language lang) {
  std::string svg = svg_open(chart.id, chart.title, chart.description, top + side + 42, lang);
  draw_axes(svg, lang);
  std::string line;
  for (const CurvePoint& p : chart.points) line += (line.empty() ? "M" : "L") + point(p);
  svg += fmt::format(R"(<path class="gap" d="{}Z"/>)", line);
  svg += fmt::format(R"(<path class="equality" d="M{}L{}"/>)", point({0, 0}), point({1, 1}));
  svg += fmt::format("<path class=\"curve\" d=\"{}\"/>\n", line);
  svg += svg_text({left + side * 0.30, top + side * 0.58}, "middle", text::pick(lang, "égalité", "equality"),
                  "mark-text");
  return svg + "</svg>";
}

}  // namespace maillage::report
