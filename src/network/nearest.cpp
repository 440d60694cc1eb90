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

NearestField::NearestField(const RoadGraph& graph, std::span<const Anchor> destinations, Milliseconds limit)
    : graph_(graph),
      destinations_(destinations.begin(), destinations.end()),
      limit_(checked_limit(limit)),
      search_(graph, Sense::arriving) {
  std::vector<Seed> starts;
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t d = 0; d < destinations_.size(); ++d) {
    for (const Seed& seed : seeds(graph_, destinations_[d], Sense::arriving)) {
      starts.push_back(seed);
      numbers.push_back(d);
    }
    if (destinations_[d].on != Anchor::On::nothing) by_support_.emplace_back(support(destinations_[d]), d);
  }
  std::sort(by_support_.begin(), by_support_.end());
  search_.run(starts, numbers, limit_);
}

NearestPlace NearestField::at(const Anchor& origin) const {
  NearestPlace best;
  if (origin.on == Anchor::On::nothing) return best;
  const auto offer = [&](std::uint64_t ms, std::uint32_t destination) {
    if (ms <= limit_) best = lesser(best, {static_cast<std::uint32_t>(ms), destination});
  };
  for (const Seed& seed : seeds(graph_, origin, Sense::leaving)) {
    const NearestSearch::Nearest nearest = search_.at(seed.node);
    if (nearest.ms != impassable) offer(std::uint64_t{seed.ms} + nearest.ms, nearest.source);
  }
  const std::uint64_t own = support(origin);
  for (auto it = std::lower_bound(by_support_.begin(), by_support_.end(), std::pair(own, 0U));
       it != by_support_.end() && it->first == own; ++it) {
    if (const auto ms = ms_along(graph_, origin, destinations_[it->second])) offer(*ms, it->second);
  }
  return best;
}

std::vector<NearestPlace> nearest_between(const RoadGraph& graph, std::span<const Anchor> origins,
                                          std::span<const Anchor> destinations, Milliseconds limit,
                                          Work* work) {
  const NearestField field(graph, destinations, limit);
  if (work != nullptr) work->searches += 1, work->nodes += field.work();
  std::vector<NearestPlace> result(origins.size());
  for (std::size_t o = 0; o < origins.size(); ++o) result[o] = field.at(origins[o]);
  return result;
}

}  // namespace maillage::network
