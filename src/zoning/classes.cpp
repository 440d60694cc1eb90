#include "maillage/zoning/classes.hpp"

#include <algorithm>
#include <cmath>

#include "maillage/core/error.hpp"

namespace maillage::zoning {
namespace {

using access::Bound;
using text::Language;

constexpr double low_break = 2.5;
constexpr double high_break = 4;

void check_people(std::span<const double> scores, std::span<const double> people) {
  if (scores.size() != people.size()) {
    throw Error(ErrorCode::usage, "scores and people are not of the same length",
                "give one of each per place");
  }
  if (std::ranges::any_of(people, [](double p) { return !(p >= 0) || !std::isfinite(p); })) {
    throw Error(ErrorCode::input, "a population is negative or not finite", "correct it");
  }
}

void count_people(Classes& classes, std::span<const double> people) {
  for (std::size_t i = 0; i < people.size(); ++i)
    classes.people[static_cast<std::size_t>(classes.of[i])] += people[i];
}

void check(const RankRule& rule) {
  const double both = rule.priority_share + rule.intermediate_share;
  if (rule.priority_share >= 0 && rule.intermediate_share >= 0 && both <= 1 + 1e-12) return;
  throw Error(ErrorCode::usage, "the shares of the rank classes are negative or over 1 together",
              "give shares of the population, for instance 0.302 and 0.42");
}

// Both answers and the third: unknown.
Judgement by_score(const UnderServedRule& rule, double score) {
  if (std::isnan(score)) return Judgement::unknown;
  return access::within(score, *rule.score, rule.score_bound) ? Judgement::under_served : Judgement::served;
}

Judgement by_minutes(const UnderServedRule& rule, double minutes) {
  if (std::isnan(minutes)) return Judgement::unknown;
  return access::within(minutes, *rule.minutes, rule.minutes_bound) ? Judgement::served
                                                                    : Judgement::under_served;
}

Judgement combine(UnderServedRule::Combine how, Judgement a, Judgement b) {
  const Judgement decides =
      how == UnderServedRule::Combine::any ? Judgement::under_served : Judgement::served;
  if (a == decides || b == decides) return decides;
  if (a == Judgement::unknown || b == Judgement::unknown) return Judgement::unknown;
  return a;
}

}  // namespace

std::string_view name(AccessClass c) noexcept {
  switch (c) {
    case AccessClass::priority:
      return "priority";
    case AccessClass::intermediate:
      return "intermediate";
    case AccessClass::outside:
      return "outside";
    case AccessClass::unknown:
      return "unknown";
  }
  return "";
}

std::string_view label(AccessClass c, Language language) noexcept {
  switch (c) {
    case AccessClass::priority:
      return text::pick(language, "prioritaire", "priority");
    case AccessClass::intermediate:
      return text::pick(language, "intermédiaire", "intermediate");
    case AccessClass::outside:
      return text::pick(language, "hors", "outside");
    case AccessClass::unknown:
      return text::pick(language, "non disponible", "not available");
  }
  return "";
}

Classes classify_by_rank(std::span<const double> scores, std::span<const double> people,
                         const RankRule& rule) {
  check(rule);
  check_people(scores, people);
  Classes result;
  result.of.assign(scores.size(), AccessClass::unknown);
  std::vector<std::size_t> order;
  double all = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) continue;
    order.push_back(i);
    all += people[i];
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return scores[i]; });
  // A hair of slack, so that a share met exactly is not lost to rounding.
  const double slack = all * 1e-12;
  const double priority_end = rule.priority_share * all + slack;
  const double intermediate_end = (rule.priority_share + rule.intermediate_share) * all + slack;
  AccessClass current = rule.priority_share > 0 ? AccessClass::priority : AccessClass::intermediate;
  double filled = 0;
  for (std::size_t k = 0; k < order.size();) {
    std::size_t end = k;
    double block = 0;
    for (; end < order.size() && scores[order[end]] == scores[order[k]]; ++end) block += people[order[end]];
    filled += block;
    if (current == AccessClass::priority && filled > priority_end && k > 0)
      current = AccessClass::intermediate;
    if (current == AccessClass::intermediate && filled > intermediate_end) current = AccessClass::outside;
    for (; k < end; ++k) result.of[order[k]] = current;
  }
  count_people(result, people);
  return result;
}

Classes classify_zoning_2017(std::span<const double> scores, std::span<const double> people,
                             access::SupplyBasis basis,
                             const std::optional<access::Calibration>& calibration) {
  access::require_legal_breaks(basis, calibration);
  check_people(scores, people);
  Classes result;
  for (const double score : scores) {
    if (std::isnan(score)) {
      result.of.push_back(AccessClass::unknown);
    } else if (score <= low_break) {
      result.of.push_back(AccessClass::priority);
    } else {
      result.of.push_back(score <= high_break ? AccessClass::intermediate : AccessClass::outside);
    }
  }
  count_people(result, people);
  return result;
}

std::vector<Judgement> judge(const UnderServedRule& rule, std::span<const double> scores,
                             std::span<const double> minutes) {
  if (!rule.score && !rule.minutes) {
    throw Error(ErrorCode::usage, "the rule for under-served places has no criterion",
                "give a score, minutes, or both");
  }
  if (rule.score && rule.minutes && scores.size() != minutes.size()) {
    throw Error(ErrorCode::usage, "scores and minutes are not of the same length",
                "give one of each per place");
  }
  std::vector<Judgement> result(rule.score ? scores.size() : minutes.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (rule.score && rule.minutes) {
      result[i] = combine(rule.combine, by_score(rule, scores[i]), by_minutes(rule, minutes[i]));
    } else {
      result[i] = rule.score ? by_score(rule, scores[i]) : by_minutes(rule, minutes[i]);
    }
  }
  return result;
}

std::string_view stamp(Language language) noexcept {
  return text::pick(language, "aide à la décision, ne vaut pas proposition d'arrêté",
                    "decision support, not a proposed zoning order");
}

}  // namespace maillage::zoning
