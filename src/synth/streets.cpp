#include "streets.hpp"

#include <algorithm>
#include <array>

#include "arithmetic.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

// Shares of the possible streets and lanes that are there.
struct Shares {
  double city, town, village;  // streets
  double lane;                 // a lane from one hexagon to the next, in the country
  double access;               // an access way that ends half way
};
constexpr Shares few{0.74, 0.56, 0.34, 0, 0};
constexpr Shares all{0.84, 0.74, 0.60, 0.155, 0.07};

struct Sketch {
  const Options& options;
  const Land& land;
  const Settlements& settlements;
  const RoadPlan& plan;
  const Shares& shares;
  std::vector<FineLink> links;  // between ids; later between nodes

  [[nodiscard]] FineId middle(Side s) const { return static_cast<FineId>(land.lattice.size()) + s; }
  [[nodiscard]] Built built(Hex h) const {
    return h < 0 ? Built::no : settlements.built[static_cast<std::size_t>(h)];
  }
  void street(FineId a, FineId b, Built kind) {
    const double share = kind == Built::city   ? shares.city
                         : kind == Built::town ? shares.town
                                               : shares.village;
    const auto [low, high] = std::minmax(a, b);
    const std::uint64_t key = mix(static_cast<std::uint64_t>(low)) ^ static_cast<std::uint64_t>(high);
    if (unit(options.seed, Subject::streets, key) < share)
      links.push_back({low, high, 0, RoadClass::residential});
  }
};

void planned_roads(Sketch& sketch, Hex h) {
  for (int d = 0; d < 3; ++d) {
    const Side s = 3 * h + d;
    const RoadClass c = sketch.plan.sides[static_cast<std::size_t>(s)];
    if (c == RoadClass::none) continue;
    const std::int32_t route = sketch.plan.routes[static_cast<std::size_t>(s)];
    sketch.links.push_back({h, sketch.middle(s), route, c});
    sketch.links.push_back({sketch.land.lattice.neighbour(h, d), sketch.middle(s), route, c});
  }
}

// Streets along half sides, and between the middles of the sides of each triangle of built-up hexagons.
void streets(Sketch& sketch, Hex h) {
  const Lattice& lattice = sketch.land.lattice;
  const Built here = sketch.built(h);
  if (here == Built::no) return;
  const Hex east = lattice.neighbour(h, 0);
  const Hex north_east = lattice.neighbour(h, 1);
  const Hex north_west = lattice.neighbour(h, 2);
  const std::array<Hex, 3> others{east, north_east, north_west};
  for (int d = 0; d < 3; ++d) {
    const Hex n = others[static_cast<std::size_t>(d)];
    const Side s = 3 * h + d;
    if (sketch.built(n) == Built::no || sketch.plan.sides[static_cast<std::size_t>(s)] != RoadClass::none)
      continue;
    sketch.street(h, sketch.middle(s), here);
    sketch.street(n, sketch.middle(s), here);
  }
  const auto triangle = [&](Side a, Side b, Side c) {
    sketch.street(sketch.middle(a), sketch.middle(b), here);
    sketch.street(sketch.middle(b), sketch.middle(c), here);
    sketch.street(sketch.middle(a), sketch.middle(c), here);
  };
  if (sketch.built(north_east) == Built::no) return;
  if (sketch.built(east) != Built::no) triangle(3 * h, 3 * h + 1, 3 * east + 2);
  if (sketch.built(north_west) != Built::no) triangle(3 * h + 1, 3 * h + 2, 3 * north_west);
}

