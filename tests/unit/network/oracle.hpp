#pragma once
// The textbook beside the fast code: Dijkstra with std::priority_queue on a plain list of edges, and random
// networks.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "maillage/network/builder.hpp"

namespace maillage::network::oracle {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

struct PlainEdge {
  std::size_t from, to;
  std::int64_t ms;
};

struct PlainGraph {
  std::size_t nodes = 0;
  std::vector<PlainEdge> edges;

  std::size_t add_node() { return nodes++; }
  void add(std::size_t from, std::size_t to, std::int64_t ms) { edges.push_back({from, to, ms}); }
};

inline std::vector<std::int64_t> dijkstra(const PlainGraph& graph, std::size_t source) {
  std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> out(graph.nodes);
  for (const PlainEdge& e : graph.edges) out[e.from].emplace_back(e.to, e.ms);
  std::vector<std::int64_t> time(graph.nodes, never);
  using Entry = std::pair<std::int64_t, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  time[source] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const auto [t, node] = queue.top();
    queue.pop();
    if (t > time[node]) continue;
    for (const auto& [next, ms] : out[node]) {
      if (t + ms < time[next]) {
        time[next] = t + ms;
        queue.emplace(time[next], next);
      }
    }
  }
  return time;
}

// A road of a random network, kept beside the graph built from it.
struct PlainRoad {
  std::size_t from, to;
  geo::LineString line;
  double length_m;
  std::int64_t ms;
  Direction direction;
};

struct RandomNetwork {
  std::vector<geo::XY> nodes;
  std::vector<PlainRoad> roads;

  [[nodiscard]] PlainGraph plain() const {
    PlainGraph graph{nodes.size(), {}};
    for (const PlainRoad& r : roads) {
      if (r.direction != Direction::backward) graph.add(r.from, r.to, r.ms);
      if (r.direction != Direction::forward) graph.add(r.to, r.from, r.ms);
    }
    return graph;
  }
  [[nodiscard]] RoadGraph build(Diagnostics& diagnostics) const {
    GraphBuilder builder({geo::lambert93, 0}, diagnostics);
    for (std::size_t r = 0; r < roads.size(); ++r) {
      const PlainRoad& road = roads[r];
      builder.add({std::to_string(r), builder.node(static_cast<std::int64_t>(road.from)),
                   builder.node(static_cast<std::int64_t>(road.to)), road.line, road.length_m, road.ms,
                   road.direction});
    }
    return builder.build();
  }
};

// One-way streets, self-loops, parallel roads, roads of no time, bends, twins drawn apart; `extent` metres
// wide.
inline RandomNetwork random_network(unsigned seed, std::size_t node_count, std::size_t road_count,
                                    double extent) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  RandomNetwork network;
  for (std::size_t i = 0; i < node_count; ++i) {
    network.nodes.push_back({600000 + extent * static_cast<double>(below(10000)) / 10000,
                             6200000 + extent * static_cast<double>(below(10000)) / 10000});
  }
  while (network.roads.size() < road_count) {
    PlainRoad road;
    road.from = below(node_count);
    road.to = below(12) == 0 ? road.from : below(node_count);
    const geo::XY a = network.nodes[road.from];
    const geo::XY b = network.nodes[road.to];
    road.line = {a};
    if (below(2) == 0 || road.from == road.to) {
      road.line.push_back({a.x + static_cast<double>(below(100)) + 1, b.y + static_cast<double>(below(100))});
    }
    road.line.push_back(b);
    road.length_m = geo::length(road.line) * (1 + static_cast<double>(below(50)) / 100);
    road.ms = below(15) == 0 ? 0 : edge_milliseconds(road.length_m, static_cast<double>(10 + below(100)));
    road.direction = static_cast<Direction>(below(3));
    network.roads.push_back(road);
    if (road.direction == Direction::forward &&
        below(2) == 0) {  // its twin, as files with a line per direction have
      PlainRoad twin = road;
      std::swap(twin.from, twin.to);
      std::reverse(twin.line.begin(), twin.line.end());
      twin.ms += static_cast<std::int64_t>(below(3)) * 777;
      network.roads.push_back(twin);
    }
    if (below(10) == 0) {  // a parallel road
      network.roads.push_back(road);
      network.roads.back().ms += static_cast<std::int64_t>(below(5000));
    }
  }
  return network;
}

}  // namespace maillage::network::oracle
