#pragma once
// From roads of a file, one by one, to a RoadGraph. What cannot be used is reported, never dropped in
// silence:
//   road-length-invalid     negative or not a number                                  → dropped
//   road-time-invalid       negative time                                             → dropped
//   road-too-slow           more than 2^31 - 1 ms (24.8 days)                         → dropped
//   road-without-node       no id and no geometry to join it by                       → dropped
//   road-geometry-invalid   coordinates that are not finite                           → dropped
//   road-going-nowhere      from a node to itself in no time and over no distance     → dropped
//   road-closed             closed by the input (a note)                              → dropped
// A road of length 0 between two different nodes is kept: it is a connection that takes no time.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/network/graph.hpp"

namespace maillage::network {

enum class Direction { both, forward, backward };

// llround(3.6e6 · km / kmh), METHODS § 1. Preconditions: metres >= 0, kmh > 0, both finite. Results above
// 2^62 are capped.
[[nodiscard]] std::int64_t edge_milliseconds(double metres, double kmh);

struct BuildOptions {
  geo::Crs crs;  // of the coordinates; unknown is fine until a point is to be snapped
  double join_tolerance =
      0;  // CRS units, >= 0: nodes without ids join the nearest node within it (0: equal coordinates)
};

// One road of the input.
struct RoadInput {
  std::string_view id;        // for messages
  NodeIndex from = no_index;  // of node(), or no_index: joined by the first coordinate
  NodeIndex to = no_index;    // likewise, by the last coordinate
  std::span<const geo::XY>
      line;  // as drawn from → to; may be empty when both nodes have ids (then nothing snaps to it)
  double length_m = 0;  // stated length, metres
  std::int64_t ms = 0;  // time to drive it
  Direction direction = Direction::both;
  bool closed = false;
  bool joinable = true;  // false: no place joins it part-way (a ferry); only its nodes are used
};

class GraphBuilder {
 public:
  // Findings go to `diagnostics` under the subject "network"; it must outlive the builder.
  GraphBuilder(BuildOptions options, Diagnostics& diagnostics);

  // The node with this id, new or not. The number holds for RoadInput only: build() renumbers.
  NodeIndex node(std::string_view key);
  NodeIndex node(std::int64_t key);
  // States where a node is, before roads are added; otherwise the first road end drawn there says it.
  void place(NodeIndex node, geo::XY position);
  // False when the road was reported and dropped.
  bool add(const RoadInput& road);
  // A one-way road and one drawn exactly the other way between the same nodes become the two directions of
  // one road: a point beside the street then joins both carriageways. Leaves the builder empty. Throws
  // Error(limit) above 2^31 roads, Error(input) when there is no usable road at all.
  [[nodiscard]] RoadGraph build();

 private:
  NodeIndex new_node(std::string key, geo::XY position);
  NodeIndex node_at(geo::XY position);
  bool refuse(const RoadInput& road);
  void drop(Severity severity, std::string_view code, std::string_view id, std::string_view message,
            std::string_view hint);
  void merge_twins();
  [[nodiscard]] std::span<const geo::XY> line(RoadIndex road) const;
  [[nodiscard]] bool twins(RoadIndex a, RoadIndex b) const;

  BuildOptions options_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, NodeIndex> by_key_;
  std::unordered_map<std::uint64_t, std::vector<NodeIndex>> by_cell_;  // looked up, never iterated
  std::vector<std::string> keys_;
  std::vector<geo::XY> positions_;
  std::vector<Road> roads_;
  std::vector<std::uint64_t> point_starts_{0};
  std::vector<geo::XY> points_;
};

}  // namespace maillage::network
