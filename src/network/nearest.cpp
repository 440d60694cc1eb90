#include <algorithm>

#include "limit.hpp"
#include "maillage/network/model.hpp"

namespace maillage::network {
namespace {

NearestPlace lesser(NearestPlace a, NearestPlace b) {
  return a.ms != b.ms ? (a.ms < b.ms ? a : b) : (a.destination < b.destination ? a : b);
}

std::uint64_t support(const Anchor& anchor) {
  return (std::uint64_t{anchor.on == Anchor::On::road} << 32U) | anchor.index;
}

}  // namespace

std::vector<NearestPlace> nearest_between(const RoadGraph& graph, std::span<const Anchor> origins,
                                          std::span<const Anchor> destinations, Milliseconds limit,
                                          Work* work) {
  const std::uint32_t most = checked_limit(limit);
  std::vector<Seed> starts;
  std::vector<std::uint32_t> numbers;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_support;
  for (std::uint32_t d = 0; d < destinations.size(); ++d) {
    for (const Seed& seed : seeds(graph, destinations[d], Sense::arriving)) {
      starts.push_back(seed);
      numbers.push_back(d);
    }
    if (destinations[d].on != Anchor::On::nothing) by_support.emplace_back(support(destinations[d]), d);
  }
  std::sort(by_support.begin(), by_support.end());
  NearestSearch search(graph, Sense::arriving);
  search.run(starts, numbers, most);
  if (work != nullptr) work->searches += 1, work->nodes += search.work();

  std::vector<NearestPlace> result(origins.size());
  for (std::size_t o = 0; o < origins.size(); ++o) {
    if (origins[o].on == Anchor::On::nothing) continue;
    const auto offer = [&](std::uint64_t ms, std::uint32_t destination) {
      if (ms <= most) result[o] = lesser(result[o], {static_cast<std::uint32_t>(ms), destination});
    };
    for (const Seed& seed : seeds(graph, origins[o], Sense::leaving)) {
      const NearestSearch::Nearest nearest = search.at(seed.node);
      if (nearest.ms != impassable) offer(std::uint64_t{seed.ms} + nearest.ms, nearest.source);
    }
    const std::uint64_t own = support(origins[o]);
    for (auto it = std::lower_bound(by_support.begin(), by_support.end(), std::pair(own, 0U));
         it != by_support.end() && it->first == own; ++it) {
      if (const auto ms = ms_along(graph, origins[o], destinations[it->second])) offer(*ms, it->second);
    }
  }
  return result;
}

}  // namespace maillage::network
