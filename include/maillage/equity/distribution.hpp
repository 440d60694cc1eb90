#pragma once
// How unequally a score is spread over people: means, quantiles, inequality and poverty of access (METHODS § 8).
// Every figure weighs each place by its people; a place without people counts for nothing.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::equity {

struct LorenzPoint {
  double people = 0;  // share of all people, worst served first, 0 … 1
  double access = 0;  // share of all access they hold, 0 … 1
  friend bool operator==(const LorenzPoint&, const LorenzPoint&) = default;
};

// Scores sorted once, with their people. Building: O(n log n); figures: O(n) or O(log n). Equal scores keep the order
// of the input, so sums do not depend on anything but the input.
class Distribution {
 public:
  // Empty when nobody is counted (total weight 0). Throws Error(usage) when lengths differ, a weight is negative or not
  // finite, or a score with weight is negative or not finite.
  [[nodiscard]] static std::optional<Distribution> of(std::span<const double> scores,
                                                      std::span<const double> weights);

  [[nodiscard]] double total_weight() const { return weight_sums_.back(); }
  [[nodiscard]] double mean() const;
  // 0 (all equal) … 1. All scores 0: 0.
  [[nodiscard]] double gini() const;
  // From (0, 0) to (1, 1), one point per place with people. All scores 0: the diagonal.
  [[nodiscard]] std::vector<LorenzPoint> lorenz() const;
  // Share of access held by the worst-served `people` (0 … 1), people of one place split evenly.
  [[nodiscard]] double lorenz_at(double people) const;
  // Share of the best-served tenth ÷ share of the worst-served 40 % (Palma 2011); empty when the latter hold nothing.
  [[nodiscard]] std::optional<double> palma() const;
  // Σ p (x/μ) ln(x/μ); 0 … ln of the number of people (Theil 1967). A score of 0 contributes 0. All scores 0: 0.
  [[nodiscard]] double theil() const;
  // Foster, Greer & Thorbecke (1984): Σ over x <= line of p ((line − x)/line)^order; order 0: share of people no
  // better than the line, 1: depth, 2: severity. Throws Error(usage) unless line > 0.
  [[nodiscard]] double fgt(double line, int order) const;
  // The smallest score that at least the share p (0 … 1) of people do not exceed: P10 is quantile(0.1), a bound
  // between tenths, not the mean of one.
  [[nodiscard]] double quantile(double p) const;
  // Mean score of each tenth of people, worst served first; people of one place are split over two tenths where the
  // border falls. Ten values, whose mean is mean().
  [[nodiscard]] std::vector<double> means_of_tenths() const;
  // Share of people with score <= threshold, and with score < threshold.
  [[nodiscard]] double share_at_most(double threshold) const;
  [[nodiscard]] double share_below(double threshold) const;

 private:
  Distribution() = default;
  [[nodiscard]] double held_by_worst(double weight) const;

  std::vector<double> scores_;       // increasing
  std::vector<double> weight_sums_;  // running sum of weights, in that order
  std::vector<double> held_sums_;    // running sum of weight · score
};

struct TheilParts {
  double total = 0;    // between + within = Distribution::theil()
  double between = 0;  // as if everybody had the mean of his group
  double within = 0;   // mean of the groups' own Theil indices, weighted by their shares of access
};

// Theil T over groups; `groups[k]` is the group of place k, any numbers below `group_count`. Empty and errors as for
// Distribution::of; Error(usage) also for a group out of range.
[[nodiscard]] std::optional<TheilParts> theil_parts(std::span<const double> scores,
                                                    std::span<const double> weights,
                                                    std::span<const std::uint32_t> groups,
                                                    std::size_t group_count);

}  // namespace maillage::equity
