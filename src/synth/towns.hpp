#pragma once
// Who is large and who is not: populations of communes by Zipf's law, spread as central places with suburbs and a coast,
// and the under-served belts inland.

#include <cstdint>
#include <vector>

#include "partition.hpp"

namespace maillage::synth {

struct Towns {
  std::vector<std::int64_t> population;  // per commune
  std::vector<std::int32_t> by_rank;     // communes, most populous first
  std::vector<std::uint8_t> belt;        // per commune: under-served, no physician
  std::vector<double> rurality;          // per commune: 0 city … 1 deep country
  std::vector<std::int32_t>
      belt_hearts;  // communes the belts lie around; the first is the farthest from the coast
};

[[nodiscard]] Towns make_towns(const Options& options, const Land& land, const Partition& partition);
[[nodiscard]] Towns reordered(const Towns& towns, const std::vector<std::int32_t>& order);

// Slope of ln population on ln rank by least squares; `populations` in any order, all positive, at least 2.
[[nodiscard]] double zipf_slope(std::vector<std::int64_t> populations);

}  // namespace maillage::synth
