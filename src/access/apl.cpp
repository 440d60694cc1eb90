#include "maillage/access/apl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "maillage/core/error.hpp"

namespace maillage::access {
namespace {

using text::Language;
using text::pick;

double amount(double value, const char* what) {
  if (value >= 0 && std::isfinite(value)) return value;
  throw Error(ErrorCode::input, fmt::format("{} is negative or not finite ({})", what, value),
              "correct the value");
}

// Mean weight of a row of ages; empty when all are 0.
std::optional<double> mean_weight(std::span<const double> row, const std::vector<double>& weights) {
  double people = 0, weighted = 0;
  for (std::size_t b = 0; b < weights.size(); ++b) {
    people += amount(row[b], "the number of people of an age band");
    weighted += row[b] * weights[b];
  }
  if (people == 0) return std::nullopt;
  return weighted / people;
}

Calibration calibration(const AplProfile& profile, double factor, std::string territory) {
  if (!profile.target) {
    throw Error(ErrorCode::usage,
                fmt::format("APL profile « {} » has no published mean to calibrate on", profile.name),
                "use apl-heads-calibrated, or add target_mean to the profile");
  }
  return {factor, profile.target->mean.value, profile.target->vintage, profile.target->mean.source,
          std::move(territory)};
}

}  // namespace

PersonSupply supply_of_person(const AplProfile& profile, std::optional<Acts> acts, std::optional<Fte> fte,
                              std::optional<double> age) {
  PersonSupply supply;
  double yearly = profile.acts_per_fte.value;
  if (acts) {
    supply.basis = SupplyBasis::observed_acts;
    yearly = amount(acts->value, "the number of acts");
  } else if (fte) {
    supply.basis = SupplyBasis::fte;
    yearly = amount(fte->value, "the FTE") * profile.acts_per_fte.value;
  }
  supply.over_age = age && amount(*age, "the age") > profile.age_bound.value;
  if (supply.over_age || yearly == 0) return supply;
  supply.acts = Acts(std::clamp(yearly, profile.acts_floor.value, profile.acts_cap.value));
  return supply;
}

std::vector<Acts> split_over_sites(Acts acts, std::span<const double> shares) {
  double sum = 0;
  for (const double share : shares) sum += amount(share, "a share of time");
  if (std::abs(sum - 1) > 1e-6) {
    throw Error(ErrorCode::input, fmt::format("the shares of a person's time sum to {}, not 1", sum),
                "correct the shares of the places of practice");
  }
  std::vector<Acts> parts;
  for (const double share : shares) parts.emplace_back(acts.value * share / sum);
  return parts;
}

StandardisedPopulation standardised_population(const AplProfile& profile, std::span<const Persons> population,
                                               std::span<const double> ages) {
  const auto& weights = profile.age_weights.value;
  if (ages.size() != population.size() * weights.size()) {
    throw Error(ErrorCode::usage, "ages: not one row of the profile's bands per place",
                fmt::format("the bands of {} are {}", profile.name, fmt::join(profile.age_bands, ", ")));
  }
  StandardisedPopulation result;
  std::vector<std::optional<double>> means;
  double known_people = 0, known_weighted = 0;
  for (std::size_t i = 0; i < population.size(); ++i) {
    const double people = amount(population[i].value, "a population");
    means.push_back(mean_weight(ages.subspan(i * weights.size(), weights.size()), weights));
    if (!means.back()) {
      result.without_ages += people > 0 ? 1 : 0;
      continue;
    }
    known_people += people;
    known_weighted += people * *means.back();
  }
  // Places without ages keep P; the others are scaled so that their sum stays theirs.
  const double scale = known_weighted > 0 ? known_people / known_weighted : 1;
  for (std::size_t i = 0; i < population.size(); ++i) {
    const double weight = means[i] && known_weighted > 0 ? *means[i] * scale : 1;
    result.persons.emplace_back(population[i].value * weight);
  }
  return result;
}

AccessResult apl_index(const AplProfile& profile, PairSource& pairs,
                       std::span<const StandardisedPersons> demand, std::span<const Acts> supply) {
  std::vector<double> people, acts;
  for (const StandardisedPersons& p : demand) people.push_back(p.value);
  for (const Acts& s : supply) acts.push_back(s.value);
  return compute(pairs, people, acts, {.method = Method::enhanced, .decay = profile.decay.value});
}

Calibration calibrate(const AplProfile& profile, std::span<const double> scores,
                      std::span<const StandardisedPersons> demand, std::string territory) {
  if (scores.size() != demand.size()) {
    throw Error(ErrorCode::usage, "scores and standardised population are not of the same length",
                "give one per place");
  }
  double people = 0, held = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    people += amount(demand[i].value, "a standardised population");
    held += demand[i].value * amount(scores[i], "a score");
  }
  if (!(held > 0)) {
    throw Error(ErrorCode::input, "nobody has any access: there is no mean to calibrate",
                "check supply and travel times");
  }
  Calibration result = calibration(profile, 1, std::move(territory));
  result.factor = result.target / (held / people);
  return result;
}

