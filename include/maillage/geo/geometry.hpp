#pragma once
// Geometry as plain values, in whatever projected or geographic plane their Table or Territory states (`Crs`).
// Rings are closed (first point repeated at the end). Outer rings counter-clockwise, holes clockwise after
// topology::normalise(); readers keep the order of the file.

#include <algorithm>
#include <limits>
#include <variant>
#include <vector>

namespace maillage::geo {

// Projected coordinates, metres.
struct XY {
  double x = 0;
  double y = 0;
  friend bool operator==(const XY&, const XY&) = default;
};

// Geographic coordinates, degrees: longitude first, always.
struct LonLat {
  double lon = 0;
  double lat = 0;
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

using LineString = std::vector<XY>;
using MultiLineString = std::vector<LineString>;
using Ring = std::vector<XY>;
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};
using MultiPolygon = std::vector<Polygon>;

// monostate: the feature has no geometry.
using Geometry = std::variant<std::monostate, XY, MultiLineString, MultiPolygon>;

struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool empty() const { return !(min_x <= max_x); }
  [[nodiscard]] double width() const { return max_x - min_x; }
  [[nodiscard]] double height() const { return max_y - min_y; }
  void add(XY p) {
    min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
  }
  void add(const Box& b) {
    if (!b.empty()) add(XY{b.min_x, b.min_y}), add(XY{b.max_x, b.max_y});
  }
  [[nodiscard]] bool contains(XY p) const {
    return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
  }
  [[nodiscard]] bool intersects(const Box& b) const {
    return min_x <= b.max_x && b.min_x <= max_x && min_y <= b.max_y && b.min_y <= max_y;
  }
};

[[nodiscard]] Box bounds(const Geometry& geometry);
[[nodiscard]] Box bounds(const MultiPolygon& area);
[[nodiscard]] double distance(XY a, XY b);
// Planar, by the shoelace formula; holes subtracted.
[[nodiscard]] double area(const MultiPolygon& area);
[[nodiscard]] double length(const LineString& line);
// True when inside or on the boundary (even-odd over all rings).
[[nodiscard]] bool contains(const MultiPolygon& area, XY p);

}  // namespace maillage::geo
