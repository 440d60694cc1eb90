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

std::vector<Arm> arms_of(const RoadNetwork& network, const std::vector<std::size_t>& roads,
                         std::int32_t node) {
  std::vector<Arm> arms;
  const geo::XY centre = network.nodes[static_cast<std::size_t>(node)];
  for (const std::size_t r : roads) {
    const Road& road = network.roads[r];
    Arm arm{r, road.from == node, {}, 0};
    const geo::XY next = arm.at_start ? road.line[1] : road.line[road.line.size() - 2];
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

bool worth_one(const Options& options, const RoadNetwork& network, const std::vector<std::size_t>& roads,
               std::int32_t node) {
  if (roads.size() < 3 || roads.size() > 5) return false;
  int important = 0;
  bool town = false;
  for (const std::size_t r : roads) {
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
    (arms[i].at_start ? road.line.front() : road.line.back()) = at;
    road.length_m = std::max(1.0, std::floor((road.length_m - radius) * 10) / 10);
    road.length_m = std::max(road.length_m, detailed_length(options, road.line, 0, 0));
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
    arc.line = {a, decimetre(geo::XY{centre.x + radius * out.x, centre.y + radius * out.y}), b};
    arc.length_m = detailed_length(options, arc.line, 0.06, 0x300000 + network.roads.size());
    arc.speed_kmh = 26;
    arc.forward_only = true;
    arc.in_town = town;
    arc.name = "Giratoire";
    network.roads.push_back(std::move(arc));
  }
  ++network.roundabouts;
}

}  // namespace

void add_roundabouts(const Options& options, const std::vector<std::int32_t>& spared, RoadNetwork& network) {
  std::vector<std::vector<std::size_t>> around(network.nodes.size());
  for (std::size_t r = 0; r < network.roads.size(); ++r) {
    around[static_cast<std::size_t>(network.roads[r].from)].push_back(r);
    around[static_cast<std::size_t>(network.roads[r].to)].push_back(r);
  }
  std::vector<std::uint8_t> fixed(network.nodes.size(), 0);
  const auto fix = [&](std::int32_t node) { fixed[static_cast<std::size_t>(node)] = 1; };
  for (const std::int32_t node : network.settlement_nodes) fix(node);
  for (const std::int32_t node : spared) fix(node);
  fix(network.island_port);
  fix(network.mainland_port);
  for (std::size_t n = 0; n < around.size(); ++n) {
    const auto node = static_cast<std::int32_t>(n);
    if (fixed[n] != 0 || !worth_one(options, network, around[n], node)) continue;
    const std::vector<Arm> arms = arms_of(network, around[n], node);
    if (!arms.empty()) replace(options, network, node, arms);
  }
}

}  // namespace maillage::synth
