#include "maillage/geo/geometry.hpp"

#include <cmath>

namespace maillage::geo {
namespace {

double ring_area(const Ring& ring) {
  if (ring.empty()) return 0;
  // Relative to the first point: keeps precision far from the origin.
  const XY o = ring.front();
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    twice += (ring[i].x - o.x) * (ring[i + 1].y - o.y) - (ring[i + 1].x - o.x) * (ring[i].y - o.y);
  }
  return std::abs(twice) / 2;
}

bool on_segment(XY a, XY b, XY p) {
  const double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  return cross == 0 && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
         p.y <= std::max(a.y, b.y);
}

enum class Side { outside, inside, boundary };

Side side(const Ring& ring, XY p) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const XY a = ring[i];
    const XY b = ring[i + 1];
    if (on_segment(a, b, p)) return Side::boundary;
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside ? Side::inside : Side::outside;
}

}  // namespace

double distance(XY a, XY b) { return std::hypot(a.x - b.x, a.y - b.y); }

double length(const LineString& line) {
  double total = 0;
  for (std::size_t i = 1; i < line.size(); ++i) total += distance(line[i - 1], line[i]);
  return total;
}

Box bounds(const MultiPolygon& area) {
  Box box;
  for (const Polygon& polygon : area) {
    for (const XY p : polygon.outer) box.add(p);
  }
  return box;
}

Box bounds(const Geometry& geometry) {
  if (const auto* area = std::get_if<MultiPolygon>(&geometry)) return bounds(*area);
  Box box;
  if (const auto* point = std::get_if<XY>(&geometry)) box.add(*point);
  if (const auto* lines = std::get_if<MultiLineString>(&geometry)) {
    for (const LineString& line : *lines) {
      for (const XY p : line) box.add(p);
    }
  }
  return box;
}

double area(const MultiPolygon& area) {
  double total = 0;
  for (const Polygon& polygon : area) {
    total += ring_area(polygon.outer);
    for (const Ring& hole : polygon.holes) total -= ring_area(hole);
  }
  return total;
}

bool contains(const MultiPolygon& area, XY p) {
  bool inside = false;
  for (const Polygon& polygon : area) {
    const Side outer = side(polygon.outer, p);
    if (outer == Side::boundary) return true;
    if (outer == Side::outside) continue;
    inside = !inside;
    for (const Ring& hole : polygon.holes) {
      const Side s = side(hole, p);
      if (s == Side::boundary) return true;
      if (s == Side::inside) inside = !inside;
    }
  }
  return inside;
}

}  // namespace maillage::geo
