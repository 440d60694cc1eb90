#pragma once
// Positions along a Hilbert curve (Hilbert 1891): what is near on the curve is near in the plane.

#include <cmath>
#include <cstdint>
#include <utility>

#include "maillage/geo/geometry.hpp"

namespace maillage::network {

// The distance along the curve of order 16 of cell (x, y), each below 65 536.
inline std::uint32_t hilbert_distance(std::uint32_t x, std::uint32_t y) {
  std::uint32_t distance = 0;
  for (std::uint32_t side = 1U << 15U; side > 0; side >>= 1U) {
    const std::uint32_t right = (x & side) != 0 ? 1 : 0;
    const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
    distance += side * side * ((3 * right) ^ upper);
    if (upper == 0) {
      if (right == 1) {
        x = (side - 1) - (x & (side - 1));
        y = (side - 1) - (y & (side - 1));
      }
      std::swap(x, y);
    }
  }
  return distance;
}

// Of a point within `box`; points without coordinates come first.
inline std::uint32_t hilbert_distance(geo::XY p, const geo::Box& box) {
  if (!std::isfinite(p.x) || !std::isfinite(p.y) || box.empty()) return 0;
  const double extent = std::fmax(std::fmax(box.width(), box.height()), 1e-9);
  const auto cell = [&](double offset) { return static_cast<std::uint32_t>(offset / extent * 65535.0); };
  return hilbert_distance(cell(p.x - box.min_x), cell(p.y - box.min_y));
}

}  // namespace maillage::network
