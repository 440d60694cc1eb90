#include "one_way.hpp"

#include <algorithm>

#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

struct Ways {
  std::vector<std::uint32_t> first;
  std::vector<std::int32_t> to;
};

Ways ways_of(const RoadNetwork& network, bool with_ferries) {
  Ways ways;
  ways.first.assign(network.nodes.size() + 1, 0);
  const auto each = [&](auto visit) {
    for (const Road& road : network.roads) {
      if (!with_ferries && road.road_class == RoadClass::ferry) continue;
      visit(road.from, road.to);
      if (!road.forward_only) visit(road.to, road.from);
    }
  };
  each([&](std::int32_t a, std::int32_t) { ++ways.first[static_cast<std::size_t>(a) + 1]; });
  for (std::size_t i = 1; i < ways.first.size(); ++i) ways.first[i] += ways.first[i - 1];
  ways.to.resize(ways.first.back());
  std::vector<std::uint32_t> next(ways.first.begin(), ways.first.end() - 1);
  each([&](std::int32_t a, std::int32_t b) { ways.to[next[static_cast<std::size_t>(a)]++] = b; });
  return ways;
}

}  // namespace

std::vector<std::int32_t> strong_components(const RoadNetwork& network, bool with_ferries) {
  const Ways ways = ways_of(network, with_ferries);
  const std::size_t count = network.nodes.size();
  std::vector<std::int32_t> component(count, -1), order(count, -1), low(count, 0), open, path;
  std::vector<std::uint32_t> next(ways.first.begin(), ways.first.end() - 1);
  std::int32_t clock = 0, found = 0;
  for (std::size_t root = 0; root < count; ++root) {
    if (order[root] >= 0) continue;
    path.push_back(static_cast<std::int32_t>(root));
    while (!path.empty()) {
      const auto v = static_cast<std::size_t>(path.back());
      if (order[v] < 0) {
        order[v] = low[v] = clock++;
        open.push_back(path.back());
      }
      if (next[v] < ways.first[v + 1]) {
        const auto w = static_cast<std::size_t>(ways.to[next[v]++]);
        if (order[w] < 0)
          path.push_back(static_cast<std::int32_t>(w));
        else if (component[w] < 0)
          low[v] = std::min(low[v], order[w]);
        continue;
      }
      path.pop_back();
      if (!path.empty()) {
        const auto parent = static_cast<std::size_t>(path.back());
        low[parent] = std::min(low[parent], low[v]);
      }
      if (low[v] != order[v]) continue;
      while (true) {
        const std::int32_t w = open.back();
        open.pop_back();
        component[static_cast<std::size_t>(w)] = found;
        if (static_cast<std::size_t>(w) == v) break;
      }
      ++found;
    }
  }
  return component;
}

void choose_one_ways(const Options& options, RoadNetwork& network) {
  for (std::size_t r = 0; r < network.roads.size(); ++r) {
    Road& road = network.roads[r];
    if (road.road_class != RoadClass::residential || !road.in_town || road.forward_only) continue;
    const std::uint64_t bits = hash(options.seed, Subject::one_way, r);
    if (unit(bits) >= 0.2) continue;
    road.forward_only = true;
    if ((bits & 1) == 0) continue;
    std::swap(road.from, road.to);
    const std::span<geo::XY> line = network.line(road);
    std::reverse(line.begin(), line.end());
  }
  // Opening every one-way street that leads from one component to another joins them all.
  const std::vector<std::int32_t> component = strong_components(network, true);
  for (Road& road : network.roads) {
    const bool apart =
        component[static_cast<std::size_t>(road.from)] != component[static_cast<std::size_t>(road.to)];
    if (road.road_class == RoadClass::residential && apart) road.forward_only = false;
  }
}

}  // namespace maillage::synth
