#pragma once
// The parameters of an APL-type index (METHODS § 3), each with whether it was read in its source or is still to be
// confirmed: none is a constant of the code. Built in: apl-2012, apl-2015, apl-heads-calibrated, from
// geodata/reference/apl_profiles.json.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/access/decay.hpp"

namespace maillage::access {

enum class ValueStatus {
  read,        // read in the named source
  to_confirm,  // known from the field only
};
[[nodiscard]] std::string_view name(ValueStatus status) noexcept;  // "read", "to confirm"

template <class Value>
struct Sourced {
  Value value{};
  ValueStatus status = ValueStatus::to_confirm;
  std::string source;
};

// National mean of a published APL that an index from head counts is brought to.
struct TargetMean {
  Sourced<double> mean;  // consultations a year per standardised inhabitant, > 0
  std::string vintage;   // year of that mean
};

struct AplProfile {
  std::string name;
  Sourced<Decay> decay;
  Sourced<double> acts_floor;    // acts a year a practising physician counts for at least, >= 0
  Sourced<double> acts_cap;      // at most, >= floor
  Sourced<double> acts_per_fte;  // acts a year of one full-time equivalent, > 0
  Sourced<double> age_bound;     // years; physicians older than this are not counted
  std::vector<std::string> age_bands;
  Sourced<std::vector<double>> age_weights;  // use of care of each band ÷ mean use, >= 0
  std::optional<TargetMean> target;          // of the calibrated profile only

  // Names of the values still to be confirmed, for the legend: "decay", "age_weights".
  [[nodiscard]] std::vector<std::string> unconfirmed() const;
};

// All profiles of a text of the form of apl_profiles.json; "" is the embedded one. Throws Error(input) naming the
// profile and the key that is missing, unknown in kind or out of range.
[[nodiscard]] std::vector<AplProfile> apl_profiles(std::string_view json = {});
// The one of that name; Error(usage) with the nearest name.
[[nodiscard]] AplProfile apl_profile(std::string_view name, std::string_view json = {});

}  // namespace maillage::access
