#pragma once
// The nearest road to a point: a packed R-tree over the drawn roads (Guttman 1984, leaves in Hilbert order as Kamel and
// Faloutsos 1993), 21 bytes a road. Immutable; const calls are safe from several threads.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/core/units.hpp"
#include "maillage/network/anchor.hpp"
#include "maillage/travel/times.hpp"

namespace maillage::network {

struct JoinOptions {
  Metres limit{1000};     // >= 0: a place farther than this from every road is not joined
  double access_kmh = 5;  // > 0: straight from the place to the road and back; the default is on foot
};

// The perpendicular foot of a point on a road.
struct Foot {
  RoadIndex road = no_index;  // no_index: `node`, which no drawn road touches (a landing stage)
  NodeIndex node = no_index;
  double fraction = 0;  // 0 … 1 of the drawn length
  double distance = 0;
  geo::XY point;
};

class SnapIndex {
 public:
  // The graph must outlive the index. Throws Error(crs) when its CRS is unknown or not in metres: distances would mean
  // nothing. Roads without geometry are never snapped to; nodes that only such roads touch are, if their place is known:
  // a ferry is boarded at its ends.
  explicit SnapIndex(const RoadGraph& graph);

  // The nearest road within `limit` (closed). At exactly equal distance the first road of the input. O(log roads).
  [[nodiscard]] std::optional<Foot> nearest(geo::XY point, double limit) const;

  // Joins places to the network; a foot at the very end of a road joins the node. Findings under `subject` (the name of
  // the list): place-without-position, point-off-network (beyond the limit;
  // the anchor still says the distance), point-on-cut-off-road (joined, but to a
  // component other than the main one). Throws Error(usage) on options out of range.
  [[nodiscard]] std::vector<Anchor> join(std::span<const travel::Place> places, std::string_view subject,
                                         const JoinOptions& options, const Execution& execution,
                                         Diagnostics& diagnostics) const;
  // One point in the same way, without findings and without a check of the options: for points that are no records.
  [[nodiscard]] Anchor join(geo::XY point, const JoinOptions& options) const;

 private:
  struct Box {
    float min_x, min_y, max_x, max_y;  // rounded outwards
  };
  static constexpr std::size_t fan = 16;

  // A road, or roads() + the number of a lone node.
  using Leaf = std::uint32_t;
  [[nodiscard]] std::span<const geo::XY> line(Leaf leaf) const;
  [[nodiscard]] Box box_of(Leaf leaf) const;
  void add_lone_nodes();
  void pack();
  static Box enclose(std::span<const Box> boxes);
  static double squared_distance(const Box& box, geo::XY point);
  // The best so far; `leaf` breaks ties.
  struct Best {
    Leaf leaf = no_index;
    double squared = 0;
    Foot foot;
  };
  void search(std::size_t level, std::size_t first, std::size_t last, geo::XY point, Best& best) const;

  const RoadGraph& graph_;
  std::vector<NodeIndex> lone_nodes_;
  std::vector<geo::XY> lone_points_;
  std::vector<Leaf> leaves_;
  std::vector<std::vector<Box>>
      levels_;  // of leaves_, then of each `fan` of the level before, up to at most `fan`
};

}  // namespace maillage::network
