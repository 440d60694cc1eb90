#pragma once
// The road network people use: nodes where roads meet or end, one edge per stretch between them.

#include <cstdint>
#include <string>
#include <vector>

#include "streets.hpp"

namespace maillage::synth {

struct Road {
  std::int32_t from = 0;  // nodes
  std::int32_t to = 0;
  RoadClass road_class = RoadClass::unclassified;
  geo::LineString line;     // from `from` to `to`
  double length_m = 0;      // along the detailed road
  double speed_kmh = 0;     // 0 for a ferry
  double duration_min = 0;  // ferry only
  bool forward_only = false;
  bool in_town = false;  // built-up ground of a town or city
  std::string name;
};

struct RoadNetwork {
  std::vector<geo::XY> nodes;
  std::vector<Road> roads;
  std::vector<std::int32_t> settlement_nodes;  // per commune: the node of its main settlement
  std::int32_t island_port = -1;               // nodes
  std::int32_t mainland_port = -1;
  std::int32_t roundabouts = 0;
};

[[nodiscard]] RoadNetwork make_road_network(const Options& options, const Land& land,
                                            const Partition& partition, const Settlements& settlements,
                                            const RoadPlan& plan, const FineGraph& graph);

// Length of the detailed road for a drawn line: as drawn, plus the bends too small to draw; rounded up to decimetres.
[[nodiscard]] double detailed_length(const Options& options, const geo::LineString& line, double bends,
                                     std::uint64_t key);

}  // namespace maillage::synth
