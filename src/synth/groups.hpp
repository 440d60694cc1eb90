#pragma once
// EPCI, living areas, CPTS: contiguous groups of communes, each grown from a town.

#include "grouping.hpp"

namespace maillage::synth {

struct Groups {
  Grouping epci;          // about one per 23 communes; each island is one of its own
  Grouping living_areas;  // about one per 13 communes; each island is one of its own
  Grouping cpts;  // about one per 50 communes; leaves gaps; an island belongs to the one across the water
};

[[nodiscard]] Groups make_groups(const Options& options, const Land& land, const Partition& partition,
                                 const Towns& towns);

}  // namespace maillage::synth
