#pragma once
// The hexagonal lattice that carries the territory. Hexagons stand on a corner; every lattice corner is shared by exactly
// three of them, so that borders between labelled hexagons never cross or touch in a point.

#include <array>
#include <cstdint>

#include "maillage/geo/geometry.hpp"

namespace maillage::synth {

using Hex = std::int32_t;             // index of a hexagon; −1 = beyond the lattice
using Corner = std::int64_t;          // 2·hex: its top corner, 2·hex + 1: its bottom corner
inline constexpr int directions = 6;  // 0 east, then counter-clockwise: NE, NW, W, SW, SE
[[nodiscard]] constexpr int opposite(int direction) { return (direction + 3) % 6; }

struct Lattice {
  geo::XY origin;        // centre of hexagon 0
  double spacing = 300;  // metres between the centres of neighbours
  std::int32_t columns = 0;
  std::int32_t rows = 0;

  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
  }
  [[nodiscard]] geo::XY centre(Hex h) const;
  [[nodiscard]] Hex neighbour(Hex h, int direction) const;
  // All six, by direction, of a hexagon off the rim.
  [[nodiscard]] std::array<Hex, directions> neighbours(Hex h) const {
    const std::int32_t odd = (h / columns) & 1;
    return {h + 1, h + columns + odd, h + columns + odd - 1, h - 1, h - columns + odd - 1, h - columns + odd};
  }
  [[nodiscard]] Hex at(geo::XY p) const;  // −1 outside
  // On the rim: some neighbour is missing.
  [[nodiscard]] bool rim(Hex h) const;
  // Corner `k` of a hexagon off the rim, counter-clockwise from the south-eastern one: the side towards direction d runs
  // from corner d to corner (d + 1) % 6.
  [[nodiscard]] Corner corner(Hex h, int k) const;
  [[nodiscard]] geo::XY place(Corner c) const;
  // The three hexagons around a corner, and the three corners it is joined to; sides[i] lies between hexagons i and
  // (i + 1) % 3. Corners of hexagons off the rim only.
  struct Around {
    std::array<Hex, 3> hexes;
    std::array<Corner, 3> sides;
  };
  [[nodiscard]] Around around(Corner c) const;
};

}  // namespace maillage::synth
