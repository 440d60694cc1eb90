// Which areas of a coverage are neighbours. Candidates come from a sweep over their boxes; a pair counts when
// a segment of one border runs along a segment of the other.

#include <cmath>
#include <utility>

#include "maillage/geo/topology.hpp"

namespace maillage::geo {
namespace {

// Vertices put on a slanting segment of the neighbour are off by rounding: 1e-9 of the coordinates' size is
// some millimetres in Lambert-93 and in degrees, far under any drawn border and far over the rounding of a
// double.
constexpr double relative_tolerance = 1e-9;

struct Segment {
  XY a;
  XY b;
  double min_x;
};

double largest_coordinate(const Box& box) {
  return std::max(std::max(std::abs(box.min_x), std::abs(box.max_x)),
                  std::max(std::abs(box.min_y), std::abs(box.max_y)));
}

Box widened(Box box, double by) { return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by}; }

void add_ring(const Ring& ring, const Box& within, std::vector<Segment>& out) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    Box box;
    box.add(ring[i]), box.add(ring[i + 1]);
    if (box.intersects(within)) out.push_back({ring[i], ring[i + 1], box.min_x});
  }
}

std::vector<Segment> segments(const MultiPolygon& area, const Box& within) {
  std::vector<Segment> out;
  for (const Polygon& polygon : area) {
    add_ring(polygon.outer, within, out);
    for (const Ring& hole : polygon.holes) add_ring(hole, within, out);
  }
  return out;
}

// True when the two segments run along each other for more than the tolerance: both ends of the stretch where
// they face each other are within the tolerance. A sharp corner is not: its arms part before they end.
bool run_along(const Segment& s, const Segment& t, double tolerance) {
  const double length = distance(s.a, s.b);
  if (!(length > tolerance)) return false;
  const XY u{(s.b.x - s.a.x) / length, (s.b.y - s.a.y) / length};
  const auto along = [&](XY p) { return (p.x - s.a.x) * u.x + (p.y - s.a.y) * u.y; };
  const auto off = [&](XY p) { return (p.y - s.a.y) * u.x - (p.x - s.a.x) * u.y; };
  double from = along(t.a), to = along(t.b);
  double off_from = off(t.a), off_to = off(t.b);
  if (from > to) std::swap(from, to), std::swap(off_from, off_to);
  const double begin = std::max(0.0, from);
  const double end = std::min(length, to);
  if (!(end - begin > tolerance)) return false;
  const auto off_at = [&](double where) {
    return off_from + (off_to - off_from) * (where - from) / (to - from);
  };
  return std::abs(off_at(begin)) <= tolerance && std::abs(off_at(end)) <= tolerance;
}

bool share_border(const MultiPolygon& a, const Box& box_a, const MultiPolygon& b, const Box& box_b) {
  const double tolerance =
      relative_tolerance * std::max(largest_coordinate(box_a), largest_coordinate(box_b));
  const std::vector<Segment> of_a = segments(a, widened(box_b, tolerance));
  std::vector<Segment> of_b = segments(b, widened(box_a, tolerance));
  std::sort(of_b.begin(), of_b.end(), [](const Segment& s, const Segment& t) { return s.min_x < t.min_x; });
  double widest = 0;
  for (const Segment& t : of_b) widest = std::max(widest, std::abs(t.b.x - t.a.x));
  for (const Segment& s : of_a) {
    const double from = s.min_x - widest - tolerance;
    const double to = std::max(s.a.x, s.b.x) + tolerance;
    auto t = std::lower_bound(of_b.begin(), of_b.end(), from,
                              [](const Segment& x, double v) { return x.min_x < v; });
    for (; t != of_b.end() && t->min_x <= to; ++t) {
      if (run_along(s, *t, tolerance)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> contiguous_pairs(
    const std::vector<const MultiPolygon*>& areas) {
  std::vector<Box> boxes;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const Box box = bounds(*areas[i]);
    boxes.push_back(box.empty() ? box : widened(box, relative_tolerance * largest_coordinate(box)));
    if (!box.empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return boxes[a].min_x != boxes[b].min_x ? boxes[a].min_x < boxes[b].min_x : a < b;
  });
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::vector<std::size_t> open;  // areas whose box the sweep line still crosses
  for (const std::size_t i : order) {
    std::erase_if(open, [&](std::size_t j) { return boxes[j].max_x < boxes[i].min_x; });
    for (const std::size_t j : open) {
      if (boxes[i].intersects(boxes[j]) && share_border(*areas[i], boxes[i], *areas[j], boxes[j])) {
        pairs.emplace_back(std::min(i, j), std::max(i, j));
      }
    }
    open.push_back(i);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace maillage::geo
