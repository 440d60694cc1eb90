#pragma once
// The road network: an immutable directed graph in compressed rows, forward and backward, with the roads
// behind it.
//
// A *road* is one drawn piece between two nodes, open in one direction or both; an *edge* is one direction of
// it, and what the searches follow. Weights are whole milliseconds, lengths whole millimetres, so that every
// algorithm gives the same sum to the bit. Nodes are numbered along a Hilbert curve: neighbours in space are
// neighbours in memory (worth 5× in searches, PERFORMANCE.md). Built by GraphBuilder; safe to read from any
// number of threads.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/geo/crs.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::network {

using NodeIndex = std::uint32_t;  // 0 … nodes()-1, along the Hilbert curve
using RoadIndex = std::uint32_t;  // 0 … roads()-1, in the order of the input
using EdgeIndex = std::uint32_t;  // 0 … edges()-1, grouped by start node

inline constexpr std::uint32_t no_index = 0xFFFFFFFFU;
// The largest weight of an edge and the largest time limit: 2^31 - 1 ms, 24.8 days. Two of them still add up
// in 32 bits.
inline constexpr std::uint32_t longest_ms = 0x7FFFFFFFU;
// The weight of a direction that is not allowed.
inline constexpr std::uint32_t impassable = 0xFFFFFFFFU;

// One end of an edge as a search sees it.
struct Edge {
  NodeIndex node = 0;  // where it leads (forward rows), or where it comes from (backward rows)
  std::uint32_t ms = 0;
};

struct Road {
  NodeIndex from = 0;
  NodeIndex to = 0;
  std::uint32_t forward_ms = impassable;   // from → to
  std::uint32_t backward_ms = impassable;  // to → from
  std::uint32_t forward_mm = 0;            // stated length of each direction, millimetres
  std::uint32_t backward_mm = 0;
};

// Which road an edge is a direction of.
struct EdgeRoad {
  RoadIndex road = 0;
  bool backward = false;
};

class RoadGraph {
 public:
  [[nodiscard]] std::size_t nodes() const { return forward_starts_.size() - 1; }
  [[nodiscard]] std::size_t edges() const { return forward_.size(); }
  [[nodiscard]] std::size_t roads() const { return roads_.size(); }
  [[nodiscard]] geo::Crs crs() const { return crs_; }

  // Edges that leave `node`; edges that arrive there (Edge::node is then their start).
  [[nodiscard]] std::span<const Edge> leaving(NodeIndex node) const {
    return {forward_.data() + forward_starts_[node], forward_.data() + forward_starts_[node + 1]};
  }
  [[nodiscard]] std::span<const Edge> arriving(NodeIndex node) const {
    return {backward_.data() + backward_starts_[node], backward_.data() + backward_starts_[node + 1]};
  }
  // The index of the first edge of leaving(node).
  [[nodiscard]] EdgeIndex first_edge(NodeIndex node) const { return forward_starts_[node]; }
  [[nodiscard]] EdgeRoad edge_road(EdgeIndex edge) const {
    return {edge_roads_[edge] >> 1U, (edge_roads_[edge] & 1U) != 0};
  }

  [[nodiscard]] const Road& road(RoadIndex road) const { return roads_[road]; }
  // As drawn, from → to; empty for a road without geometry.
  [[nodiscard]] std::span<const geo::XY> line(RoadIndex road) const {
    return {points_.data() + point_starts_[road], points_.data() + point_starts_[road + 1]};
  }

  // The id of the node in the input; empty when nodes were joined by coordinates.
  [[nodiscard]] std::string_view key(NodeIndex node) const {
    return std::string_view(keys_).substr(key_starts_[node], key_starts_[node + 1] - key_starts_[node]);
  }
  // O(log n).
  [[nodiscard]] std::optional<NodeIndex> find(std::string_view key) const;
  // NaN when no road with a geometry touches the node.
  [[nodiscard]] geo::XY position(NodeIndex node) const { return positions_[node]; }

  // Strongly connected components, ranked: 0 is the largest (ties: the one with the lowest node).
  [[nodiscard]] std::uint32_t component(NodeIndex node) const { return components_[node]; }
  [[nodiscard]] std::span<const std::uint32_t> component_sizes() const { return component_sizes_; }

  // Memory held, bytes.
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class GraphBuilder;
  RoadGraph() = default;

  geo::Crs crs_;
  std::vector<std::uint32_t> forward_starts_{0}, backward_starts_{0};
  std::vector<Edge> forward_, backward_;
  std::vector<std::uint32_t> edge_roads_;  // of forward_: road · 2 + backward
  std::vector<Road> roads_;
  std::vector<std::uint64_t> point_starts_{0};
  std::vector<geo::XY> points_;
  std::vector<geo::XY> positions_;
  std::string keys_;
  std::vector<std::uint64_t> key_starts_{0};
  std::vector<NodeIndex> by_key_;  // nodes with a key, in the order of their keys
  std::vector<std::uint32_t> components_;
  std::vector<std::uint32_t> component_sizes_;
};

// Ranked strongly connected components of any graph in compressed rows (Tarjan 1972, without recursion), O(n
// + m).
struct Components {
  std::vector<std::uint32_t> of;     // per node
  std::vector<std::uint32_t> sizes;  // per component, decreasing
};
[[nodiscard]] Components strong_components(std::span<const std::uint32_t> starts,
                                           std::span<const Edge> edges);

}  // namespace maillage::network
