#include "road_plan.hpp"

#include <algorithm>
#include <array>
#include <queue>
#include <set>
#include <tuple>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "maillage/synth/rng.hpp"
#include "router.hpp"

namespace maillage::synth {

std::string_view name(RoadClass road_class) {
  static constexpr std::array<std::string_view, 9> names{"none",         "motorway",    "trunk",
                                                         "primary",      "secondary",   "tertiary",
                                                         "unclassified", "residential", "ferry"};
  return names[static_cast<std::size_t>(road_class)];
}

namespace {

using Link = std::pair<std::int32_t, std::int32_t>;

struct Planner {
  const Options& options;
  const Land& land;
  const Partition& partition;
  const Towns& towns;
  const Settlements& settlements;
  RoadPlan& plan;
  Router& router;
  std::int32_t next_route = 1;
  std::vector<std::uint8_t> on_road;  // per hexagon

  [[nodiscard]] geo::XY at(std::int32_t commune) const {
    return land.lattice.centre(partition.seeds[static_cast<std::size_t>(commune)]);
  }
  [[nodiscard]] Hex seed(std::int32_t commune) const {
    return partition.seeds[static_cast<std::size_t>(commune)];
  }

  // Marks a path; sides that already carry something more important keep it.
  void lay(const std::vector<Hex>& path, RoadClass road_class) {
    const std::int32_t route = next_route++;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      for (int d = 0; d < directions; ++d) {
        if (land.lattice.neighbour(path[i], d) != path[i + 1]) continue;
        const auto s = static_cast<std::size_t>(side_of(land.lattice, path[i], d));
        if (plan.sides[s] != RoadClass::none && plan.sides[s] <= road_class) continue;
        plan.sides[s] = road_class;
        plan.routes[s] = route;
      }
    }
    for (const Hex h : path) on_road[static_cast<std::size_t>(h)] = 1;
  }
};

// Pairs of places whose areas of attraction touch, less those a third place lies between (Gabriel & Sokal 1969).
std::vector<Link> links_between(const Planner& p, const std::vector<std::int32_t>& places) {
  using Entry = std::tuple<double, std::int32_t, std::int32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  std::vector<std::int32_t> area(p.partition.size(), -1);
  for (std::size_t k = 0; k < places.size(); ++k) queue.push({0, static_cast<std::int32_t>(k), places[k]});
  while (!queue.empty()) {
    const auto [cost, k, c] = queue.top();
    queue.pop();
    if (area[static_cast<std::size_t>(c)] >= 0) continue;
    area[static_cast<std::size_t>(c)] = k;
    for (const std::int32_t n : p.partition.neighbours[static_cast<std::size_t>(c)]) {
      if (area[static_cast<std::size_t>(n)] < 0) queue.push({cost + metres_between(p.at(c), p.at(n)), k, n});
    }
  }
  std::set<Link> touching;
  for (std::size_t c = 0; c < p.partition.size(); ++c) {
    for (const std::int32_t n : p.partition.neighbours[c]) {
      const std::int32_t a = area[c];
      const std::int32_t b = area[static_cast<std::size_t>(n)];
      if (a >= 0 && b >= 0 && a < b) touching.insert({a, b});
    }
  }
  std::vector<std::vector<std::int32_t>> near(places.size());
  for (const auto& [a, b] : touching) {
    near[static_cast<std::size_t>(a)].push_back(b);
    near[static_cast<std::size_t>(b)].push_back(a);
  }
  std::vector<Link> links;
  for (const auto& [a, b] : touching) {
    const geo::XY pa = p.at(places[static_cast<std::size_t>(a)]);
    const geo::XY pb = p.at(places[static_cast<std::size_t>(b)]);
    const double apart = squared_distance(pa, pb);
    bool between = false;
    for (const std::int32_t third : near[static_cast<std::size_t>(a)]) {
      if (third == b) continue;
      const geo::XY q = p.at(places[static_cast<std::size_t>(third)]);
      between = between || squared_distance(pa, q) + squared_distance(q, pb) < 0.92 * apart;
    }
    if (!between) links.push_back({places[static_cast<std::size_t>(a)], places[static_cast<std::size_t>(b)]});
  }
  return links;
}

void lay_level(Planner& p, std::size_t count, RoadClass road_class, double reuse) {
  std::vector<std::int32_t> places;
  for (const std::int32_t c : p.towns.by_rank) {
    if (places.size() == count) break;
    if (road_class >= RoadClass::secondary || p.partition.island[static_cast<std::size_t>(c)] == 0)
      places.push_back(c);
  }
  for (const auto& [a, b] : links_between(p, places))
    p.lay(p.router.path(p.plan, p.seed(a), p.seed(b), reuse), road_class);
}

// A spur from every main settlement not on a road yet, to the nearest road of its ground.
void join_all(Planner& p) {
  for (const Ground ground : {Ground::mainland, Ground::island}) {
    bool first = true;
    for (const std::int32_t c : p.towns.by_rank) {
      const Hex h = p.seed(c);
      if (p.land.ground[static_cast<std::size_t>(h)] != ground) continue;
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

Hex nearest_shore(const Planner& p, const std::vector<Hex>& ground, geo::XY towards) {
  Hex best = ground.front();
  double least = 1e18;
  for (const Hex h : ground) {
    bool shore = false;
    for (int d = 0; d < directions; ++d) {
      shore =
          shore || p.land.ground[static_cast<std::size_t>(p.land.lattice.neighbour(h, d))] == Ground::outside;
    }
    const double d = squared_distance(p.land.lattice.centre(h), towards);
    if (shore && d < least) least = d, best = h;
  }
  return best;
}

void lay_ports(Planner& p) {
  const geo::XY island = p.land.lattice.centre(p.land.island[p.land.island.size() / 2]);
  p.plan.mainland_port = nearest_shore(p, p.land.mainland, island);
  p.plan.island_port = nearest_shore(p, p.land.island, p.land.lattice.centre(p.plan.mainland_port));
  for (const Hex port : {p.plan.mainland_port, p.plan.island_port}) {
    const std::int32_t c = p.partition.commune[static_cast<std::size_t>(port)];
    p.lay(p.router.path(p.plan, p.seed(c), port, 0.5), RoadClass::secondary);
  }
}

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

// One motorway, from edge to edge past the largest town, clear of built-up ground.
void plan_motorway(Planner& p) {
  const geo::XY town = p.at(p.towns.by_rank.front());
  const double pass = 1.3 * p.settlements.radius[static_cast<std::size_t>(p.towns.by_rank.front())] + 1200;
  Hex by = p.land.lattice.at({town.x + pass, town.y});
  if (by < 0 || p.land.ground[static_cast<std::size_t>(by)] != Ground::mainland) return;
  const auto north = p.router.path(p.plan, inland_edge(p, 0.25, 1), by, 1, 7);
  const auto south = p.router.path(p.plan, by, inland_edge(p, 0.35, -1), 1, 7);
  if (north.size() < 20 || south.size() < 20) return;
  p.plan.motorway = north;
  p.plan.motorway.insert(p.plan.motorway.end(), south.begin() + 1, south.end());
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
  std::set<Hex> seen{from};
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

void plan_interchanges(Planner& p) {
  const std::vector<Hex>& way = p.plan.motorway;
  if (way.empty()) return;
  const auto add = [&](std::size_t at, Hex road) { p.plan.interchanges.push_back({at, road}); };
  add(0, road_near(p, way.front(), RoadClass::unclassified, 20000));
  const auto apart = static_cast<std::size_t>(8000 / p.land.lattice.spacing);
  for (std::size_t i = apart; i + apart < way.size(); ++i) {
    if (i - p.plan.interchanges.back().at < apart) continue;
    const Hex road = road_near(p, way[i], RoadClass::secondary, 700);
    if (road >= 0) add(i, road);
  }
  add(way.size() - 1, road_near(p, way.back(), RoadClass::unclassified, 20000));
  for (const Interchange& i : p.plan.interchanges) {
    if (i.road < 0) throw Error(ErrorCode::internal, "the motorway ends where there is no road");
  }
}

}  // namespace

RoadPlan plan_roads(const Options& options, const Land& land, const Partition& partition, const Towns& towns,
                    const Settlements& settlements) {
  RoadPlan plan;
  plan.sides.assign(land.lattice.size() * 3, RoadClass::none);
  plan.routes.assign(land.lattice.size() * 3, 0);
  Router router(options, land, settlements);
  Planner planner{options, land,        partition,
                  towns,   settlements, plan,
                  router,  1,           std::vector<std::uint8_t>(land.lattice.size(), 0)};
  const std::size_t count = partition.size();
  plan_motorway(planner);
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
