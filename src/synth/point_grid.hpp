#pragma once
// Points in square buckets, for "who is near?" without all pairs.

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "arithmetic.hpp"

namespace maillage::synth {

class PointGrid {
 public:
  explicit PointGrid(double bucket_metres) : bucket_(bucket_metres) {}

  void add(geo::XY p, std::int32_t id) { buckets_[key(p.x, p.y)].push_back({p, id}); }

  // Calls visit(id, distance) for every point closer than `radius`, bucket by bucket.
  template <class Visit>
  void within(geo::XY p, double radius, Visit visit) const {
    const auto [i0, j0] = key(p.x - radius, p.y - radius);
    const auto [i1, j1] = key(p.x + radius, p.y + radius);
    for (std::int64_t i = i0; i <= i1; ++i) {
      for (std::int64_t j = j0; j <= j1; ++j) {
        const auto found = buckets_.find({i, j});
        if (found == buckets_.end()) continue;
        for (const auto& [q, id] : found->second) {
          const double d = metres_between(p, q);
          if (d < radius) visit(id, d);
        }
      }
    }
  }
  [[nodiscard]] bool any_within(geo::XY p, double radius) const {
    bool any = false;
    within(p, radius, [&](std::int32_t, double) { any = true; });
    return any;
  }

 private:
  using Key = std::pair<std::int64_t, std::int64_t>;
  [[nodiscard]] Key key(double x, double y) const {
    return {static_cast<std::int64_t>(std::floor(x / bucket_)),
            static_cast<std::int64_t>(std::floor(y / bucket_))};
  }
  double bucket_;
  std::map<Key, std::vector<std::pair<geo::XY, std::int32_t>>> buckets_;
};

}  // namespace maillage::synth
