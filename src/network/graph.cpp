#include "maillage/network/graph.hpp"

#include <algorithm>

namespace maillage::network {

std::optional<NodeIndex> RoadGraph::find(std::string_view wanted) const {
  const auto found = std::lower_bound(by_key_.begin(), by_key_.end(), wanted,
                                      [&](NodeIndex node, std::string_view k) { return key(node) < k; });
  if (wanted.empty() || found == by_key_.end() || key(*found) != wanted) return std::nullopt;
  return *found;
}

std::size_t RoadGraph::bytes() const {
  const auto size = [](const auto& values) { return values.capacity() * sizeof(values[0]); };
  return size(forward_starts_) + size(backward_starts_) + size(forward_) + size(backward_) +
         size(edge_roads_) + size(roads_) + size(point_starts_) + size(points_) + size(positions_) +
         keys_.capacity() + size(key_starts_) + size(by_key_) + size(components_) + size(component_sizes_);
}

}  // namespace maillage::network
