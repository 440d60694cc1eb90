#include "marker_path.hpp"

#include <cmath>
#include <numbers>

namespace maillage::carto {

namespace {

// Corners of the shape around (0, 0) with radius 1; equal visual weight for all.
std::vector<PagePoint> corners(Shape shape) {
  switch (shape) {
    case Shape::square:
      return {{-.86, -.86}, {.86, -.86}, {.86, .86}, {-.86, .86}};
    case Shape::triangle:
      return {{0, -1.1}, {1.05, .75}, {-1.05, .75}};
    case Shape::diamond:
      return {{0, -1.15}, {1.15, 0}, {0, 1.15}, {-1.15, 0}};
    case Shape::cross:
      return {{-.36, -1}, {.36, -1}, {.36, -.36}, {1, -.36}, {1, .36},   {.36, .36},
              {.36, 1},   {-.36, 1}, {-.36, .36}, {-1, .36}, {-1, -.36}, {-.36, -.36}};
    case Shape::star: {
      std::vector<PagePoint> out;
      for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? 1.2 : 0.52, angle = std::numbers::pi * (i / 5.0 - 0.5);
        out.push_back({r * std::cos(angle), r * std::sin(angle)});
      }
      return out;
    }
    case Shape::circle:
      return {};
  }
  return {};
}

}  // namespace

void draw_marker(Canvas& canvas, PagePoint at, const Marker& marker, double enlarged) {
  const double radius = marker.size * enlarged / 2;
  AreaStyle style{.fill = marker.fill, .outline = marker.outline};
  style.outline->width *= enlarged;
  if (marker.shape == Shape::circle) return canvas.draw_circle(at, radius, style);
  SubPath path;
  for (const PagePoint c : corners(marker.shape))
    path.points.push_back({at.x + radius * c.x, at.y + radius * c.y});
  canvas.draw({path}, style);
}

}  // namespace maillage::carto