// In the country: lanes along sides without a road, and access ways that end half way.
void lanes(Sketch& sketch, Hex h) {
  if (sketch.shares.lane <= 0 || sketch.built(h) != Built::no) return;
  const std::array<Hex, directions> around = sketch.land.lattice.neighbours(h);
  const Ground ground = sketch.land.ground[static_cast<std::size_t>(h)];
  for (int d = 0; d < directions; ++d) {
    const Hex n = around[static_cast<std::size_t>(d)];
    const Side s = d < 3 ? 3 * h + d : 3 * n + d - 3;
    if (sketch.land.ground[static_cast<std::size_t>(n)] != ground ||
        sketch.plan.sides[static_cast<std::size_t>(s)] != RoadClass::none)
      continue;
    const bool country = sketch.built(n) == Built::no;
    const double u = unit(sketch.options.seed, Subject::lanes, static_cast<std::uint64_t>(s));
    if (country && u < sketch.shares.lane) {
      sketch.links.push_back({h, sketch.middle(s), 0, RoadClass::unclassified});
    } else if (country && u < sketch.shares.lane + 2 * sketch.shares.access) {
      const bool mine = (u < sketch.shares.lane + sketch.shares.access) == (d < 3);
      if (mine) sketch.links.push_back({h, sketch.middle(s), 0, RoadClass::residential});
    }
  }
}

// Turns the ids at the ends of links into nodes and finds the links around each node.
void index_links(std::size_t ids, std::vector<FineLink>&& links, FineGraph& graph) {
  std::vector<std::int32_t> number(ids, 0);
  for (const FineLink& l : links) {
    number[static_cast<std::size_t>(l.a)] = 1;
    number[static_cast<std::size_t>(l.b)] = 1;
  }
  graph.ids.clear();
  for (std::size_t id = 0; id < ids; ++id) {
    if (number[id] == 0) continue;
    number[id] = static_cast<std::int32_t>(graph.ids.size());
    graph.ids.push_back(static_cast<FineId>(id));
  }
  graph.links = std::move(links);
  graph.first.assign(graph.ids.size() + 1, 0);
  for (FineLink& l : graph.links) {
    l.a = number[static_cast<std::size_t>(l.a)];
    l.b = number[static_cast<std::size_t>(l.b)];
    ++graph.first[static_cast<std::size_t>(l.a) + 1];
    ++graph.first[static_cast<std::size_t>(l.b) + 1];
  }
  for (std::size_t i = 1; i < graph.first.size(); ++i) graph.first[i] += graph.first[i - 1];
  graph.around.assign(graph.links.size() * 2, 0);
  std::vector<std::uint32_t> next(graph.first.begin(), graph.first.end() - 1);
  for (std::size_t i = 0; i < graph.links.size(); ++i) {
    graph.around[next[static_cast<std::size_t>(graph.links[i].a)]++] = static_cast<std::int32_t>(i);
    graph.around[next[static_cast<std::size_t>(graph.links[i].b)]++] = static_cast<std::int32_t>(i);
  }
}

// The links, between ids again, less the streets and lanes that no planned road reaches.
std::vector<FineLink> reachable(FineGraph&& graph) {
  std::vector<std::uint8_t> reached(graph.ids.size(), 0);
  std::vector<std::int32_t> stack;
  const auto reach = [&](std::int32_t node) {
    if (reached[static_cast<std::size_t>(node)] != 0) return;
    reached[static_cast<std::size_t>(node)] = 1;
    stack.push_back(node);
  };
  for (const FineLink& l : graph.links) {
    if (l.route != 0) reach(l.a);
  }
  while (!stack.empty()) {
    const std::int32_t n = stack.back();
    stack.pop_back();
    for (std::uint32_t k = graph.first[static_cast<std::size_t>(n)];
         k < graph.first[static_cast<std::size_t>(n) + 1]; ++k) {
      reach(graph.other(graph.around[k], n));
    }
  }
  std::vector<FineLink> kept = std::move(graph.links);
  std::erase_if(kept, [&](const FineLink& l) { return reached[static_cast<std::size_t>(l.a)] == 0; });
  for (FineLink& l : kept) {
    l.a = graph.ids[static_cast<std::size_t>(l.a)];
    l.b = graph.ids[static_cast<std::size_t>(l.b)];
  }
  return kept;
}

