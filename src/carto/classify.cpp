#include "maillage/carto/classify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/core/error.hpp"
#include "natural_breaks.hpp"
#include "weighted_values.hpp"

namespace maillage::carto {

namespace {

constexpr std::size_t most_classes = 12;

WeightedValues sorted_values(std::span<const double> values, std::span<const double> weights) {
  if (!weights.empty() && weights.size() != values.size())
    throw Error(ErrorCode::internal,
                fmt::format("{} values to classify with {} weights", values.size(), weights.size()));
  WeightedValues out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (!std::isfinite(values[i]) || !std::isfinite(weight) || weight < 0)
      throw Error(ErrorCode::input,
                  fmt::format("value {} with weight {} cannot be classified", values[i], weight),
                  "values must be finite; weights finite and not negative");
    if (weight > 0) out.push_back({values[i], weight});
  }
  if (out.empty())
    throw Error(ErrorCode::input, "there is no value to classify",
                "the column is empty or its weights are all zero");
  std::sort(out.begin(), out.end());
  return out;
}

// Linear rule, type 7 of Hyndman and Fan.
double quantile(const WeightedValues& values, double p) {
  const double h = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(h);
  if (below + 1 >= values.size()) return values.back().value;
  return values[below].value +
         (h - static_cast<double>(below)) * (values[below + 1].value - values[below].value);
}

// The smallest value with at least p of the weight at or below it.
double weighted_quantile(const WeightedValues& values, double p) {
  double total = 0, sum = 0;
  for (const auto& v : values) total += v.weight;
  for (const auto& v : values)
    if ((sum += v.weight) >= p * total) return v.value;
  return values.back().value;
}

std::vector<double> quantile_breaks(const WeightedValues& values, const std::vector<double>& probabilities,
                                    bool weighted) {
  std::vector<double> breaks;
  for (const double p : probabilities)
    breaks.push_back(weighted ? weighted_quantile(values, p) : quantile(values, p));
  return breaks;
}

std::vector<double> equal_breaks(double low, double high, std::size_t count) {
  std::vector<double> breaks;
  for (std::size_t i = 1; i < count; ++i)
    breaks.push_back(low + (high - low) * static_cast<double>(i) / static_cast<double>(count));
  return breaks;
}

std::vector<double> head_tail_breaks(const WeightedValues& values, std::size_t count) {
  std::vector<double> breaks;
  auto begin = values.begin();
  while (breaks.size() + 1 < count) {
    double sum = 0, weight = 0, head = 0;
    for (auto v = begin; v != values.end(); ++v) sum += v->value * v->weight, weight += v->weight;
    const double mean = sum / weight;
    const auto next = std::find_if(begin, values.end(), [&](const auto& v) { return v.value >= mean; });
    for (auto v = next; v != values.end(); ++v) head += v->weight;
    if (next == begin || next == values.end() || head > 0.4 * weight) break;
    breaks.push_back(mean);
    begin = next;
  }
  return breaks;
}

std::vector<double> even_probabilities(std::size_t count) { return equal_breaks(0, 1, count); }

// Keeps breaks that leave no class empty at either end and differ from one another.
std::vector<double> usable(std::vector<double> breaks, double low, double high) {
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  std::erase_if(breaks, [&](double b) { return b <= low || b > high; });
  return breaks;
}

}  // namespace

std::size_t Classes::index(double value) const {
  const auto found = closed == Closed::left ? std::upper_bound(breaks.begin(), breaks.end(), value)
                                            : std::lower_bound(breaks.begin(), breaks.end(), value);
  return static_cast<std::size_t>(found - breaks.begin());
}

Method parse_method(std::string_view name) {
  if (name == "quantiles") return Method::quantiles;
  if (name == "equal") return Method::equal;
  if (name == "jenks" || name == "fisher") return Method::jenks;
  if (name == "q6") return Method::q6;
  if (name == "head_tail") return Method::head_tail;
  throw Error(ErrorCode::usage, fmt::format("« {} » is not a classification method", name),
              "use quantiles, equal, jenks, q6 or head_tail, or give fixed breaks");
}

Classes fixed(std::vector<double> breaks, Closed closed) {
  for (std::size_t i = 0; i < breaks.size(); ++i)
    if (!std::isfinite(breaks[i]) || (i > 0 && !(breaks[i - 1] < breaks[i])))
      throw Error(ErrorCode::usage,
                  fmt::format("break {} ({}) is not above the one before", i + 1, breaks[i]),
                  "give finite breaks in increasing order, each once");
  Classes classes;
  classes.breaks = std::move(breaks);
  classes.closed = closed;
  return classes;
}

Classes classify(std::span<const double> values, Method method, std::size_t count,
                 std::span<const double> weights) {
  if (count < 1 || count > most_classes)
    throw Error(ErrorCode::usage, fmt::format("{} classes were asked for", count),
                fmt::format("use 1 to {} classes", most_classes));
  const WeightedValues sorted = sorted_values(values, weights);
  const bool weighted = !weights.empty();
  Classes classes;
  classes.low = sorted.front().value;
  classes.high = sorted.back().value;
  std::vector<double> breaks;
  switch (method) {
    case Method::quantiles:
      breaks = quantile_breaks(sorted, even_probabilities(count), weighted);
      break;
    case Method::equal:
      breaks = equal_breaks(classes.low, classes.high, count);
      break;
    case Method::jenks:
      breaks = natural_breaks(sorted, count);
      break;
    case Method::q6:
      breaks = quantile_breaks(sorted, {.05, .25, .5, .75, .95}, weighted);
      break;
    case Method::head_tail:
      breaks = head_tail_breaks(sorted, count);
      break;
  }
  classes.breaks = usable(std::move(breaks), classes.low, classes.high);
  return classes;
}

Classes rounded(Classes classes, int decimals) {
  const double scale = std::pow(10.0, std::clamp(decimals, 0, 6));
  for (double& b : classes.breaks) b = std::round(b * scale) / scale;
  classes.breaks.erase(std::unique(classes.breaks.begin(), classes.breaks.end()), classes.breaks.end());
  return classes;
}

double goodness(const Classes& classes, std::span<const double> values) {
  struct Sum {
    double n = 0, sum = 0, squares = 0;
    void add(double v) { n += 1, sum += v, squares += v * v; }
    [[nodiscard]] double deviations() const { return n > 0 ? squares - sum * sum / n : 0; }
  };
  std::vector<Sum> parts(classes.count());
  Sum all;
  double origin = 0;  // values are moved near zero so that the squares keep their digits
  for (const double v : values)
    if (!std::isnan(v)) {
      origin = v;
      break;
    }
  for (const double v : values)
    if (!std::isnan(v)) parts[classes.index(v)].add(v - origin), all.add(v - origin);
  double within = 0;
  for (const Sum& part : parts) within += part.deviations();
  return all.deviations() > 0 ? 1 - within / all.deviations() : 1;
}

}  // namespace maillage::carto
