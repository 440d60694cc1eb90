#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "legend.hpp"
#include "marker_path.hpp"

namespace maillage::carto {

namespace {

using Sample = std::function<void(Canvas&, PagePoint middle)>;

// A sample, a wrapped label and, at will, a count in brackets.
LegendBlock sample_block(const Sample& sample, std::string label, std::optional<std::size_t> counted,
                         const TextShaper& shaper, const LegendStyle& style, text::Language language) {
  if (counted) label += fmt::format(" ({})", text::integer(static_cast<std::int64_t>(*counted), language));
  const std::vector<std::string> lines = shaper.wrap(label, style.text, style.width - style.text_left());
  const double step = style.text.size * line_spacing;
  const double count = static_cast<double>(lines.size());
  const double height = std::max(14.5 * style.unit, count * step + 3 * style.unit);
  return {height, [=](Canvas& canvas, double x, double y) {
            const double middle = y + height / 2;
            sample(canvas, {x + style.swatch_width() / 2, middle});
            double baseline = middle - (count - 1) * step / 2 + style.text.size * cap_height / 2;
            for (const std::string& line : lines)
              canvas.text({x + style.text_left(), baseline}, line, style.text), baseline += step;
          }};
}

Sample area_sample(const AreaStyle& area, const LegendStyle& style) {
  const double w = style.swatch_width(), h = style.swatch_height();
  const bool only_line = !area.fill && area.hatch == Hatch::none && area.outline;
  return [=](Canvas& canvas, PagePoint m) {
    if (only_line)
      canvas.stroke(segment({m.x - w / 2, m.y}, {m.x + w / 2, m.y}), *area.outline);
    else
      canvas.draw(rectangle(m.x - w / 2, m.y - h / 2, w, h), area);
  };
}

Sample line_sample(const Line& line, const LegendStyle& style) {
  const double w = style.swatch_width();
  return [=](Canvas& canvas, PagePoint m) {
    canvas.stroke(segment({m.x - w / 2, m.y}, {m.x + w / 2, m.y}), line);
  };
}

double round_down(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  const double lead = value / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

// Three nested circles on a common foot, each with its value.
LegendBlock circles_block(const CircleOverlay& overlay, double page_unit, const LegendStyle& style,
                          text::Language language) {
  double most = 0;
  for (const auto& item : overlay.items) most = std::max(most, item.value);
  if (most <= 0) return gap_block(0);
  std::vector<double> values{most};
  for (const double part : {0.4, 0.1}) values.push_back(round_down(most * part));
  const double r = overlay.largest_radius * page_unit;
  const double height = std::max(2 * r, 3 * style.small.size * line_spacing) + 4 * style.unit;
  return {height, [=](Canvas& canvas, double x, double y) {
            const double foot = y + height - 2 * style.unit, text_x = x + 2 * r + 14 * style.unit;
            double last = 1e9;
            for (const double value : values) {
              const double radius = r * std::sqrt(value / most);
              canvas.draw_circle({x + r, foot - radius}, radius, overlay.style);
            }
            for (auto value = values.rbegin(); value != values.rend(); ++value) {
              const double top = foot - 2 * r * std::sqrt(*value / most);
              const double at = std::min(top, last - style.small.size * line_spacing);
              const Line leader{{120, 120, 120}, 0.4, Dash::solid, 1};
              canvas.stroke(
                  {{{{x + r, top}, {text_x - 8 * style.unit, at}, {text_x - 2 * style.unit, at}}, false}},
                  leader);
              canvas.text({text_x, at + style.small.size * cap_height / 2},
                          text::number(*value, *value < 10 && *value != std::floor(*value) ? 1 : 0, language),
                          style.small);
              last = at;
            }
          }};
}

std::size_t inside(const PointGroup& group, const geo::Box& visible) {
  return static_cast<std::size_t>(std::count_if(group.points.begin(), group.points.end(),
                                                [&](geo::XY p) { return visible.contains(p); }));
}

void add_points(Legend& legend, const PointOverlay& overlay, const MapSpec& spec, const TextShaper& shaper,
                const LegendStyle& style, double page_unit, const geo::Box& visible) {
  legend.blocks.push_back(gap_block(9 * style.unit));
  if (!overlay.title.empty()) {
    legend.blocks.push_back(text_block(overlay.title, style.heading, shaper, style.width));
    legend.blocks.push_back(gap_block(2 * style.unit));
  }
  for (const PointGroup& group : overlay.groups) {
    const Marker marker = group.marker;
    legend.blocks.push_back(
        sample_block([=](Canvas& c, PagePoint m) { draw_marker(c, m, marker, page_unit); }, group.label,
                     inside(group, visible), shaper, style, spec.language));
  }
}

}  // namespace

void add_overlay_blocks(Legend& legend, const MapSpec& spec, const TextShaper& shaper,
                        const LegendStyle& style, double page_unit, const geo::Box& visible) {
  for (const CircleOverlay& overlay : spec.circles) {
    legend.blocks.push_back(gap_block(9 * style.unit));
    legend.blocks.push_back(text_block(overlay.title, style.heading, shaper, style.width));
    if (!overlay.unit.empty())
      legend.blocks.push_back(text_block(overlay.unit, style.small, shaper, style.width));
    legend.blocks.push_back(gap_block(4 * style.unit));
    legend.blocks.push_back(circles_block(overlay, page_unit, style, spec.language));
  }
  for (const PointOverlay& overlay : spec.points)
    add_points(legend, overlay, spec, shaper, style, page_unit, visible);
  legend.blocks.push_back(gap_block(9 * style.unit));
  for (const AreaOverlay& overlay : spec.overlays)
    if (!overlay.label.empty() && (!overlay.inner_only || overlay.areas.size() > 1))
      legend.blocks.push_back(
          sample_block(area_sample(overlay.style, style), overlay.label,
                       overlay.counted ? std::optional<std::size_t>(overlay.areas.size()) : std::nullopt,
                       shaper, style, spec.language));
  for (const LineOverlay& overlay : spec.lines)
    if (!overlay.label.empty())
      legend.blocks.push_back(sample_block(line_sample(overlay.line, style), overlay.label, std::nullopt,
                                           shaper, style, spec.language));
}

}  // namespace maillage::carto
