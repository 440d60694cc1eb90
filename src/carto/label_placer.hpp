#pragma once
// Greedy point labelling: the most important name first, in the best free place around its point (the order of
// places is the one of Imhof 1962: right above first).

#include <optional>
#include <vector>

#include "canvas.hpp"

namespace maillage::carto {

struct PlacedLabel {
  std::string text;
  PagePoint point;     // the dot
  PagePoint baseline;  // left end
  TextStyle style;
};

// `taken`: boxes that names must not cover (point symbols). Only the names of the `always_named` most important towns
// may, where they cover the fewest symbols, when no place is free: a map of a region says where its capital is. Other
// names with no free place inside `frame` are left out.
[[nodiscard]] std::vector<PlacedLabel> place_labels(const std::vector<Town>& towns, const ToPage& to_page,
                                                    const geo::Box& frame, std::vector<geo::Box> taken,
                                                    const TextShaper& shaper, double unit);
inline constexpr std::size_t always_named = 6;
inline constexpr double town_dot_radius = 1.5;

}  // namespace maillage::carto
