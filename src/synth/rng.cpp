#include "maillage/synth/rng.hpp"

#include <cmath>

#include "arithmetic.hpp"

namespace maillage::synth {
namespace {
constexpr std::uint64_t rotate_left(std::uint64_t v, int by) { return (v << by) | (v >> (64 - by)); }
}  // namespace

Rng::Rng(std::uint64_t seed, Subject subject, std::uint64_t index) {
  std::uint64_t s = hash(seed, subject, index);
  for (std::uint64_t& word : state_) word = s = mix(s);
}

std::uint64_t Rng::next() {
  const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
  const std::uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = rotate_left(state_[3], 45);
  return result;
}

std::size_t Rng::below(std::size_t count) {
  return static_cast<std::size_t>(uniform() * static_cast<double>(count));
}

double Rng::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  while (true) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double s = u * u + v * v;
    if (s >= 1 || s == 0) continue;
    const double factor = std::sqrt(-2 * natural_log(s) / s);
    spare_ = v * factor;
    has_spare_ = true;
    return u * factor;
  }
}

}  // namespace maillage::synth
