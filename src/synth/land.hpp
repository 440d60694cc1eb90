#pragma once
// Where there is ground: relief, the coast in the west, the outline inland, one island off the coast.

#include <cstdint>
#include <vector>

#include "lattice.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/synth/options.hpp"

namespace maillage::synth {

enum class Ground : std::uint8_t { outside, mainland, island };

struct Land {
  Lattice lattice;
  std::vector<float> height;   // metres above the sea, per hexagon; rough, only to shape borders and roads
  std::vector<Ground> ground;  // per hexagon
  std::vector<std::uint8_t>
      sea;  // per hexagon: 1 = water (outside is either sea or the neighbouring départements)
  std::vector<Hex> mainland;  // increasing
  std::vector<Hex> island;    // increasing
  int island_communes = 0;
  double side = 0;  // √ of the whole area, metres: the scale of everything
  geo::XY middle;
};

[[nodiscard]] Land make_land(const Options& options, const Execution& execution);

}  // namespace maillage::synth
