#pragma once
// Elementary functions from + − · ÷ and √ only: the C library's differ in the last bit between versions and processors,
// which would make two machines draw two territories. Accurate to a few units in the last place.

#include <cmath>

#include "maillage/geo/geometry.hpp"

namespace maillage::synth {

[[nodiscard]] double natural_log(double x);  // x > 0
[[nodiscard]] double exponential(double x);  // |x| < 700
[[nodiscard]] inline double power(double base, double exponent) {
  return exponential(exponent * natural_log(base));
}
[[nodiscard]] double sine_turn(double turns);  // sin(2π·turns)
[[nodiscard]] inline double cosine_turn(double turns) { return sine_turn(turns + 0.25); }

[[nodiscard]] inline double squared_distance(geo::XY a, geo::XY b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}
[[nodiscard]] inline double metres_between(geo::XY a, geo::XY b) { return std::sqrt(squared_distance(a, b)); }
// To decimetres, as official boundary files do.
[[nodiscard]] inline double decimetre(double metres) { return std::floor(metres * 10 + 0.5) / 10; }
[[nodiscard]] inline geo::XY decimetre(geo::XY p) { return {decimetre(p.x), decimetre(p.y)}; }

}  // namespace maillage::synth
