#pragma once
// Paths on the page, in points, y downwards; and the way there from the ground.

#include <cmath>
#include <vector>

#include "maillage/geo/geometry.hpp"

namespace maillage::carto {

using PagePoint = geo::XY;

struct SubPath {
  std::vector<PagePoint> points;  // a closed sub-path does not repeat its first point
  bool closed = true;
};
using Path = std::vector<SubPath>;

[[nodiscard]] inline Path rectangle(double x, double y, double width, double height) {
  return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, true}};
}
[[nodiscard]] inline Path segment(PagePoint a, PagePoint b) { return {{{a, b}, false}}; }

// A point of the 0.1 pt grid every map geometry is put on: finer than print, and shared borders stay shared.
struct GridPoint {
  int x = 0;
  int y = 0;
  friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};
inline constexpr double grid_per_point = 10;

struct ToPage {
  double scale = 1;  // points per metre
  geo::XY origin;    // ground point at `corner`
  PagePoint corner;  // top left of the frame
  [[nodiscard]] PagePoint operator()(geo::XY p) const {
    return {corner.x + (p.x - origin.x) * scale, corner.y + (origin.y - p.y) * scale};
  }
  [[nodiscard]] GridPoint grid(geo::XY p) const {
    const PagePoint q = (*this)(p);
    return {static_cast<int>(std::lround(q.x * grid_per_point)),
            static_cast<int>(std::lround(q.y * grid_per_point))};
  }
};

[[nodiscard]] inline PagePoint on_page(GridPoint p) { return {p.x / grid_per_point, p.y / grid_per_point}; }

}  // namespace maillage::carto
