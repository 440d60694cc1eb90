#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/report/chart.hpp"
#include "maillage/report/prose.hpp"
#include "svg_text.hpp"

namespace maillage::report {
namespace {

constexpr double label_width = 104;  // of labels beside the bars
constexpr double value_width = 74;   // kept free behind the longest bar
constexpr double top_of_mark = 20;

struct Layout {
  double left, right, row, bar;
};

Layout layout(const BarChart& chart) {
  if (chart.labels_above) return {0, chart_width, 38, 11};
  return {label_width, chart_width - value_width, 27, 17};
}

double full(const BarChart& chart) {
  double most = chart.most;
  if (most > 0) return most;
  for (const Bar& bar : chart.bars) most = std::max(most, std::isfinite(bar.value) ? bar.value : 0);
  if (chart.mark) most = std::max(most, *chart.mark);
  return most > 0 ? most : 1;
}

std::string description(const BarChart& chart, text::Language lang) {
  std::string out = chart.note;
  if (!out.empty()) out += out.back() == '.' ? " " : ". ";
  const std::string colon(text::pick(lang, " : ", ": "));
  const std::string between(text::pick(lang, " ; ", "; "));
  for (std::size_t i = 0; i < chart.bars.size(); ++i)
    out += (i > 0 ? between : "") + chart.bars[i].label + colon + chart.bars[i].text;
  if (chart.mark) out += ". " + chart.mark_text;
  return out + ".";
}

// Where one bar and its words lie.
struct Place {
  double y, baseline, length;
};

Place place(const BarChart& chart, std::size_t row, double top) {
  const Layout at = layout(chart);
  const double begin = top + at.row * static_cast<double>(row);
  const double value = chart.bars[row].value;
  const double length =
      std::isfinite(value) ? std::clamp(value / full(chart), 0.0, 1.0) * (at.right - at.left) : 0;
  if (chart.labels_above) return {begin + 20, begin + 14, length};
  return {begin + 4, begin + 17, length};
}

void draw_bar(std::string& svg, const BarChart& chart, std::size_t row, double top) {
  const Layout at = layout(chart);
  const Place here = place(chart, row, top);
  const auto rectangle = [&](const char* css_class, double width) {
    svg += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", css_class,
                       units(at.left), units(here.y), units(width), units(at.bar));
  };
  rectangle("track", at.right - at.left);
  if (here.length > 0) rectangle(chart.bars[row].apart ? "apart" : "bar", here.length);
  svg += '\n';
}

void write_bar(std::string& svg, const BarChart& chart, std::size_t row, double top, text::Language lang) {
  const Layout at = layout(chart);
  const Place here = place(chart, row, top);
  const Bar& bar = chart.bars[row];
  svg +=
      svg_text({0, here.baseline}, "start", shortened(spaced(bar.label, lang), chart.labels_above ? 42 : 16));
  const std::string value = spaced(bar.text, lang);
  if (chart.labels_above)
    svg += svg_text({chart_width, here.baseline}, "end", value, "value");
  else
    svg += svg_text({at.left + here.length + 5, here.baseline}, "start", value, "value");
  svg += '\n';
}

// Across each bar, not across the words between them.
void draw_mark(std::string& svg, const BarChart& chart, double top, text::Language lang) {
  const Layout at = layout(chart);
  const double x = at.left + std::clamp(*chart.mark / full(chart), 0.0, 1.0) * (at.right - at.left);
  for (std::size_t row = 0; row < chart.bars.size(); ++row) {
    const double y = place(chart, row, top).y;
    svg += fmt::format(R"(<line class="mark" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>)", units(x), units(y - 3),
                       units(y + at.bar + 3));
  }
  const char* anchor = x < chart_width / 3 ? "start" : x > chart_width * 2 / 3 ? "end" : "middle";
  svg += svg_text({x, 12}, anchor, spaced(chart.mark_text, lang), "mark-text") + '\n';
}

}  // namespace

std::string draw(const BarChart& chart, text::Language lang) {
  const double top = chart.mark ? top_of_mark : 0;
  const double height = top + layout(chart).row * static_cast<double>(chart.bars.size());
  std::string svg = svg_open(chart.id, chart.title, description(chart, lang), height, lang);
  for (std::size_t row = 0; row < chart.bars.size(); ++row) draw_bar(svg, chart, row, top);
  if (chart.mark) draw_mark(svg, chart, top, lang);
  for (std::size_t row = 0; row < chart.bars.size(); ++row) write_bar(svg, chart, row, top, lang);
  return svg + "</svg>";
}

}  // namespace maillage::report
