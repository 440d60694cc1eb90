#pragma once
// Contiguous zones: under-served places that touch, joined.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace maillage::zoning {

struct Zone {
  std::string id;                     // the lowest id of its places: stays while that place stays in it
  std::vector<std::uint32_t> places;  // indices, increasing
  double people = 0;
};

struct ZoneOptions {
  double minimum_population = 0;  // persons, >= 0; zones with fewer people are left out, and counted
};

struct Zones {
  std::vector<Zone> zones;  // by id
  std::uint64_t left_out = 0;
  double people_left_out = 0;
};

// Connected components of the places with member[i] != 0 over the graph of `contiguous` pairs (as geo::contiguous_pairs
// gives them; order, doubles and direction do not matter). O((places + pairs) · α). Throws Error(usage) when lengths
// differ or a pair points outside.
[[nodiscard]] Zones contiguous_zones(std::span<const std::uint8_t> member, std::span<const std::string> ids,
                                     std::span<const double> people,
                                     std::span<const std::pair<std::size_t, std::size_t>> contiguous,
                                     const ZoneOptions& options = {});

}  // namespace maillage::zoning
