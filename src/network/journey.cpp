#include <cmath>
#include <cstdlib>

#include "limit.hpp"
#include "maillage/network/model.hpp"

namespace maillage::network {
namespace {

// Length of the piece of road between an anchor and one of the ends of its road, in the direction driven.
std::uint64_t mm_to_end(const RoadGraph& graph, const Anchor& anchor, NodeIndex end, Sense sense,
                        std::uint32_t ms) {
  if (anchor.on != Anchor::On::road) return 0;
  const Road& road = graph.road(anchor.index);
  // Both ends of a loop are one node: the time tells which way round.
  const std::uint32_t road_ms = ms - anchor.access_ms;
  const bool leaving = sense == Sense::leaving;
  const std::uint32_t forward = ms_before(road.forward_ms, anchor.fraction);
  const bool is_forward = road.forward_ms != impassable && end == (leaving ? road.to : road.from) &&
                          road_ms == (leaving ? road.forward_ms - forward : forward);
  const bool before = is_forward ? !leaving : leaving;  // the piece between `from` and the anchor
  const std::uint32_t mm = is_forward ? road.forward_mm : road.backward_mm;
  const std::uint32_t first = ms_before(mm, anchor.fraction);
  return before ? first : mm - first;
}

Journey along(const RoadGraph& graph, const Anchor& from, const Anchor& to, std::uint64_t ms) {
  Journey journey;
  journey.ms = static_cast<std::uint32_t>(ms);
  if (from.on == Anchor::On::node) journey.nodes = {from.index};
  if (from.on == Anchor::On::road && from.fraction != to.fraction) {
    const Road& road = graph.road(from.index);
    const std::uint32_t mm = from.fraction < to.fraction ? road.forward_mm : road.backward_mm;
    const auto a = std::int64_t{ms_before(mm, from.fraction)};
    journey.mm = static_cast<std::uint64_t>(std::llabs(a - std::int64_t{ms_before(mm, to.fraction)}));
  }
  return journey;
}

}  // namespace

std::optional<Journey> journey_between(const RoadGraph& graph, const Anchor& from, const Anchor& to,
                                       Milliseconds limit) {
  const std::uint32_t most = checked_limit(limit);
  std::optional<Journey> best;
  const auto along_ms = ms_along(graph, from, to);
  if (along_ms && *along_ms <= most) best = along(graph, from, to, *along_ms);
  PathSearch search(graph);
  const Seeds starts = seeds(graph, from, Sense::leaving);
  const Seeds ends = seeds(graph, to, Sense::arriving);
  for (const Seed& start : starts.span()) {
    for (const Seed& end : ends.span()) {
      const std::uint64_t outside = std::uint64_t{start.ms} + end.ms;
      if (outside > most || (best && outside >= best->ms)) continue;
      const std::uint32_t left = (best ? best->ms - 1 : most) - static_cast<std::uint32_t>(outside);
      const std::optional<Path> path = search.run(start.node, end.node, left);
      if (!path) continue;
      best = Journey{path->ms + static_cast<std::uint32_t>(outside),
                     path->mm + mm_to_end(graph, from, start.node, Sense::leaving, start.ms) +
                         mm_to_end(graph, to, end.node, Sense::arriving, end.ms),
                     path->nodes};
    }
  }
  return best;
}

}  // namespace maillage::network
