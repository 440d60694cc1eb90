#include "legend.hpp"

#include <algorithm>

namespace maillage::carto {

LegendStyle::LegendStyle(double unit_, double width_) : unit(unit_), width(width_) {
  heading = {.size = 9.6 * unit, .bold = true, .colour = {30, 30, 34}};
  text = {.size = 8.6 * unit, .colour = {40, 40, 44}};
  small = {.size = 7.4 * unit, .colour = {92, 92, 98}};
  note = {.size = 7.6 * unit, .italic = true, .colour = {70, 70, 76}};
}

LegendBlock gap_block(double height) {
  return {height, [](Canvas&, double, double) {}};
}

LegendBlock text_block(const std::string& text, const TextStyle& style, const TextShaper& shaper,
                       double width) {
  std::vector<std::string> lines = shaper.wrap(text, style, width);
  const double step = style.size * line_spacing;
  return {static_cast<double>(lines.size()) * step, [=](Canvas& canvas, double x, double y) {
            double baseline = y + (step + style.size * cap_height) / 2;
            for (const std::string& line : lines) canvas.text({x, baseline}, line, style), baseline += step;
          }};
}

Legend make_legend(const MapSpec& spec, const TextShaper& shaper, double unit, double page_unit, double width,
                   double points_per_metre, const geo::Box& visible) {
  const LegendStyle style(unit, width);
  Legend legend;
  add_class_blocks(legend, spec, shaper, style);
  add_overlay_blocks(legend, spec, shaper, style, page_unit, visible);
  if (!spec.notes.empty()) legend.blocks.push_back(gap_block(10 * unit));
  for (const std::string& note : spec.notes) {
    legend.blocks.push_back(text_block(note, style.note, shaper, width));
    legend.blocks.push_back(gap_block(3 * unit));
  }
  legend.foot = scale_block(spec, shaper, style, points_per_metre);
  return legend;
}

}  // namespace maillage::carto
