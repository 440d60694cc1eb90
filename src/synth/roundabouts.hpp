#pragma once
// Roundabouts: some crossings of important roads become rings of one-way edges, driven counter-clockwise.

#include <cstdint>
#include <vector>

#include "road_network.hpp"

namespace maillage::synth {

// Nodes of settlements, ports and `spared` stay as they are. A replaced node remains in `nodes` only as the first node
// of its ring.
void add_roundabouts(const Options& options, const std::vector<std::int32_t>& spared, RoadNetwork& network);

}  // namespace maillage::synth
