#include "road_plan.hpp"

#include <algorithm>
#include <array>

#include "arithmetic.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/synth/rng.hpp"
#include "road_planner.hpp"

namespace maillage::synth {

std::string_view name(RoadClass road_class) {
  static constexpr std::array<std::string_view, 9> names{"none",         "motorway",    "trunk",
                                                         "primary",      "secondary",   "tertiary",
                                                         "unclassified", "residential", "ferry"};
  return names[static_cast<std::size_t>(road_class)];
}

namespace {

void lay_level(Planner& p, std::size_t count, RoadClass road_class, double reuse) {
  std::vector<std::int32_t> places;
  for (const std::int32_t c : p.towns.by_rank) {
    if (places.size() == count) break;
    if (road_class >= RoadClass::secondary || p.partition.island[static_cast<std::size_t>(c)] == 0)
      places.push_back(c);
  }
  for (const auto& [a, b] : links_between(p, places)) {
    throw_if_interrupted();
    p.lay(p.router.path(p.plan, p.seed(a), p.seed(b), reuse), road_class);
  }
}

// A spur from every main settlement not on a road yet, to the nearest road of its ground.
void join_all(Planner& p) {
  for (std::size_t ground = 0; ground <= p.land.islands.size(); ++ground) {
    bool first = true;
    for (const std::int32_t c : p.towns.by_rank) {
      if (p.partition.island[static_cast<std::size_t>(c)] != ground) continue;
      const Hex h = p.seed(c);
      if (first) p.on_road[static_cast<std::size_t>(h)] = 1;
      first = false;
      if (p.on_road[static_cast<std::size_t>(h)] != 0) continue;
      p.lay(p.router.path_to(p.plan, h, [&](Hex g) { return p.on_road[static_cast<std::size_t>(g)] != 0; }),
            RoadClass::tertiary);
    }
  }
}

// Each hamlet to the nearest road; half of them also to a second one, so that the country has loops.
void join_hamlets(Planner& p) {
  for (const Hamlet& hamlet : p.settlements.hamlets) {
    throw_if_interrupted();
    if (p.on_road[static_cast<std::size_t>(hamlet.hex)] != 0) continue;
    p.lay(p.router.path_to(p.plan, hamlet.hex,
                           [&](Hex g) { return p.on_road[static_cast<std::size_t>(g)] != 0; }),
          RoadClass::unclassified);
  }
  for (std::size_t i = 0; i + 1 < p.settlements.hamlets.size(); ++i) {
    const Hamlet& a = p.settlements.hamlets[i];
    if (unit(p.options.seed, Subject::settlements, 0x40000000ULL + i) > 0.5) continue;
    const Hamlet* nearest = nullptr;
    double least = 3200;
    for (std::size_t j = i + 1;
         j < p.settlements.hamlets.size() && p.settlements.hamlets[j].commune == a.commune; ++j) {
      const double d =
          metres_between(p.land.lattice.centre(a.hex), p.land.lattice.centre(p.settlements.hamlets[j].hex));
      if (d < least) least = d, nearest = &p.settlements.hamlets[j];
    }
    if (nearest != nullptr) p.lay(p.router.path(p.plan, a.hex, nearest->hex, 0.9), RoadClass::unclassified);
  }
}

std::vector<Hex> shores(const Planner& p, const std::vector<Hex>& ground) {
  std::vector<Hex> found;
  for (const Hex h : ground) {
    bool shore = false;
    for (int d = 0; d < directions; ++d) {
      shore =
          shore || p.land.ground[static_cast<std::size_t>(p.land.lattice.neighbour(h, d))] == Ground::outside;
    }
    if (shore) found.push_back(h);
  }
  return found;
}

Hex nearest(const Planner& p, const std::vector<Hex>& places, geo::XY towards) {
  Hex best = places.front();
  double least = 1e18;
  for (const Hex h : places) {
    const double d = squared_distance(p.land.lattice.centre(h), towards);
    if (d < least) least = d, best = h;
  }
  return best;
}

void lay_ports(Planner& p) {
  const std::vector<Hex> mainland = shores(p, p.land.mainland);
  for (const Island& island : p.land.islands) {
    const geo::XY middle = p.land.lattice.centre(island.hexes[island.hexes.size() / 2]);
    Crossing crossing;
    crossing.mainland_port = nearest(p, mainland, middle);
    crossing.island_port = nearest(p, shores(p, island.hexes), p.land.lattice.centre(crossing.mainland_port));
    for (const Hex port : {crossing.mainland_port, crossing.island_port}) {
      const std::int32_t c = p.partition.commune[static_cast<std::size_t>(port)];
      p.lay(p.router.path(p.plan, p.seed(c), port, 0.5), RoadClass::secondary);
    }
    p.plan.crossings.push_back(crossing);
  }
}

}  // namespace

RoadPlan plan_roads(const Options& options, const Land& land, const Partition& partition, const Towns& towns,
                    const Settlements& settlements, const Execution& execution) {
  RoadPlan plan;
  plan.sides.assign(land.lattice.size() * 3, RoadClass::none);
  plan.routes.assign(land.lattice.size() * 3, 0);
  Router router(options, land, settlements, execution);
  Planner planner{options, land,        partition,
                  towns,   settlements, plan,
                  router,  1,           std::vector<std::uint8_t>(land.lattice.size(), 0)};
  const std::size_t count = partition.size();
  plan_motorways(planner);
  lay_level(planner, std::max<std::size_t>(2, count / 56), RoadClass::trunk, 0.6);
  lay_level(planner, std::max<std::size_t>(3, count / 18), RoadClass::primary, 0.55);
  lay_level(planner, std::max<std::size_t>(5, count / 6), RoadClass::secondary, 0.5);
  lay_ports(planner);
  lay_level(planner, count, RoadClass::tertiary, 0.45);
  join_all(planner);
  join_hamlets(planner);
  plan_interchanges(planner);
  return plan;
}

}  // namespace maillage::synth