geo::XY jitter(const Options& options, geo::XY p, FineId id, double reach) {
  const auto key = static_cast<std::uint64_t>(id) * 2;
  return {p.x + reach * (2 * unit(options.seed, Subject::road_place, key) - 1),
          p.y + reach * (2 * unit(options.seed, Subject::road_place, key + 1) - 1)};
}

geo::XY first_place(const Options& options, const Lattice& lattice, FineId id) {
  const auto hexes = static_cast<FineId>(lattice.size());
  const double reach = 0.22 * lattice.spacing;
  if (id < hexes) return jitter(options, lattice.centre(id), id, reach);
  const Side s = id - hexes;
  const Hex h = s / 3;
  const Hex n = lattice.neighbour(h, s % 3);
  const geo::XY a = jitter(options, lattice.centre(h), h, reach);
  const geo::XY b = jitter(options, lattice.centre(n), n, reach);
  return jitter(options, {(a.x + b.x) / 2, (a.y + b.y) / 2}, id, 0.5 * reach);
}

// Every node towards the mean of its neighbours, the important roads pulling hardest: straight main roads, winding lanes.
void smooth(const Execution& execution, FineGraph& graph) {
  static constexpr std::array<double, 9> pull{0, 0, 40, 24, 14, 7, 3, 1, 0};
  const auto moved_place = [&](std::size_t i) -> geo::XY {
    geo::XY sum;
    double total = 0;
    for (std::uint32_t k = graph.first[i]; k < graph.first[i + 1]; ++k) {
      const std::int32_t link = graph.around[k];
      const double w = pull[static_cast<std::size_t>(graph.links[static_cast<std::size_t>(link)].road_class)];
      const geo::XY q =
          graph.places[static_cast<std::size_t>(graph.other(link, static_cast<std::int32_t>(i)))];
      sum.x += w * q.x, sum.y += w * q.y, total += w;
    }
    const geo::XY p = graph.places[i];
    const bool end = graph.first[i + 1] - graph.first[i] < 2;
    return end ? p : geo::XY{0.5 * p.x + 0.5 * sum.x / total, 0.5 * p.y + 0.5 * sum.y / total};
  };
  for (int round = 0; round < 3; ++round)
    graph.places = parallel_map<geo::XY>(graph.places.size(), 8192, execution, moved_place);
}

}  // namespace

std::int32_t FineGraph::node(FineId id) const {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  return found != ids.end() && *found == id ? static_cast<std::int32_t>(found - ids.begin()) : -1;
}

Hex hex_of(const Lattice& lattice, FineId id) {
  const auto hexes = static_cast<FineId>(lattice.size());
  return id < hexes ? id : (id - hexes) / 3;
}

FineGraph make_fine_graph(const Options& options, const Land& land, const Settlements& settlements,
                          const RoadPlan& plan, const Execution& execution) {
  const Shares& shares = resolved(options).local_roads == LocalRoads::all ? all : few;
  Sketch sketch{options, land, settlements, plan, shares, {}};
  for (const std::vector<Hex>* ground : land.grounds()) {
    for (const Hex h : *ground) {
      planned_roads(sketch, h);
      streets(sketch, h);
      lanes(sketch, h);
    }
  }
  const auto by_ends = [](const FineLink& x, const FineLink& y) {
    return std::pair{x.a, x.b} < std::pair{y.a, y.b};
  };
  std::sort(sketch.links.begin(), sketch.links.end(), by_ends);
  const std::size_t ids = land.lattice.size() * 4;
  FineGraph graph;
  index_links(ids, std::move(sketch.links), graph);
  index_links(ids, reachable(std::move(graph)), graph);
  graph.places = parallel_map<geo::XY>(graph.ids.size(), 8192, execution, [&](std::size_t i) {
    return first_place(options, land.lattice, graph.ids[i]);
  });
  smooth(execution, graph);
  return graph;
}

}  // namespace maillage::synth
