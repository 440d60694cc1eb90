#pragma once
// Where houses stand: the built-up ground around each main settlement, and the hamlets.

#include <cstdint>
#include <vector>

#include "towns.hpp"

namespace maillage::synth {

enum class Built : std::uint8_t { no, village, town, city };

struct Hamlet {
  Hex hex = 0;
  std::int32_t commune = 0;
  double weight = 1;  // relative size
};

struct Settlements {
  std::vector<double> radius;   // per commune: of the main settlement's built-up ground, metres
  std::vector<Built> built;     // per hexagon
  std::vector<Hamlet> hamlets;  // by commune, then as found
};

[[nodiscard]] Settlements make_settlements(const Options& options, const Land& land,
                                           const Partition& partition, const Towns& towns);

}  // namespace maillage::synth
