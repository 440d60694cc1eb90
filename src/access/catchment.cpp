#include "maillage/access/catchment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"

namespace maillage::access {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr std::array<std::pair<Method, const char*>, 11> methods{{{Method::nearest, "nearest"},
                                                                  {Method::cumulative, "cumulative"},
                                                                  {Method::gravity, "gravity"},
                                                                  {Method::two_step, "2sfca"},
                                                                  {Method::enhanced, "e2sfca"},
                                                                  {Method::kernel, "kd2sfca"},
                                                                  {Method::modified, "m2sfca"},
                                                                  {Method::three_step, "3sfca"},
                                                                  {Method::balanced, "bfca"},
                                                                  {Method::huff, "mh3sfca"},
                                                                  {Method::availability, "availability"}}};

double quotient(double a, double b) { return b > 0 ? a / b : 0; }

// What every method shares: the inputs, who reaches whom, and sums in the order of the pairs.
class Computation {
 public:
  Computation(PairSource& pairs, std::span<const double> demand, std::span<const double> supply,
              const AccessOptions& options)
      : pairs_(pairs), demand_(demand), supply_(supply), options_(options), supply_reached_(supply.size()) {
    result_.scores.assign(demand.size(), 0.0);
    result_.reached.assign(demand.size(), 0);
  }

  AccessResult run() {
    switch (options_.method) {
      case Method::nearest:
        nearest();
        break;
      case Method::cumulative:
      case Method::gravity:
        gravity();
        break;
      case Method::two_step:
      case Method::enhanced:
      case Method::kernel:
        two_step([](double w) { return w; });
        break;
      case Method::modified:
        two_step([](double w) { return w * w; });
        break;
      case Method::three_step:
        three_step();
        break;
      case Method::balanced:
        balanced();
        break;
      case Method::huff:
        huff();
        break;
      case Method::availability:
        availability();
        break;
    }
    finish();
    return std::move(result_);
  }

 private:
  // Visits (i, j, w) of the pairs that count: w > 0 and S_j > 0.
  template <class Visit>
  void each(Visit visit) {
    for_each_pair(pairs_, [&](const Pair& pair) {
      if (!(supply_[pair.supply] > 0)) return;
      const double weight = options_.decay(pair.minutes);
      if (weight > 0) visit(pair.demand, pair.supply, weight);
    });
  }
  // The first pass of every method: the same, noting who reaches whom.
  template <class Visit>
  void first(Visit visit) {
    each([&](std::uint32_t i, std::uint32_t j, double w) {
      result_.reached[i] = 1;
      if (demand_[i] > 0) supply_reached_[j] = 1;
      visit(i, j, w);
    });
  }

  void nearest() {
    std::ranges::fill(result_.scores, infinity);
    for_each_pair(pairs_, [&](const Pair& pair) {
      if (!(supply_[pair.supply] > 0) || !(options_.decay(pair.minutes) > 0)) return;
      result_.reached[pair.demand] = 1;
      if (demand_[pair.demand] > 0) supply_reached_[pair.supply] = 1;
      double& best = result_.scores[pair.demand];
      best = std::min(best, pair.minutes);
    });
  }

  void gravity() {
    first([&](std::uint32_t i, std::uint32_t j, double w) { result_.scores[i] += w * supply_[j]; });
  }

  template <class Second>
  void two_step(Second second) {
    std::vector<double> served(supply_.size());
    first([&](std::uint32_t i, std::uint32_t j, double w) { served[j] += w * demand_[i]; });
    set_ratios(served);
    each([&](std::uint32_t i, std::uint32_t j, double w) { result_.scores[i] += second(w) * ratio(j); });
  }

  void three_step() {
    std::vector<double> row(demand_.size()), served(supply_.size());
    first([&](std::uint32_t i, std::uint32_t, double w) { row[i] += w; });
    each([&](std::uint32_t i, std::uint32_t j, double w) { served[j] += w / row[i] * w * demand_[i]; });
    set_ratios(served);
    each([&](std::uint32_t i, std::uint32_t j, double w) { result_.scores[i] += w / row[i] * w * ratio(j); });
  }

  void balanced() {
    std::vector<double> row(demand_.size()), column(supply_.size()), served(supply_.size());
    first([&](std::uint32_t i, std::uint32_t j, double w) {
      row[i] += w;
      if (demand_[i] > 0) column[j] += w;
    });
    each([&](std::uint32_t i, std::uint32_t j, double w) { served[j] += demand_[i] * (w / row[i]); });
    set_ratios(served);
    each([&](std::uint32_t i, std::uint32_t j, double w) {
      result_.scores[i] += ratio(j) * quotient(w, column[j]);
    });
  }

