#pragma once
// Islands off the western coast, and the floods over the lattice that keep land in one piece.

#include <cstdint>
#include <vector>

#include "land.hpp"

namespace maillage::synth {

// How many islands and how many communes on each, without their ground: one below 2 500 communes, then one more per
// 2 500; large ones and small ones.
[[nodiscard]] std::vector<Island> planned_islands(const Options& options);
[[nodiscard]] double island_radius(const Options& options, const Island& island);  // metres, of a circle
// Raises the islands from the sea: each off the westernmost shore of its latitudes. `mainland` per hexagon.
void add_islands(const Options& options, Land& land, const std::vector<std::uint8_t>& mainland);

// Rows and columns of the lattice, both ends included.
struct Window {
  std::int32_t first_row = 0, last_row = 0, first_column = 0, last_column = 0;
  [[nodiscard]] bool holds(const Lattice& lattice, Hex h) const {
    const std::int32_t row = h / lattice.columns;
    const std::int32_t column = h % lattice.columns;
    return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
  }
};
[[nodiscard]] Window whole(const Lattice& lattice);

// Everything in the window not joined to its first corner through hexagons not taken becomes taken: no lakes, no
// enclaves. Precondition: the window's rim is not taken.
void fill_holes(const Lattice& lattice, const Window& window, std::vector<std::uint8_t>& taken);
// Keeps what is joined to `start`.
void keep_component(const Lattice& lattice, std::vector<std::uint8_t>& taken, Hex start);

}  // namespace maillage::synth
