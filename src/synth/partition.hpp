#pragma once
// Communes: every hexagon of ground belongs to the commune whose seed it reaches most cheaply over the relief.

#include <cstdint>
#include <utility>
#include <vector>

#include "land.hpp"

namespace maillage::synth {

struct Partition {
  std::vector<std::int32_t> commune;    // per hexagon; −1 outside
  std::vector<Hex> seeds;               // per commune: the hexagon of its main settlement
  std::vector<std::uint16_t> island;    // per commune: number of its island from 1; 0 on the mainland
  std::vector<std::uint8_t> coastal;    // per commune: touches the sea
  std::vector<std::vector<Hex>> hexes;  // per commune, increasing
  std::vector<std::vector<std::int32_t>> neighbours;  // per commune, increasing: those with a common border

  [[nodiscard]] std::size_t size() const { return seeds.size(); }
};

[[nodiscard]] Partition make_partition(const Options& options, const Land& land, const Execution& execution);

// The same with communes renumbered: the new commune i is the old order[i].
[[nodiscard]] Partition reordered(Partition&& partition, const std::vector<std::int32_t>& order);

}  // namespace maillage::synth
