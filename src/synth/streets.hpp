#pragma once
// From sides of hexagons to lines: the fine graph of hexagon centres and side middles, with the streets of built-up
// ground and the lanes of the country between them, its nodes placed and smoothed.

#include <cstdint>
#include <vector>

#include "road_plan.hpp"

namespace maillage::synth {

// What a fine node stands for: a hexagon, or (number of hexagons + side).
using FineId = std::int32_t;

struct FineLink {
  std::int32_t a = 0;  // fine nodes
  std::int32_t b = 0;
  std::int32_t route = 0;  // 0 for streets and lanes
  RoadClass road_class = RoadClass::none;
};

struct FineGraph {
  std::vector<FineId> ids;  // increasing
  std::vector<geo::XY> places;
  std::vector<FineLink> links;       // by (a, b)
  std::vector<std::uint32_t> first;  // per node, into `around`; one more at the end
  std::vector<std::int32_t> around;  // links around each node

  [[nodiscard]] std::int32_t node(FineId id) const;  // −1 when there is none
  [[nodiscard]] std::int32_t other(std::int32_t link, std::int32_t node) const {
    const FineLink& l = links[static_cast<std::size_t>(link)];
    return l.a == node ? l.b : l.a;
  }
};

[[nodiscard]] FineGraph make_fine_graph(const Options& options, const Land& land,
                                        const Settlements& settlements, const RoadPlan& plan,
                                        const Execution& execution);
// The hexagon a fine node lies in (one of the two for the middle of a side).
[[nodiscard]] Hex hex_of(const Lattice& lattice, FineId id);

}  // namespace maillage::synth
