#pragma once
// Contiguous groups of communes: EPCI, living areas, CPTS. Each grows over neighbouring communes from a town.

#include <cstdint>
#include <vector>

#include "towns.hpp"

namespace maillage::synth {

struct Grouping {
  std::vector<std::int32_t> group;    // per commune; −1: in none
  std::vector<std::int32_t> centres;  // per group: its largest commune at the start
  [[nodiscard]] std::size_t size() const { return centres.size(); }
};

struct Groups {
  Grouping epci;          // about one per 23 communes; the island is one of its own
  Grouping living_areas;  // about one per 13 communes; the island is one of its own
  Grouping cpts;  // about one per 50 communes; leaves a gap; the island belongs to the one across the water
};

[[nodiscard]] Groups make_groups(const Options& options, const Land& land, const Partition& partition,
                                 const Towns& towns);

}  // namespace maillage::synth
