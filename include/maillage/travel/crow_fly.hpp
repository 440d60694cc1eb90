#pragma once
// Travel times where there is no road file: straight distance × detour factor ÷ speed (METHODS § 1).

#include "maillage/travel/times.hpp"

namespace maillage::travel {

struct CrowFlyOptions {
  double detour = 1.3;    // ratio of road to straight distance, >= 1
  double speed_kmh = 60;  // km/h, > 0
};

// Throws Error(usage) when one is out of range.
void check(const CrowFlyOptions& options);
// 3.6 · metres · detour / speed_kmh · 1000, not rounded.
[[nodiscard]] double exact_milliseconds(const CrowFlyOptions& options, double metres);

// Milliseconds = llround(3.6 · metres · detour / speed_kmh · 1000). Search by a grid over the destinations: work grows with
// the pairs within the limit, not with origins × destinations. Throws Error(usage) on options out of range.
class CrowFly final : public Model {
 public:
  explicit CrowFly(CrowFlyOptions options);
  [[nodiscard]] TravelTimes times(std::span<const Place> origins, std::span<const Place> destinations,
                                  Milliseconds limit, const Execution& execution,
                                  Diagnostics& diagnostics) const override;
  [[nodiscard]] Source source() const override;

 private:
  CrowFlyOptions options_;
};

}  // namespace maillage::travel
