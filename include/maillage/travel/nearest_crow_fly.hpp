#pragma once
// The nearest of many places, crow-fly, asked for point after point.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "maillage/geo/geometry.hpp"
#include "maillage/travel/crow_fly.hpp"
#include "maillage/travel/times.hpp"

namespace maillage::travel {

// A balanced k-d tree over the places (Bentley 1975), 24 bytes a place. Places without finite coordinates are left out.
// Immutable; const calls are safe from several threads.
class NearestCrowFly {
 public:
  // Throws Error(usage) as CrowFly. O(n log² n).
  NearestCrowFly(std::span<const Place> places, CrowFlyOptions options);

  // The milliseconds of CrowFly::times to the nearest place; nothing when that is more than `limit` (>= 0), when there is
  // no place, or when the point has no finite coordinates. O(log n) for points among the places.
  [[nodiscard]] std::optional<std::uint32_t> ms(geo::XY point, Milliseconds limit) const;

 private:
  void sort(std::size_t begin, std::size_t end, bool by_x);
  void search(std::size_t begin, std::size_t end, bool by_x, geo::XY point, double& nearest) const;

  CrowFlyOptions options_;
  std::vector<geo::XY> points_;  // of each range the middle one parts the others, by x and y in turn
};

}  // namespace maillage::travel
