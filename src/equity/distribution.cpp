#include "maillage/equity/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "maillage/core/error.hpp"

namespace maillage::equity {
namespace {

void check(std::span<const double> scores, std::span<const double> weights) {
  if (scores.size() != weights.size()) {
    throw Error(ErrorCode::usage, "scores and weights are not of the same length",
                "give one weight per score");
  }
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (!(weights[k] >= 0) || !std::isfinite(weights[k])) {
      throw Error(ErrorCode::usage, "a weight is negative or not finite",
                  "correct the population or leave the place out");
    }
    if (weights[k] > 0 && (!(scores[k] >= 0) || !std::isfinite(scores[k]))) {
      throw Error(ErrorCode::usage, "a score is negative or not finite",
                  "leave places without a score out, and say so");
    }
  }
}

// x ln x, continued by 0 at 0.
double entropy(double x) { return x > 0 ? x * std::log(x) : 0; }

}  // namespace

std::optional<Distribution> Distribution::of(std::span<const double> scores,
                                             std::span<const double> weights) {
  check(scores, weights);
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (weights[k] > 0) order.push_back(k);
  }
  if (order.empty()) return std::nullopt;
  std::ranges::stable_sort(order, {}, [&](std::size_t k) { return scores[k]; });
  Distribution result;
  double people = 0, held = 0;
  for (const std::size_t k : order) {
    result.scores_.push_back(scores[k]);
    result.weight_sums_.push_back(people += weights[k]);
    result.held_sums_.push_back(held += weights[k] * scores[k]);
  }
  return result;
}

double Distribution::mean() const { return held_sums_.back() / weight_sums_.back(); }

double Distribution::gini() const {
  const double people = weight_sums_.back(), held = held_sums_.back();
  if (held == 0) return 0;
  double twice_area = 0, people_before = 0, held_before = 0;
  for (std::size_t k = 0; k < scores_.size(); ++k) {
    twice_area += (weight_sums_[k] - people_before) / people * ((held_before + held_sums_[k]) / held);
    people_before = weight_sums_[k];
    held_before = held_sums_[k];
  }
  return std::max(0.0, 1 - twice_area);
}

std::vector<LorenzPoint> Distribution::lorenz() const {
  std::vector<LorenzPoint> points{{0, 0}};
  const double people = weight_sums_.back(), held = held_sums_.back();
  for (std::size_t k = 0; k < scores_.size(); ++k) {
    const double share = weight_sums_[k] / people;
    points.push_back({share, held > 0 ? held_sums_[k] / held : share});
  }
  return points;
}

double Distribution::held_by_worst(double weight) const {
  const auto place = std::ranges::lower_bound(weight_sums_, weight);
  if (place == weight_sums_.end()) return held_sums_.back();
  const auto k = static_cast<std::size_t>(place - weight_sums_.begin());
  const double people_before = k > 0 ? weight_sums_[k - 1] : 0, held_before = k > 0 ? held_sums_[k - 1] : 0;
  return held_before + (weight - people_before) * scores_[k];
}

double Distribution::lorenz_at(double people) const {
  const double share = std::clamp(people, 0.0, 1.0);
  if (held_sums_.back() == 0) return share;
  return std::min(1.0, held_by_worst(share * weight_sums_.back()) / held_sums_.back());
}

std::optional<double> Distribution::palma() const {
  const double worst = lorenz_at(0.4);
  if (!(worst > 0)) return std::nullopt;
  return (1 - lorenz_at(0.9)) / worst;
}

double Distribution::theil() const {
  const double average = mean();
  if (average == 0) return 0;
  double sum = 0, before = 0;
  for (std::size_t k = 0; k < scores_.size(); ++k) {
    sum += (weight_sums_[k] - before) / weight_sums_.back() * entropy(scores_[k] / average);
    before = weight_sums_[k];
  }
  return std::max(0.0, sum);
}

double Distribution::fgt(double line, int order) const {
  if (!(line > 0) || !std::isfinite(line)) {
    throw Error(ErrorCode::usage, "the poverty line is not a positive number",
                "give a score greater than 0, for instance 2.5");
  }
  if (order == 0) return share_at_most(line);
  double sum = 0, before = 0;
  for (std::size_t k = 0; k < scores_.size() && scores_[k] <= line; ++k) {
    sum += (weight_sums_[k] - before) / weight_sums_.back() * std::pow((line - scores_[k]) / line, order);
    before = weight_sums_[k];
  }
  return sum;
}

double Distribution::quantile(double p) const {
  const double wanted = std::clamp(p, 0.0, 1.0) * weight_sums_.back();
  // A hair of slack, so that 10 % of ten equal places is the first one whatever the rounding of the product.
  const auto place = std::ranges::lower_bound(weight_sums_, wanted * (1 - 1e-14));
  return scores_[std::min(static_cast<std::size_t>(place - weight_sums_.begin()), scores_.size() - 1)];
}

std::vector<double> Distribution::means_of_tenths() const {
  std::vector<double> means;
  const double tenth = weight_sums_.back() / 10;
  double before = 0;
  for (int k = 1; k <= 10; ++k) {
    const double held = k == 10 ? held_sums_.back() : held_by_worst(tenth * k);
    means.push_back((held - before) / tenth);
    before = held;
  }
  return means;
}

double Distribution::share_at_most(double threshold) const {
  const auto count = std::ranges::upper_bound(scores_, threshold) - scores_.begin();
  return count == 0 ? 0 : weight_sums_[static_cast<std::size_t>(count) - 1] / weight_sums_.back();
}

double Distribution::share_below(double threshold) const {
  const auto count = std::ranges::lower_bound(scores_, threshold) - scores_.begin();
  return count == 0 ? 0 : weight_sums_[static_cast<std::size_t>(count) - 1] / weight_sums_.back();
}

std::optional<TheilParts> theil_parts(std::span<const double> scores, std::span<const double> weights,
                                      std::span<const std::uint32_t> groups, std::size_t group_count) {
  const auto whole = Distribution::of(scores, weights);
  if (groups.size() != scores.size() ||
      std::ranges::any_of(groups, [&](auto g) { return g >= group_count; })) {
    throw Error(ErrorCode::usage, "a place has no group, or one out of range", "give one group per score");
  }
  if (!whole) return std::nullopt;
  const double average = whole->mean();
  if (average == 0) return TheilParts{};
  std::vector<double> people(group_count), held(group_count);
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (weights[k] == 0) continue;
    people[groups[k]] += weights[k];
    held[groups[k]] += weights[k] * scores[k];
  }
  TheilParts parts;
  for (std::size_t g = 0; g < group_count; ++g) {
    if (people[g] > 0)
      parts.between += people[g] / whole->total_weight() * entropy(held[g] / people[g] / average);
  }
  for (std::size_t k = 0; k < scores.size(); ++k) {
    if (weights[k] == 0 || scores[k] == 0) continue;
    const double group_mean = held[groups[k]] / people[groups[k]];
    parts.within +=
        weights[k] / whole->total_weight() * (scores[k] / average) * std::log(scores[k] / group_mean);
  }
  parts.total = parts.between + parts.within;
  return parts;
}

}  // namespace maillage::equity
