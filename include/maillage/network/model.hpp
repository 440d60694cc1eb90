#pragma once
// Travel times by road between places: the road engine behind travel::Model, and its pieces.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "maillage/network/anchor.hpp"
#include "maillage/network/graph.hpp"
#include "maillage/network/search.hpp"
#include "maillage/network/snap.hpp"
#include "maillage/travel/times.hpp"

namespace maillage::network {

// What a computation took, the same for any number of threads.
struct Work {
  std::uint64_t searches = 0;
  std::uint64_t nodes = 0;  // whose edges were followed, corrections included
};

// All pairs within the limit. Time = access leg + road + access leg; 0 between places with the same coordinates. One
// search per anchor of the smaller side, forwards or backwards; O(searches · reached nodes + pairs), memory 8 bytes a
// pair and as much again while it runs. The result has no Source: the caller knows it.
// Throws Error(usage) when the limit is not in 0 … longest_ms.
[[nodiscard]] travel::TravelTimes times_between(const RoadGraph& graph, std::span<const Anchor> origins,
                                                std::span<const Anchor> destinations, Milliseconds limit,
                                                const Execution& execution, Work* work = nullptr);

// For each origin the nearest destination and the time to it, from one search over everything at once.
struct NearestPlace {
  std::uint32_t ms = impassable;         // impassable: none within the limit
  std::uint32_t destination = no_index;  // at equal times the lowest index
  friend bool operator==(const NearestPlace&, const NearestPlace&) = default;
};
// The same asked origin by origin, after one search against the roads from all destinations. at() is safe from several
// threads; O(1) but for destinations on the origin's own road.
class NearestField {
 public:
  // The graph must outlive it. Throws Error(usage) when the limit is not in 0 … longest_ms.
  NearestField(const RoadGraph& graph, std::span<const Anchor> destinations, Milliseconds limit);
  [[nodiscard]] NearestPlace at(const Anchor& origin) const;
  [[nodiscard]] std::uint64_t work() const { return search_.work(); }

 private:
  const RoadGraph& graph_;
  std::vector<Anchor> destinations_;
  std::uint32_t limit_;
  NearestSearch search_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_support_;  // node or road, destination; sorted
};
[[nodiscard]] std::vector<NearestPlace> nearest_between(const RoadGraph& graph,
                                                        std::span<const Anchor> origins,
                                                        std::span<const Anchor> destinations,
                                                        Milliseconds limit, Work* work = nullptr);

// One journey: total time, stated length on roads (without the access legs), the nodes passed.
struct Journey {
  std::uint32_t ms = 0;
  std::uint64_t mm = 0;
  std::vector<NodeIndex> nodes;  // empty when both places are on one road and no node is passed
};
[[nodiscard]] std::optional<Journey> journey_between(const RoadGraph& graph, const Anchor& from,
                                                     const Anchor& to,
                                                     Milliseconds limit = Milliseconds(longest_ms));

class RoadModel final : public travel::Model {
 public:
  // `details` says where the minutes come from, for Source: "roads.gpkg, free flow". Throws as SnapIndex.
  RoadModel(std::shared_ptr<const RoadGraph> graph, JoinOptions options, std::string details);

  [[nodiscard]] travel::TravelTimes times(std::span<const travel::Place> origins,
                                          std::span<const travel::Place> destinations, Milliseconds limit,
                                          const Execution& execution,
                                          Diagnostics& diagnostics) const override;
  [[nodiscard]] travel::Source source() const override;

  [[nodiscard]] const RoadGraph& graph() const { return *graph_; }
  [[nodiscard]] const SnapIndex& index() const { return index_; }
  [[nodiscard]] const JoinOptions& options() const { return options_; }

 private:
  std::shared_ptr<const RoadGraph> graph_;
  JoinOptions options_;
  std::string details_;
  SnapIndex index_;
};

}  // namespace maillage::network
