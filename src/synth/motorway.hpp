#pragma once
// The motorway: two one-way carriageways with interchanges, crossing everything else by bridges.

#include <cstdint>
#include <vector>

#include "road_network.hpp"

namespace maillage::synth {

// `ramps`: per interchange of the plan, the network node its ramps lead to.
void add_motorway(const Options& options, const Land& land, const RoadPlan& plan,
                  const std::vector<std::int32_t>& ramps, RoadNetwork& network);

}  // namespace maillage::synth
