#include "arithmetic.hpp"

namespace maillage::synth {
namespace {
constexpr double ln2 = 0.69314718055994530942;
constexpr double two_pi = 6.28318530717958647693;
}  // namespace

double natural_log(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact
  if (m < 0.70710678118654752440) {
    m *= 2;
    --exponent;
  }
  const double t = (m - 1) / (m + 1);
  const double t2 = t * t;
  double sum = 0;
  for (int k = 25; k >= 1; k -= 2) sum = sum * t2 + 1.0 / k;
  return 2 * t * sum + exponent * ln2;
}

double exponential(double x) {
  const double k = std::floor(x / ln2 + 0.5);
  const double r = x - k * ln2;
  double sum = 1;
  for (int i = 16; i >= 1; --i) sum = 1 + sum * r / i;
  return std::ldexp(sum, static_cast<int>(k));
}

double sine_turn(double turns) {
  double t = turns - std::floor(turns + 0.5);  // [−½, ½)
  if (t > 0.25) t = 0.5 - t;
  if (t < -0.25) t = -0.5 - t;
  const double a = two_pi * t;
  const double a2 = a * a;
  double sum = 1;
  for (int k = 21; k >= 3; k -= 2) sum = 1 - sum * a2 / (k * (k - 1));
  return a * sum;
}

}  // namespace maillage::synth
