#include "natural_breaks.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace maillage::carto {

namespace {

constexpr std::size_t most_groups = 2000;

struct Group {
  double first;  // smallest value in the group
  double weight;
  double sum;      // Σ w·v
  double squares;  // Σ w·v²
};

// One group per distinct value, or equal-count groups when there are too many for a quadratic method. Values are
// counted from their mean, so that the squares keep their digits.
std::vector<Group> gather(const WeightedValues& sorted) {
  double sum = 0, weight = 0;
  for (const auto& v : sorted) sum += v.value * v.weight, weight += v.weight;
  const double mean = sum / weight;
  std::size_t distinct = 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) distinct += sorted[i].value != sorted[i - 1].value ? 1 : 0;
  const std::size_t per_group = (distinct + most_groups - 1) / most_groups;
  std::vector<Group> groups;
  std::size_t in_group = per_group;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool new_value = i == 0 || sorted[i].value != sorted[i - 1].value;
    if (new_value && in_group++ == per_group) groups.push_back({sorted[i].value, 0, 0, 0}), in_group = 1;
    const double d = sorted[i].value - mean;
    groups.back().weight += sorted[i].weight;
    groups.back().sum += sorted[i].weight * d;
    groups.back().squares += sorted[i].weight * d * d;
  }
  return groups;
}

}  // namespace

std::vector<double> natural_breaks(const WeightedValues& sorted, std::size_t count) {
  const std::vector<Group> groups = gather(sorted);
  const std::size_t n = groups.size();
  const std::size_t classes = std::min(count, n);
  std::vector<double> weight(n + 1, 0), sum(n + 1, 0), squares(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    weight[i + 1] = weight[i] + groups[i].weight;
    sum[i + 1] = sum[i] + groups[i].sum;
    squares[i + 1] = squares[i] + groups[i].squares;
  }
  const auto cost = [&](std::size_t begin, std::size_t end) {
    const double s = sum[end] - sum[begin];
    return std::max(0.0, squares[end] - squares[begin] - s * s / (weight[end] - weight[begin]));
  };
  // best[end]: least cost of cutting the first `end` groups into the current number of classes.
  std::vector<double> best(n + 1, 0);
  for (std::size_t end = 1; end <= n; ++end) best[end] = cost(0, end);
  std::vector<std::vector<std::uint32_t>> start(classes + 1, std::vector<std::uint32_t>(n + 1, 0));
  for (std::size_t k = 2; k <= classes; ++k) {
    std::vector<double> next(n + 1, std::numeric_limits<double>::infinity());
    for (std::size_t end = k; end <= n; ++end)
      for (std::size_t begin = k - 1; begin < end; ++begin) {
        const double total = best[begin] + cost(begin, end);
        if (total < next[end]) next[end] = total, start[k][end] = static_cast<std::uint32_t>(begin);
      }
    best = std::move(next);
  }
  std::vector<double> breaks;
  for (std::size_t k = classes, end = n; k >= 2; --k) {
    end = start[k][end];
    breaks.push_back(groups[end].first);
  }
  std::reverse(breaks.begin(), breaks.end());
  return breaks;
}

}  // namespace maillage::carto
