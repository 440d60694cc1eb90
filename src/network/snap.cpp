#include "maillage/network/snap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "hilbert.hpp"
#include "maillage/core/error.hpp"

namespace maillage::network {
namespace {

float below(double value) {
  return std::nextafter(static_cast<float>(value), -std::numeric_limits<float>::infinity());
}
float above(double value) {
  return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
}

struct PieceFoot {
  double t;  // 0 … 1 along the piece
  geo::XY point;
  double squared;
};

PieceFoot foot_on(geo::XY a, geo::XY b, geo::XY p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const double squared_length = dx * dx + dy * dy;
  PieceFoot foot{0, a, 0};
  if (along > 0 && squared_length > 0) {
    foot.t = std::min(along / squared_length, 1.0);
    foot.point = foot.t == 1 ? b : geo::XY{a.x + foot.t * dx, a.y + foot.t * dy};
  }
  const double ex = p.x - foot.point.x;
  const double ey = p.y - foot.point.y;
  foot.squared = ex * ex + ey * ey;
  return foot;
}

// The nearest foot on a line; the first of equal ones. `piece` is the piece it lies on.
PieceFoot nearest_on(std::span<const geo::XY> line, geo::XY p, std::size_t& piece) {
  if (line.size() == 1) return foot_on(line[0], line[0], p);
  PieceFoot best{0, {}, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const PieceFoot foot = foot_on(line[i], line[i + 1], p);
    if (foot.squared < best.squared) best = foot, piece = i;
  }
  return best;
}

// Part of the drawn length before the foot, 0 … 1; exactly 0 and 1 at the ends only as far as doubles can tell.
double fraction_of(std::span<const geo::XY> line, std::size_t piece, double t) {
  double before = 0;
  double total = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double length = geo::distance(line[i], line[i + 1]);
    if (i < piece) before += length;
    if (i == piece) before += length * t;
    total += length;
  }
  if (total == 0) return 0;
  return std::min(before / total, 1.0);
}

void check(const JoinOptions& options) {
  if (!(options.limit.value >= 0) || !std::isfinite(options.limit.value)) {
    throw Error(ErrorCode::usage, fmt::format("the snap limit is {} m", options.limit.value),
                "give 0 or more metres");
  }
  if (!(options.access_kmh > 0) || !std::isfinite(options.access_kmh)) {
    throw Error(ErrorCode::usage, fmt::format("the access speed is {} km/h", options.access_kmh),
                "give a speed above 0");
  }
}

bool has_position(const travel::Place& place) {
  return std::isfinite(place.position.x) && std::isfinite(place.position.y);
}

void report(const travel::Place& place, const Anchor& anchor, std::string_view subject,
            Diagnostics& diagnostics) {
  if (!has_position(place)) {
    diagnostics.add(Severity::error, "place-without-position", subject, place.id,
                    "places without usable coordinates have no travel times", "give x and y in metres");
  } else if (anchor.on == Anchor::On::nothing) {
    diagnostics.add(Severity::warning, "point-off-network", subject, place.id,
                    "places farther than the snap limit from every road have no travel times",
                    "raise the snap limit, or complete the network");
  } else if (anchor.component != 0) {
    diagnostics.add(Severity::warning, "point-on-cut-off-road", subject, place.id,
                    "places joined a road from which or to which the main network cannot be driven",
                    "check the connections and directions of the roads there");
  }
}

}  // namespace

SnapIndex::SnapIndex(const RoadGraph& graph) : graph_(graph) {
  if (!graph.crs().known()) {
    throw Error(ErrorCode::crs,
                "the network has no known coordinate reference system: points cannot be joined to it",
                "state the CRS of the network, or name network nodes instead of points");
  }
  if (!geo::is_projected(graph.crs())) {
    throw Error(
        ErrorCode::crs,
        fmt::format("the network is in degrees ({}): points cannot be joined to it", graph.crs().text()),
        "give the network in a projected CRS (France: EPSG:2154), or name network nodes instead of points");
  }
  for (RoadIndex r = 0; r < graph.roads(); ++r) {
    if (graph.line(r).size() >= 2) leaves_.push_back(r);
  }
  add_lone_nodes();
  pack();
}

void SnapIndex::add_lone_nodes() {
  std::vector<bool> touched(graph_.nodes(), false);
  for (const Leaf leaf : leaves_) touched[graph_.road(leaf).from] = touched[graph_.road(leaf).to] = true;
  for (NodeIndex n = 0; n < graph_.nodes(); ++n) {
    const geo::XY position = graph_.position(n);
    if (touched[n] || !std::isfinite(position.x) || !std::isfinite(position.y)) continue;
    leaves_.push_back(static_cast<Leaf>(graph_.roads() + lone_nodes_.size()));
    lone_nodes_.push_back(n);
    lone_points_.push_back(position);
  }
}

std::span<const geo::XY> SnapIndex::line(Leaf leaf) const {
  if (leaf < graph_.roads()) return graph_.line(leaf);
  return std::span(lone_points_).subspan(leaf - graph_.roads(), 1);
}

void SnapIndex::pack() {
  geo::Box extent;
  for (const Leaf leaf : leaves_) {
    for (const geo::XY p : line(leaf)) extent.add(p);
  }
  std::vector<std::pair<std::uint32_t, Leaf>> order;
  order.reserve(leaves_.size());
  for (const Leaf leaf : leaves_) {
    const geo::XY a = line(leaf).front();
    const geo::XY b = line(leaf).back();
    order.emplace_back(hilbert_distance({(a.x + b.x) / 2, (a.y + b.y) / 2}, extent), leaf);
  }
  std::sort(order.begin(), order.end());
  std::transform(order.begin(), order.end(), leaves_.begin(), [](const auto& entry) { return entry.second; });

  std::vector<Box> boxes(leaves_.size());
  std::transform(leaves_.begin(), leaves_.end(), boxes.begin(), [&](Leaf leaf) { return box_of(leaf); });
  levels_.push_back(std::move(boxes));
  while (levels_.back().size() > fan) {
    const std::vector<Box>& finer = levels_.back();
    std::vector<Box> coarser;
    for (std::size_t i = 0; i < finer.size(); i += fan) {
      coarser.push_back(enclose(std::span(finer).subspan(i, std::min(fan, finer.size() - i))));
    }
    levels_.push_back(std::move(coarser));
  }
}

