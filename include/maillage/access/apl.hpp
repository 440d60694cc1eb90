#pragma once
// The APL-type index of general practitioners (METHODS § 3; Barlet, Coldefy, Collin, Lucas-Gabrielli 2012, DREES / IRDES):
//   R_j = S_j / Σ_i w(t_ij) P*_i ,  A_i = Σ_j w(t_ij) R_j      consultations a year per standardised inhabitant
// What it may be called depends on what the supply rests on: "APL" from observed acts only. Head counts × acts per FTE
// give a national mean near 4.9 where DREES finds 3.3: such an index is shown by ranks, or calibrated, and the legal
// breaks 2.5 and 4 are refused without calibration.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "maillage/access/apl_profile.hpp"
#include "maillage/access/catchment.hpp"
#include "maillage/core/units.hpp"
#include "maillage/text/language.hpp"

namespace maillage::access {

// What the supply of a person rests on, best first; an index rests on the last of those of its persons.
enum class SupplyBasis { observed_acts, fte, heads };

struct PersonSupply {
  Acts acts{0};  // a year, of the person, before it is split over sites
  SupplyBasis basis = SupplyBasis::heads;
  bool over_age = false;  // older than the profile's bound: acts are 0
};

// Acts a person counts for: the observed ones, else FTE × acts per FTE, else one full-time equivalent; then at least the
// floor and at most the cap. Nobody is brought up to the floor who has 0 acts or 0 FTE: without activity there is no
// supply. A person older than the bound counts for 0; one without a known age is counted. Throws Error(input) on negative
// or non-finite values.
[[nodiscard]] PersonSupply supply_of_person(const AplProfile& profile, std::optional<Acts> acts,
                                            std::optional<Fte> fte, std::optional<double> age);

// The person's acts at each site, by his shares of time. Throws Error(input) unless shares are >= 0 and sum to 1 ± 1e-6.
[[nodiscard]] std::vector<Acts> split_over_sites(Acts acts, std::span<const double> shares);

struct StandardisedPopulation {
  std::vector<StandardisedPersons> persons;  // P*; Σ P* = Σ P
  std::uint64_t without_ages = 0;            // places with people but no ages: P* keeps the mean weight
};

// P*_i ∝ P_i · (mean weight of i's ages), normalised so that Σ P* = Σ P. `ages` holds one row of the profile's bands per
// place, in persons (only their proportions matter); a row of zeros is unknown. Throws Error(usage) when sizes differ,
// Error(input) on negative or non-finite values.
[[nodiscard]] StandardisedPopulation standardised_population(const AplProfile& profile,
                                                             std::span<const Persons> population,
                                                             std::span<const double> ages);

// A_i before any calibration; the options are those of e2sfca with the profile's decay.
[[nodiscard]] AccessResult apl_index(const AplProfile& profile, PairSource& pairs,
                                     std::span<const StandardisedPersons> demand,
                                     std::span<const Acts> supply);

// What brought an index to a published mean: printed in every legend.
struct Calibration {
  double factor = 1;      // the scores are to be multiplied by it
  double target = 0;      // the published mean
  std::string vintage;    // of that mean
  std::string source;     // of that mean
  std::string territory;  // the reference territory over which the computed mean was taken
};

// factor = target ÷ mean of `scores` weighted by standardised population over the reference territory (the places
// given: the country where the target is national). Throws Error(usage) when the profile has no target, Error(input) when
// nobody or no access is there.
[[nodiscard]] Calibration calibrate(const AplProfile& profile, std::span<const double> scores,
                                    std::span<const StandardisedPersons> demand, std::string territory);
// The same with a factor known from elsewhere (> 0), for a study of a part of the country.
[[nodiscard]] Calibration calibration_by_factor(const AplProfile& profile, double factor,
                                                std::string territory);

// "APL" from observed acts; otherwise "indice de type APL (effectifs)".
[[nodiscard]] std::string indicator_name(SupplyBasis basis, text::Language language);
[[nodiscard]] std::string indicator_unit(text::Language language);
// One line for legends: profile, calibration with its factor, vintage and source, values still to be confirmed.
[[nodiscard]] std::string indicator_note(const AplProfile& profile, SupplyBasis basis,
                                         const std::optional<Calibration>& calibration,
                                         text::Language language);

// Whether the breaks 2.5 and 4 of the 2017 zoning may be used.
[[nodiscard]] bool legal_breaks_allowed(SupplyBasis basis, const std::optional<Calibration>& calibration);
// Throws Error(usage) where they may not.
void require_legal_breaks(SupplyBasis basis, const std::optional<Calibration>& calibration);

}  // namespace maillage::access
