#include <algorithm>
#include <array>
#include <unordered_set>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "road_planner.hpp"

namespace maillage::synth {
namespace {

// A hexagon of the inland edge, as far as possible in a direction.
Hex inland_edge(const Planner& p, double east, double north) {
  Hex best = p.land.mainland.front();
  double most = -1e18;
  for (const Hex h : p.land.mainland) {
    bool edge = false;
    bool shore = false;
    for (int d = 0; d < directions; ++d) {
      const auto n = static_cast<std::size_t>(p.land.lattice.neighbour(h, d));
      edge = edge || p.land.ground[n] == Ground::outside;
      shore = shore || p.land.sea[n] != 0;
    }
    const geo::XY at = p.land.lattice.centre(h);
    const double value = east * at.x + north * at.y;
    if (edge && !shore && value > most) most = value, best = h;
  }
  return best;
}

[[nodiscard]] bool mainland(const Planner& p, Hex h) {
  return h >= 0 && p.land.ground[static_cast<std::size_t>(h)] == Ground::mainland;
}

// From edge to edge past the largest town, clear of built-up ground.
void plan_one(Planner& p) {
  const geo::XY town = p.at(p.towns.by_rank.front());
  const double pass = 1.3 * p.settlements.radius[static_cast<std::size_t>(p.towns.by_rank.front())] + 1200;
  const Hex by = p.land.lattice.at({town.x + pass, town.y});
  if (!mainland(p, by)) return;
  const auto north = p.router.path(p.plan, inland_edge(p, 0.25, 1), by, 1, 7);
  const auto south = p.router.path(p.plan, by, inland_edge(p, 0.35, -1), 1, 7);
  if (north.size() < 20 || south.size() < 20) return;
  Motorway motorway{north, {}};
  motorway.way.insert(motorway.way.end(), south.begin() + 1, south.end());
  p.plan.motorways.push_back(std::move(motorway));
}

// Where the motorways of a main town meet: beside its built-up ground, on one of eight sides; −1 when all are water.
Hex junction_of(const Planner& p, std::int32_t town) {
  const geo::XY at = p.at(town);
  const double pass = 1.15 * p.settlements.radius[static_cast<std::size_t>(town)] + 900;
  for (const double farther : {1.0, 1.5}) {
    for (int side = 0; side < 8; ++side) {
      const Hex h = p.land.lattice.at(
          {at.x + farther * pass * cosine_turn(side / 8.0), at.y + farther * pass * sine_turn(side / 8.0)});
      if (mainland(p, h) && p.settlements.built[static_cast<std::size_t>(h)] == Built::no) return h;
    }
  }
  return -1;
}

void plan_network(Planner& p, std::size_t wanted) {
  std::vector<std::int32_t> towns;
  std::vector<Hex> junctions(p.partition.size(), -1);
  for (const std::int32_t c : p.towns.by_rank) {
    if (towns.size() == wanted) break;
    const auto i = static_cast<std::size_t>(c);
    if (p.partition.island[i] != 0) continue;
    junctions[i] = junction_of(p, c);
    if (junctions[i] >= 0) towns.push_back(c);
  }
  for (const auto& [a, b] : links_between(p, towns)) {
    std::vector<Hex> way = p.router.path(p.plan, junctions[static_cast<std::size_t>(a)],
                                         junctions[static_cast<std::size_t>(b)], 1, 7);
    if (way.size() >= 20) p.plan.motorways.push_back({std::move(way), {}});
  }
}

// The nearest hexagon on a road of at least `least` importance, within `rings`; −1 when none.
Hex road_near(const Planner& p, Hex from, RoadClass least, double metres) {
  const auto important = [&](Hex h) {
    for (int d = 0; d < directions; ++d) {
      const RoadClass c = p.plan.sides[static_cast<std::size_t>(side_of(p.land.lattice, h, d))];
      if (c != RoadClass::none && c <= least && c != RoadClass::motorway) return true;
    }
    return false;
  };
  const geo::XY start = p.land.lattice.centre(from);
  std::vector<Hex> ring{from};
  std::unordered_set<Hex> seen{from};
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (important(ring[i])) return ring[i];
    for (int d = 0; d < directions; ++d) {
      const Hex n = p.land.lattice.neighbour(ring[i], d);
      if (p.land.ground[static_cast<std::size_t>(n)] != Ground::mainland ||
          metres_between(p.land.lattice.centre(n), start) > metres)
        continue;
      if (seen.insert(n).second) ring.push_back(n);
    }
  }
  return -1;
}

}  // namespace

void plan_motorways(Planner& p) {
  const std::size_t main_towns = p.partition.size() / 700;
  if (main_towns < 4)
    plan_one(p);
  else
    plan_network(p, main_towns);
}

void plan_interchanges(Planner& p) {
  const auto apart = static_cast<std::size_t>(8000 / p.land.lattice.spacing);
  for (Motorway& motorway : p.plan.motorways) {
    const std::vector<Hex>& way = motorway.way;
    std::vector<Interchange>& exits = motorway.interchanges;
    const auto add = [&](std::size_t at, Hex road) { exits.push_back({at, road}); };
    add(0, road_near(p, way.front(), RoadClass::unclassified, 20000));
    for (std::size_t i = apart; i + apart < way.size(); ++i) {
      if (i - exits.back().at < apart) continue;
      const Hex road = road_near(p, way[i], RoadClass::secondary, 700);
      if (road >= 0) add(i, road);
    }
    add(way.size() - 1, road_near(p, way.back(), RoadClass::unclassified, 20000));
    for (const Interchange& i : exits) {
      if (i.road < 0) throw Error(ErrorCode::internal, "a motorway ends where there is no road");
    }
  }
}

}  // namespace maillage::synth
