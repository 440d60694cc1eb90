#pragma once
// Where there is ground: relief, the coast in the west, the outline inland, islands off the coast.

#include <cstdint>
#include <vector>

#include "lattice.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/synth/options.hpp"

namespace maillage::synth {

enum class Ground : std::uint8_t { outside, mainland, island };

struct Island {
  std::vector<Hex> hexes;  // increasing
  int communes = 0;        // to be laid out on it
};

struct Land {
  Lattice lattice;
  std::vector<float> height;   // metres above the sea, per hexagon; rough, only to shape borders and roads
  std::vector<Ground> ground;  // per hexagon
  std::vector<std::uint8_t>
      sea;  // per hexagon: 1 = water (outside is either sea or the neighbouring départements)
  std::vector<Hex> mainland;  // increasing
  std::vector<Island> islands;
  // The hexagons of the mainland, then those of each island.
  [[nodiscard]] std::vector<const std::vector<Hex>*> grounds() const {
    std::vector<const std::vector<Hex>*> all{&mainland};
    for (const Island& island : islands) all.push_back(&island.hexes);
    return all;
  }
  double side = 0;  // √ of the whole area, metres: the scale of everything
  geo::XY middle;
};

// About how many départements a territory of so many communes is: 1 below 550, then one per 365.
[[nodiscard]] int department_count(const Options& options);

[[nodiscard]] Land make_land(const Options& options, const Execution& execution);

}  // namespace maillage::synth
