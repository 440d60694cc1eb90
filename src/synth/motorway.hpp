#pragma once
// A motorway: two one-way carriageways with interchanges, crossing everything else by bridges.

#include <cstdint>
#include <vector>

#include "road_network.hpp"

namespace maillage::synth {

// `number`: from 0; `ramps`: per interchange, the network node its ramps lead to.
void add_motorway(const Options& options, const Land& land, const Motorway& motorway, std::int32_t number,
                  const std::vector<std::int32_t>& ramps, RoadNetwork& network);

}  // namespace maillage::synth
