#include "road_network.hpp"

#include <algorithm>
#include <cmath>

#include "arithmetic.hpp"
#include "line_simplify.hpp"
#include "maillage/core/error.hpp"
#include "maillage/synth/rng.hpp"
#include "motorway.hpp"
#include "one_way.hpp"
#include "roundabouts.hpp"

namespace maillage::synth {
namespace {

struct Contraction {
  const Options& options;
  const Land& land;
  const Settlements& settlements;
  const FineGraph& graph;
  RoadNetwork& network;
  std::vector<std::uint8_t> kept;
  std::vector<std::int32_t> number;  // of the network's node, per fine node; −1
  geo::LineString detailed = {};     // of the road being added
};

void keep(Contraction& work, Hex h) {
  const std::int32_t node = work.graph.node(h);
  if (node < 0) throw Error(ErrorCode::internal, "a settlement or port is not on the road network");
  work.kept[static_cast<std::size_t>(node)] = 1;
}

void choose_nodes(Contraction& work) {
  const FineGraph& graph = work.graph;
  for (std::size_t i = 0; i < graph.ids.size(); ++i) {
    const std::uint32_t degree = graph.first[i + 1] - graph.first[i];
    bool node = degree != 2;
    if (degree == 2) {
      const FineLink& a = graph.links[static_cast<std::size_t>(graph.around[graph.first[i]])];
      const FineLink& b = graph.links[static_cast<std::size_t>(graph.around[graph.first[i] + 1])];
      node = a.road_class != b.road_class;
    }
    if (node) work.kept[i] = 1;
  }
}

std::int32_t node_number(Contraction& work, std::int32_t fine) {
  std::int32_t& n = work.number[static_cast<std::size_t>(fine)];
  if (n < 0) {
    n = static_cast<std::int32_t>(work.network.nodes.size());
    work.network.nodes.push_back(decimetre(work.graph.places[static_cast<std::size_t>(fine)]));
  }
  return n;
}

// Free-flow speeds met in practice, km/h, in the country and in built-up ground.
double speed(RoadClass c, bool built) {
  switch (c) {
    case RoadClass::motorway:
      return 122;
    case RoadClass::trunk:
      return built ? 78 : 102;
    case RoadClass::primary:
      return built ? 42 : 76;
    case RoadClass::secondary:
      return built ? 38 : 70;
    case RoadClass::tertiary:
      return built ? 34 : 60;
    case RoadClass::unclassified:
      return built ? 28 : 46;
    default:
      return 24;
  }
}

void add_road(Contraction& work, std::span<const std::int32_t> chain, const FineLink& link, std::size_t built,
              std::size_t town) {
  Road road;
  road.from = node_number(work, chain.front());
  road.to = node_number(work, chain.back());
  road.road_class = link.road_class;
  road.number = link.route;
  geo::LineString& detailed = work.detailed;
  detailed.clear();
  for (const std::int32_t n : chain)
    detailed.push_back(decimetre(work.graph.places[static_cast<std::size_t>(n)]));
  const std::uint64_t key = static_cast<std::uint64_t>(work.network.roads.size());
  road.length_m =
      detailed_length(work.options, detailed, link.road_class >= RoadClass::tertiary ? 0.05 : 0.02, key);
  road.speed_kmh = speed(link.road_class, 2 * built > chain.size());
  road.in_town = 2 * town > chain.size();
  work.network.add(road, simplified(detailed, 7));
}

// One road for every stretch between kept nodes; a stretch that comes back to its start gets a node half way.
void contract(Contraction& work) {
  const FineGraph& graph = work.graph;
  std::vector<std::uint8_t> used(graph.links.size(), 0);
  for (std::size_t start = 0; start < graph.ids.size(); ++start) {
    if (work.kept[start] == 0) continue;
    for (std::uint32_t k = graph.first[start]; k < graph.first[start + 1]; ++k) {
      std::int32_t link = graph.around[k];
      if (used[static_cast<std::size_t>(link)] != 0) continue;
      const FineLink& first = graph.links[static_cast<std::size_t>(link)];
      std::vector<std::int32_t> chain{static_cast<std::int32_t>(start)};
      std::size_t built = 0, town = 0;
      while (true) {
        used[static_cast<std::size_t>(link)] = 1;
        const std::int32_t n = graph.other(link, chain.back());
        chain.push_back(n);
        const Hex h = hex_of(work.land.lattice, graph.ids[static_cast<std::size_t>(n)]);
        const Built kind = work.settlements.built[static_cast<std::size_t>(h)];
        built += kind != Built::no ? 1 : 0;
        town += kind >= Built::town ? 1 : 0;
        if (work.kept[static_cast<std::size_t>(n)] != 0) break;
        const std::uint32_t f = graph.first[static_cast<std::size_t>(n)];
        link = graph.around[f] == link ? graph.around[f + 1] : graph.around[f];
      }
      if (chain.front() == chain.back()) {
        const std::size_t half = chain.size() / 2;
        const std::span<const std::int32_t> all(chain);
        add_road(work, all.first(half + 1), first, built / 2, town / 2);
        add_road(work, all.subspan(half), first, built / 2, town / 2);
      } else {
        add_road(work, chain, first, built, town);
      }
    }
  }
}

// Two one-way crossings between the ports, 17 km/h and some minutes of boarding.
void add_ferry(const Ports& ports, std::int32_t island, RoadNetwork& network) {
  const geo::XY a = network.nodes[static_cast<std::size_t>(ports.mainland)];
  const geo::XY b = network.nodes[static_cast<std::size_t>(ports.island)];
  const geo::XY bend{(a.x + b.x) / 2 + 0.04 * (b.y - a.y), (a.y + b.y) / 2 - 0.04 * (b.x - a.x)};
  geo::LineString line{a, decimetre(bend), b};
  Road crossing;
  crossing.from = ports.mainland;
  crossing.to = ports.island;
  crossing.kind = RoadKind::crossing;
  crossing.number = island;
  crossing.road_class = RoadClass::ferry;
  crossing.length_m = decimetre(metres_between(a, line[1]) + metres_between(line[1], b)) + 0.1;
  crossing.duration_min = std::floor(crossing.length_m / 1000 / 17 * 60 + 8.5);
  crossing.forward_only = true;
  network.add(crossing, line);
  std::swap(crossing.from, crossing.to);
  std::reverse(line.begin(), line.end());
  network.add(crossing, line);
}

}  // namespace

double detailed_length(const Options& options, std::span<const geo::XY> line, double bends,
                       std::uint64_t key) {
  double drawn = 0;
  for (std::size_t i = 1; i < line.size(); ++i) drawn += metres_between(line[i - 1], line[i]);
  return std::ceil(drawn * (1 + bends * unit(options.seed, Subject::lengths, key)) * 10 + 0.01) / 10;
}

RoadNetwork make_road_network(const Options& options, const Land& land, const Partition& partition,
                              const Settlements& settlements, const RoadPlan& plan, const FineGraph& graph) {
  RoadNetwork network;
  Contraction work{options,
                   land,
                   settlements,
                   graph,
                   network,
                   std::vector<std::uint8_t>(graph.ids.size(), 0),
                   std::vector<std::int32_t>(graph.ids.size(), -1)};
  choose_nodes(work);
  for (const Hex h : partition.seeds) keep(work, h);
  for (const Motorway& motorway : plan.motorways) {
    for (const Interchange& i : motorway.interchanges) keep(work, i.road);
  }
  for (const Crossing& crossing : plan.crossings) {
    keep(work, crossing.mainland_port);
    keep(work, crossing.island_port);
  }
  contract(work);
  const auto number = [&](Hex h) { return work.number[static_cast<std::size_t>(graph.node(h))]; };
  for (const Hex h : partition.seeds) network.settlement_nodes.push_back(number(h));
  for (const Crossing& c : plan.crossings)
    network.ports.push_back({number(c.mainland_port), number(c.island_port)});
  std::vector<std::vector<std::int32_t>> ramps;
  std::vector<std::int32_t> spared;
  for (const Motorway& motorway : plan.motorways) {
    ramps.emplace_back();
    for (const Interchange& i : motorway.interchanges) {
      ramps.back().push_back(number(i.road));
      spared.push_back(number(i.road));
    }
  }
  add_roundabouts(options, spared, network);
  for (std::size_t m = 0; m < plan.motorways.size(); ++m)
    add_motorway(options, land, plan.motorways[m], static_cast<std::int32_t>(m), ramps[m], network);
  for (std::size_t i = 0; i < network.ports.size(); ++i)
    add_ferry(network.ports[i], static_cast<std::int32_t>(i), network);
  choose_one_ways(options, network);
  return network;
}

}  // namespace maillage::synth