  void huff() {
    std::vector<double> attraction(demand_.size()), served(supply_.size());
    const auto share = [&](std::uint32_t i, std::uint32_t j, double w) {
      return supply_[j] * w / attraction[i];
    };
    first([&](std::uint32_t i, std::uint32_t j, double w) { attraction[i] += supply_[j] * w; });
    each([&](std::uint32_t i, std::uint32_t j, double w) { served[j] += share(i, j, w) * demand_[i]; });
    set_ratios(served);
    each([&](std::uint32_t i, std::uint32_t j, double w) {
      result_.scores[i] += ratio(j) * share(i, j, w) * w;
    });
  }

  void availability() {
    std::vector<double> mass(demand_.size()), claimed(supply_.size());
    std::ranges::transform(demand_, mass.begin(),
                           [&](double p) { return p > 0 ? std::pow(p, options_.alpha) : 0; });
    first([&](std::uint32_t i, std::uint32_t j, double w) { claimed[j] += mass[i] * w; });
    each([&](std::uint32_t i, std::uint32_t j, double w) {
      result_.scores[i] += supply_[j] * quotient(mass[i] * w, claimed[j]);
    });
  }

  void set_ratios(const std::vector<double>& served) {
    result_.supply_ratios.resize(supply_.size());
    for (std::size_t j = 0; j < supply_.size(); ++j)
      result_.supply_ratios[j] = quotient(supply_[j], served[j]);
  }
  [[nodiscard]] double ratio(std::uint32_t j) const { return result_.supply_ratios[j]; }

  void finish() {
    for (std::size_t j = 0; j < supply_.size(); ++j) {
      if (supply_[j] > 0 && supply_reached_[j] == 0) ++result_.supply_without_demand;
    }
    for (std::size_t i = 0; i < demand_.size(); ++i) {
      if (result_.reached[i] == 0) ++result_.demand_without_supply;
      if (options_.method == Method::nearest || std::isfinite(result_.scores[i])) continue;
      throw Error(
          ErrorCode::limit, "a score is too large to be a number",
          "demand or supply holds amounts near the ends of the floating-point range: change their unit");
    }
  }

  PairSource& pairs_;
  std::span<const double> demand_, supply_;
  const AccessOptions& options_;
  std::vector<std::uint8_t> supply_reached_;
  AccessResult result_;
};

void check(const AccessOptions& options) {
  const auto shape = options.decay.shape;
  const bool binary = shape == Decay::Shape::binary;
  const auto refuse = [&](const char* needed, const char* instead) {
    throw Error(ErrorCode::usage,
                fmt::format("method {} needs {}, not {}", name(options.method), needed, options.decay.text()),
                instead);
  };
  if (options.method == Method::cumulative && !binary)
    refuse("a binary decay", "use --method gravity, or binary:30");
  if (options.method == Method::two_step && !binary)
    refuse("a binary decay", "use --method e2sfca, or binary:30");
  if (options.method == Method::kernel && (binary || shape == Decay::Shape::step)) {
    refuse("a continuous kernel",
           "use dai:30, gaussian:sigma=15,limit=30 or epanechnikov:30, or --method e2sfca");
  }
  if (!(options.alpha > 0) || !std::isfinite(options.alpha)) {
    throw Error(ErrorCode::usage, fmt::format("alpha = {} is not a positive number", options.alpha),
                "give alpha > 0");
  }
}

}  // namespace

Method parse_method(std::string_view text) {
  std::vector<std::string> known;
  for (const auto& [method, word] : methods) {
    if (text == word) return method;
    known.emplace_back(word);
  }
  const std::string nearest = nearest_word(text, known);
  throw Error(ErrorCode::usage, fmt::format("method « {} » is unknown", text),
              fmt::format("{}known: {}", nearest.empty() ? "" : fmt::format("did you mean « {} »? ", nearest),
                          fmt::join(known, ", ")));
}

std::string_view name(Method method) noexcept {
  for (const auto& [known, word] : methods) {
    if (known == method) return word;
  }
  return "";
}

Decay default_decay(Method method, Bound bound) {
  switch (method) {
    case Method::nearest: {
      Decay everything = parse_decay("binary:1", bound);
      everything.scale = everything.limit = infinity;
      return everything;
    }
    case Method::two_step:
      return parse_decay("binary:30", bound);
    case Method::enhanced:
    case Method::modified:
      return parse_decay("step:10=1,20=0.68,30=0.22", bound);
    case Method::kernel:
      return parse_decay("dai:30", bound);
    case Method::three_step:
      return parse_decay("step:10=0.962,20=0.704,30=0.377,60=0.042", bound);
    default:
      throw Error(ErrorCode::usage, fmt::format("method {} needs a decay", name(method)),
                  "add --decay, for instance binary:30 or gaussian:sigma=15,limit=60");
  }
}

AccessResult compute(PairSource& pairs, std::span<const double> demand, std::span<const double> supply,
                     const AccessOptions& options) {
  check(options);
  return Computation(pairs, demand, supply, options).run();
}

}  // namespace maillage::access
