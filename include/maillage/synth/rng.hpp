#pragma once
// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea & Flood 2014) for seeding and hashing,
// xoshiro256** (Blackman & Vigna 2018) for sequences. A generator is made for a (seed, subject, index), so that what one
// commune draws does not depend on what the others drew, nor on threads.

#include <array>
#include <cstddef>
#include <cstdint>

namespace maillage::synth {

// What a stream of random numbers is for. The values are part of the results: append, never renumber.
enum class Subject : std::uint64_t {
  relief = 1,
  coast,
  island,
  outline,
  border,
  seeds,
  partition,
  towns,
  names,
  groups,
  settlements,
  road_cost,
  road_place,
  streets,
  one_way,
  roundabouts,
  cells,
  ages,
  sites,
  physicians,
  road_names,
  lengths,
  motorway,
  lanes,
  departments,
};

// SplitMix64's output function: a bijection of 64 bits that spreads every input bit.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}
[[nodiscard]] constexpr std::uint64_t hash(std::uint64_t seed, Subject subject, std::uint64_t index) {
  return mix(mix(mix(seed) ^ static_cast<std::uint64_t>(subject)) ^ index);
}
// The top 53 bits as a number in [0, 1).
[[nodiscard]] constexpr double unit(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}
[[nodiscard]] constexpr double unit(std::uint64_t seed, Subject subject, std::uint64_t index) {
  return unit(hash(seed, subject, index));
}

class Rng {
 public:
  Rng(std::uint64_t seed, Subject subject, std::uint64_t index = 0);
  std::uint64_t next();
  double uniform() { return unit(next()); }  // [0, 1)
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  std::size_t below(std::size_t count);  // 0 … count − 1; count ≥ 1
  bool chance(double probability) { return uniform() < probability; }
  double normal();  // mean 0, variance 1 (Marsaglia polar)
  double normal(double mean, double deviation) { return mean + deviation * normal(); }

 private:
  std::array<std::uint64_t, 4> state_{};
  double spare_ = 0;
  bool has_spare_ = false;
};

}  // namespace maillage::synth
