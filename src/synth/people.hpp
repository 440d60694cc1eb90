#pragma once
// Where people live: inhabited squares of 200 m, and how old they are.

#include <array>
#include <cstdint>
#include <vector>

#include "borders.hpp"
#include "road_network.hpp"

namespace maillage::synth {

inline constexpr int age_bands = 6;  // 0–14, 15–29, 30–44, 45–59, 60–74, 75 and over

struct Cell {
  std::int32_t east = 0;  // of the south-western corner, in units of 200 m
  std::int32_t north = 0;
  std::int32_t commune = 0;
  std::int64_t population = 0;
  std::int64_t age_75_plus = 0;
  [[nodiscard]] geo::XY centre() const { return {east * 200.0 + 100, north * 200.0 + 100}; }
};

struct People {
  std::vector<std::array<std::int64_t, age_bands>> ages;  // per commune; sums to its population
  std::vector<Cell> cells;                                // by commune, then north, then east
};

// Which commune's polygon holds a point (the lowest on a border); −1 outside.
[[nodiscard]] std::int32_t commune_at(const Lattice& lattice, const Partition& partition,
                                      const CommuneAreas& areas, geo::XY p);

[[nodiscard]] People make_people(const Options& options, const Land& land, const Partition& partition,
                                 const Towns& towns, const Settlements& settlements,
                                 const CommuneAreas& areas, const FineGraph& graph,
                                 const Execution& execution);

// `total` in whole parts proportional to `weights` (largest remainders; ties to the first), each at least `least`.
// Preconditions: some weight > 0, total ≥ least · weights.size().
[[nodiscard]] std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights,
                                                   std::int64_t least);

}  // namespace maillage::synth
