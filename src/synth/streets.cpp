#include "streets.hpp"

#include <algorithm>
#include <array>

#include "arithmetic.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

struct RawLink {
  std::int64_t a = 0;
  std::int64_t b = 0;
  RoadClass road_class = RoadClass::none;
  std::int32_t route = 0;
};

struct Sketch {
  const Options& options;
  const Land& land;
  const Settlements& settlements;
  const RoadPlan& plan;
  std::vector<RawLink> links;

  [[nodiscard]] std::int64_t middle(Side s) const {
    return static_cast<std::int64_t>(land.lattice.size()) + s;
  }
  [[nodiscard]] Built built(Hex h) const {
    return h < 0 ? Built::no : settlements.built[static_cast<std::size_t>(h)];
  }
  void street(std::int64_t a, std::int64_t b, Built kind) {
    const double share = kind == Built::city ? 0.74 : kind == Built::town ? 0.56 : 0.34;
    const auto [low, high] = std::minmax(a, b);
    const std::uint64_t key = mix(static_cast<std::uint64_t>(low)) ^ static_cast<std::uint64_t>(high);
    if (unit(options.seed, Subject::streets, key) < share)
      links.push_back({low, high, RoadClass::residential, 0});
  }
};

void planned_roads(Sketch& sketch, Hex h) {
  for (int d = 0; d < 3; ++d) {
    const Side s = 3 * h + d;
    const RoadClass c = sketch.plan.sides[static_cast<std::size_t>(s)];
    if (c == RoadClass::none) continue;
    const std::int32_t route = sketch.plan.routes[static_cast<std::size_t>(s)];
    sketch.links.push_back({h, sketch.middle(s), c, route});
    sketch.links.push_back({sketch.land.lattice.neighbour(h, d), sketch.middle(s), c, route});
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

void index_links(const std::vector<RawLink>& raw, FineGraph& graph) {
  graph.ids.clear();
  for (const RawLink& l : raw) graph.ids.push_back(l.a), graph.ids.push_back(l.b);
  std::sort(graph.ids.begin(), graph.ids.end());
  graph.ids.erase(std::unique(graph.ids.begin(), graph.ids.end()), graph.ids.end());
  graph.links.clear();
  for (const RawLink& l : raw)
    graph.links.push_back({graph.node(l.a), graph.node(l.b), l.road_class, l.route});
  graph.first.assign(graph.ids.size() + 1, 0);
  for (const FineLink& l : graph.links) {
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

// Drops the streets that no planned road reaches.
std::vector<RawLink> reachable(const std::vector<RawLink>& raw, const FineGraph& graph) {
  std::vector<std::uint8_t> reached(graph.ids.size(), 0);
  std::vector<std::int32_t> stack;
  const auto reach = [&](std::int32_t node) {
    if (reached[static_cast<std::size_t>(node)] != 0) return;
    reached[static_cast<std::size_t>(node)] = 1;
    stack.push_back(node);
  };
  for (const FineLink& l : graph.links) {
    if (l.road_class != RoadClass::residential) reach(l.a);
  }
  while (!stack.empty()) {
    const std::int32_t n = stack.back();
    stack.pop_back();
    for (std::uint32_t k = graph.first[static_cast<std::size_t>(n)];
         k < graph.first[static_cast<std::size_t>(n) + 1]; ++k) {
      reach(graph.other(graph.around[k], n));
    }
  }
  std::vector<RawLink> kept;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (reached[static_cast<std::size_t>(graph.links[i].a)] != 0) kept.push_back(raw[i]);
  }
  return kept;
}

geo::XY jitter(const Options& options, geo::XY p, std::int64_t id, double reach) {
  const auto key = static_cast<std::uint64_t>(id) * 2;
  return {p.x + reach * (2 * unit(options.seed, Subject::road_place, key) - 1),
          p.y + reach * (2 * unit(options.seed, Subject::road_place, key + 1) - 1)};
}

geo::XY first_place(const Options& options, const Lattice& lattice, std::int64_t id) {
  const auto hexes = static_cast<std::int64_t>(lattice.size());
  const double reach = 0.22 * lattice.spacing;
  if (id < hexes) return jitter(options, lattice.centre(static_cast<Hex>(id)), id, reach);
  const auto s = static_cast<Side>(id - hexes);
  const Hex h = s / 3;
  const Hex n = lattice.neighbour(h, s % 3);
  const geo::XY a = jitter(options, lattice.centre(h), h, reach);
  const geo::XY b = jitter(options, lattice.centre(n), n, reach);
  return jitter(options, {(a.x + b.x) / 2, (a.y + b.y) / 2}, id, 0.5 * reach);
}

// Every node towards the mean of its neighbours, the important roads pulling hardest: straight main roads, winding lanes.
void smooth(FineGraph& graph) {
  static constexpr std::array<double, 9> pull{0, 0, 40, 24, 14, 7, 3, 1, 0};
  for (int round = 0; round < 3; ++round) {
    std::vector<geo::XY> moved(graph.places.size());
    for (std::size_t i = 0; i < moved.size(); ++i) {
      geo::XY sum;
      double total = 0;
      for (std::uint32_t k = graph.first[i]; k < graph.first[i + 1]; ++k) {
        const std::int32_t link = graph.around[k];
        const double w =
            pull[static_cast<std::size_t>(graph.links[static_cast<std::size_t>(link)].road_class)];
        const geo::XY q =
            graph.places[static_cast<std::size_t>(graph.other(link, static_cast<std::int32_t>(i)))];
        sum.x += w * q.x, sum.y += w * q.y, total += w;
      }
      const geo::XY p = graph.places[i];
      const bool end = graph.first[i + 1] - graph.first[i] < 2;
      moved[i] = end ? p : geo::XY{0.5 * p.x + 0.5 * sum.x / total, 0.5 * p.y + 0.5 * sum.y / total};
    }
    graph.places.swap(moved);
  }
}

}  // namespace

std::int32_t FineGraph::node(std::int64_t id) const {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  return found != ids.end() && *found == id ? static_cast<std::int32_t>(found - ids.begin()) : -1;
}

Hex hex_of(const Lattice& lattice, std::int64_t id) {
  const auto hexes = static_cast<std::int64_t>(lattice.size());
  return static_cast<Hex>(id < hexes ? id : (id - hexes) / 3);
}

FineGraph make_fine_graph(const Options& options, const Land& land, const Settlements& settlements,
                          const RoadPlan& plan) {
  Sketch sketch{options, land, settlements, plan, {}};
  for (const std::vector<Hex>* ground : {&land.mainland, &land.island}) {
    for (const Hex h : *ground) {
      planned_roads(sketch, h);
      streets(sketch, h);
    }
  }
  const auto by_ends = [](const RawLink& x, const RawLink& y) {
    return std::pair{x.a, x.b} < std::pair{y.a, y.b};
  };
  std::sort(sketch.links.begin(), sketch.links.end(), by_ends);
  FineGraph graph;
  index_links(sketch.links, graph);
  index_links(reachable(sketch.links, graph), graph);
  for (const std::int64_t id : graph.ids) graph.places.push_back(first_place(options, land.lattice, id));
  smooth(graph);
  return graph;
}

}  // namespace maillage::synth
