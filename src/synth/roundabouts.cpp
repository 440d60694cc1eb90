#include "roundabouts.hpp"

#include <algorithm>
#include <cmath>

#include "arithmetic.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

constexpr double radius = 22;  // metres

struct Arm {
  std::size_t road = 0;
  bool at_start = false;  // the road starts here
  geo::XY way;            // unit vector away from the centre
  double turn = 0;        // increases with the angle of `way`, counter-clockwise; no arc tangent needed
};

double pseudo_angle(geo::XY u) {
  const double t = u.x / (std::abs(u.x) + std::abs(u.y));
  return u.y >= 0 ? 1 - t : 3 + t;
}

std::vector<Arm> arms_of(const RoadNetwork& network, std::span<const std::uint32_t> roads,
                         std::int32_t node) {
  std::vector<Arm> arms;
  const geo::XY centre = network.nodes[static_cast<std::size_t>(node)];
  for (const std::uint32_t r : roads) {
    const Road& road = network.roads[r];
    Arm arm{r, road.from == node, {}, 0};
    const std::span<const geo::XY> line = network.line(road);
    const geo::XY next = arm.at_start ? line[1] : line[line.size() - 2];
    const double d = metres_between(centre, next);
    if (road.from == road.to || d < 3 * radius) return {};
    arm.way = {(next.x - centre.x) / d, (next.y - centre.y) / d};
    arm.turn = pseudo_angle(arm.way);
    arms.push_back(arm);
  }
  std::sort(arms.begin(), arms.end(), [](const Arm& a, const Arm& b) { return a.turn < b.turn; });
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const Arm& a = arms[i];
    const Arm& b = arms[(i + 1) % arms.size()];
    if (a.way.x * b.way.x + a.way.y * b.way.y > 0.9) return {};  // too close to part
  }
  return arms;
}

bool worth_one(const Options& options, const RoadNetwork& network, std::span<const std::uint32_t> roads,
               std::int32_t node) {
  if (roads.size() < 3 || roads.size() > 5) return false;
  int important = 0;
  bool town = false;
  for (const std::uint32_t r : roads) {
    const RoadClass c = network.roads[r].road_class;
    if (c == RoadClass::trunk) return false;
    important += c <= RoadClass::secondary ? 1 : 0;
    town = town || network.roads[r].in_town;
  }
  return important >= 2 &&
         unit(options.seed, Subject::roundabouts, static_cast<std::uint64_t>(node)) < (town ? 0.3 : 0.12);
}

void replace(const Options& options, RoadNetwork& network, std::int32_t node, const std::vector<Arm>& arms) {
  const geo::XY centre = network.nodes[static_cast<std::size_t>(node)];
  std::vector<std::int32_t> ring;
  RoadClass most = RoadClass::residential;
  bool town = false;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const geo::XY at =
        decimetre(geo::XY{centre.x + radius * arms[i].way.x, centre.y + radius * arms[i].way.y});
    ring.push_back(i == 0 ? node : static_cast<std::int32_t>(network.nodes.size()));
    if (i == 0)
      network.nodes[static_cast<std::size_t>(node)] = at;
    else
      network.nodes.push_back(at);
    Road& road = network.roads[arms[i].road];
    (arms[i].at_start ? road.from : road.to) = ring.back();
    const std::span<geo::XY> line = network.line(road);
    (arms[i].at_start ? line.front() : line.back()) = at;
    road.length_m = std::max(1.0, std::floor((road.length_m - radius) * 10) / 10);
    road.length_m = std::max(road.length_m, detailed_length(options, line, 0, 0));
    most = std::min(most, road.road_class);
    town = town || road.in_town;
  }
  for (std::size_t i = 0; i < ring.size(); ++i) {
    Road arc;
    arc.from = ring[i];
    arc.to = ring[(i + 1) % ring.size()];
    arc.road_class = most;
    const geo::XY a = network.nodes[static_cast<std::size_t>(arc.from)];
    const geo::XY b = network.nodes[static_cast<std::size_t>(arc.to)];
    const double chord = std::max(0.1, metres_between(a, b));
    const geo::XY out{(b.y - a.y) / chord,
                      -(b.x - a.x) / chord};  // right of the way driven: away from the centre
    const geo::LineString line{a, decimetre(geo::XY{centre.x + radius * out.x, centre.y + radius * out.y}),
                               b};
    arc.kind = RoadKind::roundabout;
    arc.length_m = detailed_length(options, line, 0.06, 0x300000 + network.roads.size());
    arc.speed_kmh = 26;
    arc.forward_only = true;
    arc.in_town = town;
    network.add(arc, line);
  }
  ++network.roundabouts;
}

}  // namespace

void add_roundabouts(const Options& options, const std::vector<std::int32_t>& spared, RoadNetwork& network) {
  const std::size_t count = network.nodes.size();
  std::vector<std::uint32_t> first(count + 1, 0);  // of each node, into `around`: the roads that end there
  const auto each_end = [&](auto visit) {
    for (std::size_t r = 0; r < network.roads.size(); ++r) {
      visit(static_cast<std::size_t>(network.roads[r].from), static_cast<std::uint32_t>(r));
      visit(static_cast<std::size_t>(network.roads[r].to), static_cast<std::uint32_t>(r));
    }
  };
  each_end([&](std::size_t node, std::uint32_t) { ++first[node + 1]; });
  for (std::size_t n = 1; n < first.size(); ++n) first[n] += first[n - 1];
  std::vector<std::uint32_t> around(first.back()), next(first.begin(), first.end() - 1);
  each_end([&](std::size_t node, std::uint32_t road) { around[next[node]++] = road; });
  std::vector<std::uint8_t> fixed(count, 0);
  const auto fix = [&](std::int32_t node) { fixed[static_cast<std::size_t>(node)] = 1; };
  for (const std::int32_t node : network.settlement_nodes) fix(node);
  for (const std::int32_t node : spared) fix(node);
  for (const Ports& ports : network.ports) fix(ports.mainland), fix(ports.island);
  for (std::size_t n = 0; n < count; ++n) {
    const auto node = static_cast<std::int32_t>(n);
    const std::span<const std::uint32_t> roads(around.data() + first[n], around.data() + first[n + 1]);
    if (fixed[n] != 0 || !worth_one(options, network, roads, node)) continue;
    const std::vector<Arm> arms = arms_of(network, roads, node);
    if (!arms.empty()) replace(options, network, node, arms);
  }
}

}  // namespace maillage::synth
