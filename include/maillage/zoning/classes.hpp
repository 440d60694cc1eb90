#pragma once
// Classes of places by their access: our rank classes, the 2017 rule by fixed breaks, and what is under-served. None of
// them is a legal zoning: every output carries stamp().

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/access/apl.hpp"
#include "maillage/text/language.hpp"

namespace maillage::zoning {

enum class AccessClass : std::uint8_t {
  priority,
  intermediate,
  outside,
  unknown,  // no score (NaN): not judged, never taken for 0
};
[[nodiscard]] std::string_view name(AccessClass c) noexcept;  // "priority" …
// "prioritaire", "intermédiaire", "hors", "non disponible"; never ZIP or ZAC.
[[nodiscard]] std::string_view label(AccessClass c, text::Language language) noexcept;

struct Classes {
  std::vector<AccessClass> of;  // per place
  double people[4] = {};        // by class
  [[nodiscard]] double people_in(AccessClass c) const { return people[static_cast<std::size_t>(c)]; }
};

// Shares of the people of judged places, worst access first; 0 … 1, together at most 1.
struct RankRule {
  double priority_share =
      0.302;  // the national ceilings of 2021 for ZIP and ZAC (METHODS § 4), as mere defaults
  double intermediate_share = 0.42;
};

// Rank classes: judged places by increasing score; places of equal score share a class. Priority is filled from the
// worst block of equal scores and ends before the block that would take it over its share, intermediate likewise up to
// the sum of both shares; the worst block is priority whatever its size (unless the share is 0). So the people found in a
// class stay at or under its share, but for that first block: `Classes::people` says how many they are. O(n log n).
// Throws Error(usage) on shares out of range or lengths that differ, Error(input) on negative people.
[[nodiscard]] Classes classify_by_rank(std::span<const double> scores, std::span<const double> people,
                                       const RankRule& rule);

// The 2017 rule by itself (arrêté of 13 November 2017, METHODS § 4: a text since changed): APL <= 2.5 priority (ZIP),
// 2.5 < APL <= 4 intermediate (vivier: the agency then chooses), above outside. `scores` are already multiplied by the
// calibration factor. Throws Error(usage) when the breaks do not apply (access::require_legal_breaks).
[[nodiscard]] Classes classify_zoning_2017(std::span<const double> scores, std::span<const double> people,
                                           access::SupplyBasis basis,
                                           const std::optional<access::Calibration>& calibration);

// Under-served by a threshold of access, a limit of travel time, or both.
struct UnderServedRule {
  enum class Combine { any, all };
  std::optional<double> score = {};  // in the unit of the scores
  access::Bound score_bound =
      access::Bound::closed;           // closed: score <= threshold is under-served; open: score <
  std::optional<double> minutes = {};  // to the nearest site
  access::Bound minutes_bound = access::Bound::closed;  // closed: t <= limit is within reach; open: t < limit
  Combine combine = Combine::any;                       // when both are given
};

enum class Judgement : std::uint8_t { served, under_served, unknown };

// NaN scores or minutes are unknown (the place is under-served all the same when the other criterion decides); infinite
// minutes are beyond every limit. A span may be empty when its criterion is not in the rule. Throws Error(usage) when
// the rule has no criterion or lengths differ.
[[nodiscard]] std::vector<Judgement> judge(const UnderServedRule& rule, std::span<const double> scores,
                                           std::span<const double> minutes);

// "aide à la décision, ne vaut pas proposition d'arrêté"
[[nodiscard]] std::string_view stamp(text::Language language) noexcept;

}  // namespace maillage::zoning
