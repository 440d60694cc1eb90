#pragma once
// One-way streets in towns, chosen so that everybody can still drive everywhere.

#include <cstdint>
#include <vector>

#include "road_network.hpp"

namespace maillage::synth {

// Strongly connected component of every node (Tarjan 1972), numbered from 0 in order of completion; with or without the
// ferries. Linear time.
[[nodiscard]] std::vector<std::int32_t> strong_components(const RoadNetwork& network, bool with_ferries);

// Makes some town streets one-way. Those that would cut a place off stay open both ways.
void choose_one_ways(const Options& options, RoadNetwork& network);

}  // namespace maillage::synth
