#pragma once
// How much a site t minutes away still counts: the weight w(t) of floating catchments and gravity measures.
//
// Written as text, times in minutes (a bare number) or with a unit ("15min", "900s"):
//   binary:T                  1 up to T
//   step:20=1,40=0.68,…       weight of each band, by its upper edge (edges increase)
//   linear:T                  1 − t/T
//   exponential:beta=β        e^(−βt), β per minute
//   power:beta=β,min=1        max(t, min)^(−β)
//   gaussian:sigma=σ          e^(−t²/2σ²)
//   dai:T                     (e^(−½(t/T)²) − e^(−½)) / (1 − e^(−½))      (Dai 2010)
//   gaussian01:T              e^(−t²/b), b = −T²/ln 0.01: 0.01 at T        (Kwan 1998)
//   epanechnikov:T            ¾ (1 − (t/T)²)
//   logistic:m=M,s=S          g(t)/g(0), g(t) = 1/(1 + e^((t−M)π/(S√3)))   (Bauer & Groneberg 2016)
// Every weight is 0 beyond T, beyond the last edge, or beyond `limit=…`, which exponential, power, gaussian
// and logistic take as one more parameter (without it they never end).

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::access {

// Whether a time equal to the upper edge of a band belongs to it. One rule for all edges of a run.
enum class Bound {
  closed,  // t <= edge
  open,    // t < edge
};

// "closed" or "open"; throws Error(usage).
[[nodiscard]] Bound parse_bound(std::string_view text);
[[nodiscard]] std::string_view name(Bound bound) noexcept;
// Whether t lies within `edge` under the rule.
[[nodiscard]] inline bool within(double t, double edge, Bound bound) {
  return bound == Bound::closed ? t <= edge : t < edge;
}

struct DecayBand {
  double edge = 0;    // minutes, > 0
  double weight = 0;  // >= 0
  friend bool operator==(const DecayBand&, const DecayBand&) = default;
};

struct Decay {
  enum class Shape {
    binary,
    step,
    linear,
    exponential,
    power,
    gaussian,
    dai,
    gaussian01,
    epanechnikov,
    logistic
  };

  Shape shape = Shape::binary;
  std::vector<DecayBand> bands;  // of step
  double scale = 30;             // T, β, σ or M
  double second = 0;             // min of power, S of logistic
  double limit = 30;             // minutes; infinite where there is none
  Bound bound = Bound::closed;   // at the limit and at the edges of bands

  // Weight at t >= 0 minutes: finite, >= 0; weights under 1e-100 are 0, so that no quotient of weights
  // overflows.
  [[nodiscard]] double operator()(double t) const;
  // Canonical text, minutes without unit; parse_decay(text(), bound) gives the same value.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Decay&, const Decay&) = default;
};

// Throws Error(usage) naming what is wrong, with the nearest known name or the form expected.
[[nodiscard]] Decay parse_decay(std::string_view spec, Bound bound = Bound::closed);

}  // namespace maillage::access
