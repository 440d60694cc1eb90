#pragma once
// The column beside the map: classes with counts, signs, overlays, notes; at its foot the north arrow and scale bar.

#include <functional>
#include <vector>

#include "canvas.hpp"

namespace maillage::carto {

struct LegendBlock {
  double height = 0;
  std::function<void(Canvas& canvas, double x, double y)> draw;  // at its top left corner
};

struct Legend {
  std::vector<LegendBlock> blocks;  // from the top
  LegendBlock foot;                 // at the bottom
  [[nodiscard]] double height() const {
    double sum = foot.height;
    for (const LegendBlock& b : blocks) sum += b.height;
    return sum;
  }
};

// Sizes of letters and gaps in one legend, all multiples of `unit`.
struct LegendStyle {
  double unit = 1;
  double width = 0;
  TextStyle heading, text, small, note;
  explicit LegendStyle(double unit, double width);
  [[nodiscard]] double swatch_width() const { return 22 * unit; }
  [[nodiscard]] double swatch_height() const { return 11 * unit; }
  [[nodiscard]] double text_left() const { return 29 * unit; }
};

// `visible`: the ground inside the frame; points outside are not counted.
[[nodiscard]] Legend make_legend(const MapSpec& spec, const TextShaper& shaper, double unit, double page_unit,
                                 double width, double points_per_metre, const geo::Box& visible);

[[nodiscard]] LegendBlock gap_block(double height);
// Wrapped text.
[[nodiscard]] LegendBlock text_block(const std::string& text, const TextStyle& style,
                                     const TextShaper& shaper, double width);
// Classes and signs with their counts and bars.
void add_class_blocks(Legend& legend, const MapSpec& spec, const TextShaper& shaper,
                      const LegendStyle& style);
// Lines, areas, circles and points drawn over them, with symbols in the size of the map (`page_unit`).
void add_overlay_blocks(Legend& legend, const MapSpec& spec, const TextShaper& shaper,
                        const LegendStyle& style, double page_unit, const geo::Box& visible);
[[nodiscard]] LegendBlock scale_block(const MapSpec& spec, const TextShaper& shaper, const LegendStyle& style,
                                      double points_per_metre);

}  // namespace maillage::carto