Calibration calibration_by_factor(const AplProfile& profile, double factor, std::string territory) {
  if (!(factor > 0) || !std::isfinite(factor)) {
    throw Error(ErrorCode::usage, fmt::format("the calibration factor {} is not a positive number", factor),
                "give the factor found over the country");
  }
  return calibration(profile, factor, std::move(territory));
}

std::string indicator_name(SupplyBasis basis, Language language) {
  if (basis == SupplyBasis::observed_acts) return "APL";
  return std::string(pick(language, "indice de type APL (effectifs)", "APL-type index (head counts)"));
}

std::string indicator_unit(Language language) {
  return std::string(pick(language, "consultations par an et par habitant standardisé",
                          "consultations a year per standardised inhabitant"));
}

namespace {

// Names of the profile's values as people read them.
std::string value_label(const std::string& value, Language language) {
  if (value == "decay") return std::string(pick(language, "pondération par le temps", "decay"));
  if (value == "age_weights") return std::string(pick(language, "pondération par l’âge", "age weights"));
  if (value == "acts_floor") return std::string(pick(language, "plancher d’actes", "floor of acts"));
  if (value == "acts_cap") return std::string(pick(language, "plafond d’actes", "cap of acts"));
  if (value == "acts_per_fte") return std::string(pick(language, "actes par temps plein", "acts per FTE"));
  if (value == "age_bound") return std::string(pick(language, "borne d’âge", "age bound"));
  return value;
}

}  // namespace

std::string indicator_note(const AplProfile& profile, SupplyBasis basis,
                           const std::optional<Calibration>& calibration, Language language) {
  std::string note = fmt::format(fmt::runtime(pick(language, "Profil {}", "Profile {}")), profile.name);
  if (calibration) {
    note += fmt::format(
        fmt::runtime(pick(language,
                          " ; calé sur la moyenne {} de {} ({}), facteur {}, territoire de référence : {}",
                          "; calibrated on the mean {} of {} ({}), factor {}, reference territory: {}")),
        text::number(calibration->target, 2, language), calibration->vintage, calibration->source,
        text::number(calibration->factor, 3, language), calibration->territory);
  } else if (basis != SupplyBasis::observed_acts) {
    note += pick(language, " ; non calé : à lire par rangs, sans les seuils 2,5 et 4",
                 "; not calibrated: to be read by ranks, without the breaks 2.5 and 4");
  }
  std::vector<std::string> open;
  for (const std::string& value : profile.unconfirmed()) open.push_back(value_label(value, language));
  if (!open.empty()) {
    note +=
        fmt::format(fmt::runtime(pick(language, " ; valeurs à confirmer : {}", "; values to confirm: {}")),
                    fmt::join(open, ", "));
  }
  return note;
}

bool legal_breaks_allowed(SupplyBasis basis, const std::optional<Calibration>& calibration) {
  return basis == SupplyBasis::observed_acts || calibration.has_value();
}

void require_legal_breaks(SupplyBasis basis, const std::optional<Calibration>& calibration) {
  if (legal_breaks_allowed(basis, calibration)) return;
  throw Error(ErrorCode::usage, "the legal breaks 2.5 and 4 do not apply to an index from head counts",
              "calibrate it (profile apl-heads-calibrated), give observed acts, or use ranks and quantiles");
}

}  // namespace maillage::access
