#pragma once
// Contiguous groups of communes that grow over neighbouring communes from their centres.

#include <cstdint>
#include <vector>

#include "towns.hpp"

namespace maillage::synth {

struct Grouping {
  std::vector<std::int32_t> group;    // per commune; −1: in none
  std::vector<std::int32_t> centres;  // per group: its largest commune at the start
  [[nodiscard]] std::size_t size() const { return centres.size(); }
};

// The centre of the hexagon a commune was laid out from.
[[nodiscard]] geo::XY place_of(const Land& land, const Partition& partition, std::int32_t commune);

// The most populous communes that keep their distance from each other, the distance shrinking until `wanted` are found.
// Only communes that are `allowed` (one flag each).
[[nodiscard]] std::vector<std::int32_t> centres(const Land& land, const Partition& partition,
                                                const Towns& towns, const std::vector<std::uint8_t>& allowed,
                                                std::size_t wanted);

// Every allowed commune not in a group yet joins the centre it is nearest to over neighbouring communes; populous
// centres reach farther.
void grow(const Land& land, const Partition& partition, const Towns& towns,
          const std::vector<std::uint8_t>& allowed, Grouping& grouping);

// Of the groups on the mainland, the one whose commune lies nearest to an island's middle; −1 when there is none.
[[nodiscard]] std::int32_t group_across(const Land& land, const Partition& partition,
                                        const Grouping& grouping, const Island& island);

}  // namespace maillage::synth
