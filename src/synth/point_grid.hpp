#pragma once
// Points in square buckets, for "who is near?" without all pairs.

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "arithmetic.hpp"

namespace maillage::synth {

class PointGrid {
 public:
  explicit PointGrid(double bucket_metres) : bucket_(bucket_metres) {}

  void add(geo::XY p, std::int32_t id) { buckets_[key(line(p.x), line(p.y))].push_back({p, id}); }

  // Calls visit(id, distance) for every point closer than `radius`, bucket by bucket.
  template <class Visit>
  void within(geo::XY p, double radius, Visit visit) const {
    (void)find_within(p, radius, [&](std::int32_t id, double d) {
      visit(id, d);
      return false;
    });
  }
  [[nodiscard]] bool any_within(geo::XY p, double radius) const {
    return find_within(p, radius, [](std::int32_t, double) { return true; });
  }

 private:
  // Goes through the points closer than `radius` until one is wanted; whether one was.
  template <class Wanted>
  [[nodiscard]] bool find_within(geo::XY p, double radius, const Wanted& wanted) const {
    const std::int32_t i1 = line(p.x + radius);
    const std::int32_t j1 = line(p.y + radius);
    for (std::int32_t i = line(p.x - radius); i <= i1; ++i) {
      for (std::int32_t j = line(p.y - radius); j <= j1; ++j) {
        const auto found = buckets_.find(key(i, j));
        if (found == buckets_.end()) continue;
        for (const auto& [q, id] : found->second) {
          const double d = metres_between(p, q);
          if (d < radius && wanted(id, d)) return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] std::int32_t line(double metres) const {
    return static_cast<std::int32_t>(std::floor(metres / bucket_));
  }
  [[nodiscard]] static std::uint64_t key(std::int32_t i, std::int32_t j) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(i)) << 32) | static_cast<std::uint32_t>(j);
  }
  double bucket_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<geo::XY, std::int32_t>>>
      buckets_;  // looked up only, never walked
};

}  // namespace maillage::synth
