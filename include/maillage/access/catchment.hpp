#pragma once
// Measures of access from demand places i (P_i people) to supply sites j (S_j), w_ij = decay(t_ij).
//
//   nearest       min t_ij over sites with S_j > 0, minutes; +infinity where none is within the decay's limit
//   cumulative    A_i = sum_j S_j over t_ij within the limit (binary decay)
//   gravity       A_i = sum_j w S_j                                                        (Hansen 1959)
//   2sfca         R_j = S_j / sum_i P_i, A_i = sum_j R_j within the limit (binary decay)   (Luo & Wang 2003)
//   e2sfca        R_j = S_j / sum_i w P_i, A_i = sum_j w R_j                               (Luo & Qi 2009)
//   kd2sfca       the same with a continuous kernel                                        (Dai 2010)
//   m2sfca        R_j as e2sfca, A_i = sum_j w^2 R_j                                       (Delamater 2013)
//   3sfca         G = w / sum_j w, R_j = S_j / sum_i G w P_i, A_i = sum_j G w R_j          (Wan, Zou & Sternberg 2012)
//   bfca          r = w / sum_j w, c = w / sum_i w, R_j = S_j / sum_i r P_i, A_i = sum_j c R_j   (Páez et al. 2019)
//   mh3sfca       p = S_j w / sum_j S_j w, R_j = S_j / sum_i p P_i, A_i = sum_j R_j p w    (Jörg et al. 2019)
//   availability  V_i = sum_j S_j P_i^a w / sum_i P_i^a w, in units of supply; V_i / P_i = e2sfca when a = 1
//                                                                                          (Soukhov et al. 2023)
//
// A site with S_j = 0 is no site: it changes no score. A place with P_i = 0 has a score and changes no
// other's. Empty catchments give 0, never NaN. Σ_i P_i A_i = Σ_j S_j for 2sfca, e2sfca and kd2sfca over the
// sites that have demand within reach (`AccessResult::supply_without_demand` are the others).

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "maillage/access/decay.hpp"
#include "maillage/access/pairs.hpp"

namespace maillage::access {

enum class Method {
  nearest,
  cumulative,
  gravity,
  two_step,
  enhanced,
  kernel,
  modified,
  three_step,
  balanced,
  huff,
  availability
};

// By the names above; throws Error(usage) listing them, nearest first.
[[nodiscard]] Method parse_method(std::string_view text);
[[nodiscard]] std::string_view name(Method method) noexcept;
// The decay of the source named above where the method has one: binary:30 for 2sfca,
// step:10=1,20=0.68,30=0.22 for e2sfca and m2sfca, dai:30 for kd2sfca,
// step:10=0.962,20=0.704,30=0.377,60=0.042 for 3sfca, no limit for nearest. Throws Error(usage) for the
// methods whose decay must be given.
[[nodiscard]] Decay default_decay(Method method, Bound bound = Bound::closed);

struct AccessOptions {
  Method method = Method::enhanced;
  Decay decay;
  double alpha = 1;  // exponent of demand in `availability`, > 0
};

struct AccessResult {
  std::vector<double> scores;         // per demand place, in the method's unit
  std::vector<double> supply_ratios;  // R_j per site; empty for nearest, cumulative, gravity, availability
  std::vector<std::uint8_t> reached;  // per demand place: 1 when a site (S_j > 0) is within the decay
  std::uint64_t demand_without_supply = 0;  // places with no site (S_j > 0) within the decay
  std::uint64_t supply_without_demand = 0;  // sites (S_j > 0) with no demand (P_i > 0) within the decay
};

// `demand` and `supply` are finite and >= 0; indices of the pairs lie within them. One pass for nearest,
// cumulative and gravity, two for the two-step family and availability, three for the others; memory O(demand
// + supply). Throws Error(usage) when the decay does not fit the method (cumulative and 2sfca need binary,
// kd2sfca a kernel) or alpha is not positive, Error(limit) when amounts are so extreme that a score is not
// finite.
[[nodiscard]] AccessResult compute(PairSource& pairs, std::span<const double> demand,
                                   std::span<const double> supply, const AccessOptions& options);

}  // namespace maillage::access
