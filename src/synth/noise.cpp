#include "noise.hpp"

#include <cmath>

namespace maillage::synth {
namespace {

double corner(std::uint64_t seed, Subject subject, std::int64_t i, std::int64_t j) {
  const auto a = static_cast<std::uint64_t>(static_cast<std::uint32_t>(i));
  const auto b = static_cast<std::uint64_t>(static_cast<std::uint32_t>(j));
  return 2 * unit(seed, subject, (a << 32) | b) - 1;
}

double blend(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

double one_octave(std::uint64_t seed, Subject subject, double x, double y) {
  const double fx = std::floor(x);
  const double fy = std::floor(y);
  const auto i = static_cast<std::int64_t>(fx);
  const auto j = static_cast<std::int64_t>(fy);
  const double u = blend(x - fx);
  const double v = blend(y - fy);
  const double low = corner(seed, subject, i, j) * (1 - u) + corner(seed, subject, i + 1, j) * u;
  const double high = corner(seed, subject, i, j + 1) * (1 - u) + corner(seed, subject, i + 1, j + 1) * u;
  return low * (1 - v) + high * v;
}

}  // namespace

double noise(std::uint64_t seed, Subject subject, geo::XY p, double wavelength, int octaves,
             double persistence) {
  double sum = 0;
  double height = 1;
  double total = 0;
  for (int k = 0; k < octaves; ++k) {
    sum += height * one_octave(seed + static_cast<std::uint64_t>(k) * 7919, subject, p.x / wavelength,
                               p.y / wavelength);
    total += height;
    height *= persistence;
    wavelength /= 2;
  }
  return 1.6 * sum / total;
}

}  // namespace maillage::synth