SnapIndex::Box SnapIndex::box_of(Leaf leaf) const {
  geo::Box exact;
  for (const geo::XY p : line(leaf)) exact.add(p);
  return {below(exact.min_x), below(exact.min_y), above(exact.max_x), above(exact.max_y)};
}

SnapIndex::Box SnapIndex::enclose(std::span<const Box> boxes) {
  Box all = boxes.front();
  for (const Box& box : boxes) {
    all.min_x = std::min(all.min_x, box.min_x), all.min_y = std::min(all.min_y, box.min_y);
    all.max_x = std::max(all.max_x, box.max_x), all.max_y = std::max(all.max_y, box.max_y);
  }
  return all;
}

double SnapIndex::squared_distance(const Box& box, geo::XY point) {
  const double dx = std::max({double{box.min_x} - point.x, 0.0, point.x - double{box.max_x}});
  const double dy = std::max({double{box.min_y} - point.y, 0.0, point.y - double{box.max_y}});
  return dx * dx + dy * dy;
}

void SnapIndex::search(std::size_t level, std::size_t first, std::size_t last, geo::XY point,
                       Best& best) const {
  struct Child {
    double squared;
    std::size_t index;
  };
  std::array<Child, fan> children;
  std::size_t count = 0;
  for (std::size_t i = first; i < last; ++i)
    children[count++] = {squared_distance(levels_[level][i], point), i};
  std::sort(children.begin(), children.begin() + count, [](const Child& a, const Child& b) {
    return a.squared != b.squared ? a.squared < b.squared : a.index < b.index;
  });
  for (std::size_t c = 0; c < count; ++c) {
    // The slack keeps roads whose rounded distance equals the best: the first of the input must win.
    if (children[c].squared > best.squared * (1 + 1e-12)) return;
    if (level > 0) {
      const std::size_t begin = children[c].index * fan;
      search(level - 1, begin, std::min(begin + fan, levels_[level - 1].size()), point, best);
      continue;
    }
    const Leaf leaf = leaves_[children[c].index];
    std::size_t piece = 0;
    const PieceFoot foot = nearest_on(line(leaf), point, piece);
    if (foot.squared > best.squared || (foot.squared == best.squared && leaf >= best.leaf)) continue;
    best.leaf = leaf;
    best.squared = foot.squared;
    best.foot.fraction = fraction_of(line(leaf), piece, foot.t);
    best.foot.point = foot.point;
  }
}

std::optional<Foot> SnapIndex::nearest(geo::XY point, double limit) const {
  Best best;
  // A little over the limit first, so that rounding of the square cannot lose a road at the limit itself.
  best.squared = limit * limit * (1 + 1e-12);
  if (leaves_.empty()) return std::nullopt;
  search(levels_.size() - 1, 0, levels_.back().size(), point, best);
  if (best.leaf == no_index) return std::nullopt;
  Foot foot = best.foot;
  foot.distance = std::sqrt(best.squared);
  if (foot.distance > limit) return std::nullopt;
  if (best.leaf < graph_.roads()) foot.road = best.leaf;
  if (best.leaf >= graph_.roads()) foot.node = lone_nodes_[best.leaf - graph_.roads()];
  return foot;
}

Anchor SnapIndex::join(geo::XY point, const JoinOptions& options) const {
  Anchor anchor;
  anchor.place = point;
  if (!std::isfinite(point.x) || !std::isfinite(point.y)) return anchor;
  const std::optional<Foot> foot = nearest(point, std::numeric_limits<double>::infinity());
  if (!foot) return anchor;
  anchor.distance_m = foot->distance;
  anchor.foot = foot->point;
  if (foot->distance > options.limit.value) return anchor;
  const double access = 3.6e6 * (foot->distance / 1000) / options.access_kmh;
  anchor.access_ms = access < longest_ms ? static_cast<std::uint32_t>(std::llround(access)) : longest_ms;
  const bool part_way = foot->node == no_index && foot->fraction > 0 && foot->fraction < 1;
  if (part_way) {
    const Road& road = graph_.road(foot->road);
    anchor.on = Anchor::On::road;
    anchor.index = foot->road;
    anchor.fraction = foot->fraction;
    anchor.component = std::max(graph_.component(road.from), graph_.component(road.to));
    return anchor;
  }
  anchor.on = Anchor::On::node;
  anchor.index = foot->node != no_index ? foot->node
                 : foot->fraction <= 0  ? graph_.road(foot->road).from
                                        : graph_.road(foot->road).to;
  anchor.component = graph_.component(anchor.index);
  return anchor;
}

std::vector<Anchor> SnapIndex::join(std::span<const travel::Place> places, std::string_view subject,
                                    const JoinOptions& options, const Execution& execution,
                                    Diagnostics& diagnostics) const {
  check(options);
  std::vector<Anchor> anchors = parallel_map<Anchor>(
      places.size(), 256, execution, [&](std::size_t i) { return join(places[i].position, options); });
  for (std::size_t i = 0; i < places.size(); ++i) report(places[i], anchors[i], subject, diagnostics);
  return anchors;
}

}  // namespace maillage::network
