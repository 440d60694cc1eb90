// A grid over the boxes of the areas finds the candidates; within an area, edges are kept in horizontal
// bands, so that a point meets the few edges at its height. Nothing is built lazily: const calls share no
// mutable state.

#include <cmath>
#include <cstdint>

#include "maillage/geo/topology.hpp"

namespace maillage::geo {
namespace {

// Lower end first: two areas that share an edge see the same numbers, so that a point beside a common border
// falls into exactly one of them.
struct Edge {
  XY low;
  XY high;
};

struct Bands {
  Box box;
  double height = 0;                 // of one band; 0: a single band
  std::vector<std::uint32_t> start;  // band → first edge; one more than bands
  std::vector<Edge> edges;

  [[nodiscard]] std::size_t band(double y) const {
    if (!(height > 0)) return 0;
    const double place = std::floor((y - box.min_y) / height);
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(start.size() - 2)));
  }
};

void add_ring(const Ring& ring, std::vector<Edge>& edges) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const XY a = ring[i];
    const XY b = ring[i + 1];
    const bool a_low = a.y != b.y ? a.y < b.y : a.x < b.x;
    edges.push_back(a_low ? Edge{a, b} : Edge{b, a});
  }
}

Bands make_bands(const MultiPolygon& area) {
  std::vector<Edge> edges;
  for (const Polygon& polygon : area) {
    add_ring(polygon.outer, edges);
    for (const Ring& hole : polygon.holes) add_ring(hole, edges);
  }
  Bands bands;
  bands.box = bounds(area);
  constexpr std::size_t edges_per_band = 8;
  constexpr std::size_t most_bands = 4096;
  const std::size_t count = std::clamp<std::size_t>(edges.size() / edges_per_band, 1, most_bands);
  bands.start.assign(count + 1, 0);
  if (count > 1) bands.height = bands.box.height() / static_cast<double>(count);
  for (const Edge& e : edges) {
    for (std::size_t b = bands.band(e.low.y); b <= bands.band(e.high.y); ++b) ++bands.start[b + 1];
  }
  for (std::size_t b = 0; b < count; ++b) bands.start[b + 1] += bands.start[b];
  bands.edges.resize(bands.start.back());
  std::vector<std::uint32_t> next(bands.start.begin(), bands.start.end() - 1);
  for (const Edge& e : edges) {
    for (std::size_t b = bands.band(e.low.y); b <= bands.band(e.high.y); ++b) bands.edges[next[b]++] = e;
  }
  return bands;
}

bool holds(const Bands& bands, XY p) {
  if (!bands.box.contains(p)) return false;
  const std::size_t band = bands.band(p.y);
  bool inside = false;
  for (std::uint32_t i = bands.start[band]; i < bands.start[band + 1]; ++i) {
    const XY a = bands.edges[i].low;
    const XY b = bands.edges[i].high;
    if (p.y < a.y || p.y > b.y) continue;
    const double side = (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
    if (side == 0 && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x)) return true;
    if (p.y < b.y && side > 0) inside = !inside;  // the edge is to the right, its upper end left out
  }
  return inside;
}

}  // namespace

struct AreaIndex::State {
  std::vector<Bands> areas;
  Box box;
  std::size_t columns = 1;
  std::size_t rows = 1;
  std::vector<std::size_t> start;         // cell → first candidate
  std::vector<std::uint32_t> candidates;  // increasing within a cell

  [[nodiscard]] static std::size_t cell(double place, double from, double width, std::size_t count) {
    if (!(width > 0)) return 0;
    const double c = std::floor((place - from) / width * static_cast<double>(count));
    return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(count - 1)));
  }
  [[nodiscard]] std::size_t column(double x) const { return cell(x, box.min_x, box.width(), columns); }
  [[nodiscard]] std::size_t row(double y) const { return cell(y, box.min_y, box.height(), rows); }

  template <class Function>
  void each_cell(const Box& of, Function function) const {
    if (of.empty()) return;
    for (std::size_t r = row(of.min_y); r <= row(of.max_y); ++r) {
      for (std::size_t c = column(of.min_x); c <= column(of.max_x); ++c) function(r * columns + c);
    }
  }

  // Calls function(i) for the areas that hold the point, in increasing order, until it answers false.
  template <class Function>
  void visit(XY p, Function function) const {
    if (!box.contains(p)) return;
    const std::size_t where = row(p.y) * columns + column(p.x);
    for (std::size_t k = start[where]; k < start[where + 1]; ++k) {
      if (holds(areas[candidates[k]], p) && !function(std::size_t{candidates[k]})) return;
    }
  }
};

AreaIndex::AreaIndex(const std::vector<const MultiPolygon*>& areas) : state_(std::make_unique<State>()) {
  State& s = *state_;
  for (const MultiPolygon* area : areas) {
    s.areas.push_back(make_bands(*area));
    s.box.add(s.areas.back().box);
  }
  // About one area a cell.
  const double side = std::ceil(std::sqrt(static_cast<double>(std::max<std::size_t>(areas.size(), 1))));
  s.columns = s.rows = static_cast<std::size_t>(side);
  s.start.assign(s.columns * s.rows + 1, 0);
  for (const Bands& area : s.areas) {
    s.each_cell(area.box, [&](std::size_t cell) { ++s.start[cell + 1]; });
  }
  for (std::size_t c = 0; c + 1 < s.start.size(); ++c) s.start[c + 1] += s.start[c];
  s.candidates.resize(s.start.back());
  std::vector<std::size_t> next(s.start.begin(), s.start.end() - 1);
  for (std::size_t i = 0; i < s.areas.size(); ++i) {
    s.each_cell(s.areas[i].box,
                [&](std::size_t cell) { s.candidates[next[cell]++] = static_cast<std::uint32_t>(i); });
  }
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::vector<std::size_t> AreaIndex::at(XY point) const {
  std::vector<std::size_t> found;
  state_->visit(point, [&](std::size_t i) { return found.push_back(i), true; });
  return found;
}

std::optional<std::size_t> AreaIndex::first_at(XY point) const {
  std::optional<std::size_t> found;
  state_->visit(point, [&](std::size_t i) { return found = i, false; });
  return found;
}

}  // namespace maillage::geo
