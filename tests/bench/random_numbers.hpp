#pragma once
// Numbers for made-up inputs: the same on every machine (splitmix64, Steele, Lea & Flood 2014).

#include <cstdint>

namespace maillage::bench {

class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // 0 … 1, without 1.
  double real() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  // 0 … bound - 1.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(real() * bound); }

 private:
  std::uint64_t state_;
};

}  // namespace maillage::bench
