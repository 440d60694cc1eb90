#include "maillage/network/anchor.hpp"

#include <cmath>

namespace maillage::network {

Anchor anchor_at(const RoadGraph& graph, NodeIndex node) {
  Anchor anchor;
  anchor.on = Anchor::On::node;
  anchor.index = node;
  anchor.place = anchor.foot = graph.position(node);
  anchor.component = graph.component(node);
  return anchor;
}

std::uint32_t ms_before(std::uint32_t ms, double fraction) {
  return static_cast<std::uint32_t>(std::llround(static_cast<double>(ms) * fraction));
}

Seeds seeds(const RoadGraph& graph, const Anchor& anchor, Sense sense) {
  Seeds result;
  const auto add = [&](NodeIndex node, std::uint32_t road_ms) {
    const std::uint64_t ms = std::uint64_t{road_ms} + anchor.access_ms;
    if (ms <= longest_ms) result.values[result.count++] = {node, static_cast<std::uint32_t>(ms)};
  };
  if (anchor.on == Anchor::On::node) add(anchor.index, 0);
  if (anchor.on != Anchor::On::road) return result;
  const Road& road = graph.road(anchor.index);
  const std::uint32_t forward = ms_before(road.forward_ms, anchor.fraction);
  const std::uint32_t backward = ms_before(road.backward_ms, anchor.fraction);
  if (sense == Sense::leaving) {
    if (road.forward_ms != impassable) add(road.to, road.forward_ms - forward);
    if (road.backward_ms != impassable) add(road.from, backward);
  } else {
    if (road.forward_ms != impassable) add(road.from, forward);
    if (road.backward_ms != impassable) add(road.to, road.backward_ms - backward);
  }
  return result;
}

std::optional<std::uint64_t> ms_along(const RoadGraph& graph, const Anchor& from, const Anchor& to) {
  if (from.on == Anchor::On::nothing || from.on != to.on || from.index != to.index) return std::nullopt;
  if (from.place == to.place) return 0;
  const std::uint64_t access = std::uint64_t{from.access_ms} + to.access_ms;
  if (from.on == Anchor::On::node || from.fraction == to.fraction) return access;
  const Road& road = graph.road(from.index);
  const bool forward = from.fraction < to.fraction;
  const std::uint32_t ms = forward ? road.forward_ms : road.backward_ms;
  if (ms == impassable) return std::nullopt;
  const std::uint32_t a = ms_before(ms, from.fraction);
  const std::uint32_t b = ms_before(ms, to.fraction);
  return access + (forward ? b - a : a - b);
}

}  // namespace maillage::network
