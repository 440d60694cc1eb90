#pragma once
// Cutting a numeric column into classes for a choropleth map or a QGIS style.
//
// A classification is its inner breaks only: k classes have k − 1 of them, and the first and last class are open, so
// that every finite value has a class and maps of several years compare. Breaks computed from values lie in their
// range; `low` and `high` remember that range for the reader of a legend.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/text/language.hpp"

namespace maillage::carto {

// Which class a value equal to a break belongs to.
enum class Closed {
  left,   // the class above: [a, b), "a à moins de b"; the rule of statistical offices
  right,  // the class below: (a, b]; the rule of legal thresholds ("APL inférieure ou égale à 2,5")
};

struct Classes {
  std::vector<double> breaks;  // inner breaks, strictly increasing, finite; may be empty (one class)
  Closed closed = Closed::left;
  double low = -std::numeric_limits<double>::infinity();  // smallest value classified; −∞ when not known
  double high = std::numeric_limits<double>::infinity();  // largest value classified; +∞ when not known

  [[nodiscard]] std::size_t count() const { return breaks.size() + 1; }
  // 0 … count() − 1. Precondition: `value` is not NaN. O(log k).
  [[nodiscard]] std::size_t index(double value) const;
  friend bool operator==(const Classes&, const Classes&) = default;
};

enum class Method { quantiles, equal, jenks, q6, head_tail };

// "quantiles", "equal", "jenks" (also "fisher"), "q6", "head_tail"; throws Error(usage) naming them. "fixed" is
// not here: fixed breaks need no values, see fixed().
[[nodiscard]] Method parse_method(std::string_view name);

// The breaks as given. Throws Error(usage) unless finite and strictly increasing.
[[nodiscard]] Classes fixed(std::vector<double> breaks, Closed closed = Closed::left);

// Cuts `values` (NaN ignored, others must be finite) into at most `count` classes, 1 … 12. Where equal values make
// breaks coincide there are fewer classes, never an empty repeated one. `count` is ignored by q6 (six) and is the
// largest number for head_tail.
//
// `weights` (same length, finite, ≥ 0; empty: all 1), for example populations, count in quantiles, q6, jenks and
// head_tail: a quantile break is then the smallest value with at least p of the weight at or below it. Unweighted
// quantiles are those of the linear rule h = (n − 1)p (Hyndman and Fan 1996, type 7).
// - equal: classes of equal width between minimum and maximum.
// - jenks: least sum of squared deviations within classes, exact by dynamic programming over the distinct values
//   (Fisher 1958): O(k·u²) time for u distinct values up to 2 000; more are first gathered into 2 000
//   equal-count groups, which bounds the error by the width of a group. A break is the first value of the class above.
// - q6: probabilities 0, .05, .25, .5, .75, .95, 1 (the usual cut of French atlases, extremes apart).
// - head_tail: break at the mean, again within the part above, while that part is at most 40 % of it (Jiang 2013).
// Throws Error(input) when no value is left, Error(usage) for a bad count, Error(internal) for lengths that differ.
[[nodiscard]] Classes classify(std::span<const double> values, Method method, std::size_t count,
                               std::span<const double> weights = {});

// The same classes with breaks rounded to `decimals` (0 … 6) and repeated ones merged, so that the legend says exactly
// what is drawn.
[[nodiscard]] Classes rounded(Classes classes, int decimals);

// Fewest decimals (at most 6) that write every break exactly, or, failing that, keep every two apart and within 1 %
// of the narrowest class.
[[nodiscard]] int decimals_needed(const Classes& classes);

// What the legend says, lowest class first. Closed::left: "moins de 2,5", "2,5 à 4", "4 et plus" / "under 2.5",
// "2.5 to 4", "4 and over"; Closed::right: "2,5 et moins", "2,5 à 4", "plus de 4". One class only: "toutes les
// valeurs". `decimals` −1: decimals_needed(); trailing zeros of all breaks alike are kept so that figures align.
[[nodiscard]] std::vector<std::string> labels(const Classes& classes, text::Language language,
                                              int decimals = -1);

// How well the classes describe the values: 1 − within-class / total sum of squares (goodness of variance fit), 0 … 1.
[[nodiscard]] double goodness(const Classes& classes, std::span<const double> values);

}  // namespace maillage::carto
