#pragma once
// Travel times as the measures of access read them: a stream of (demand, supply, minutes) that can be read
// again. A measure needs one to three passes and O(demand + supply) memory, whatever the number of pairs.

#include <cstdint>
#include <span>
#include <vector>

#include "maillage/core/interrupt.hpp"
#include "maillage/travel/times.hpp"

namespace maillage::access {

struct Pair {
  std::uint32_t demand = 0;  // index of the demand place
  std::uint32_t supply = 0;  // index of the supply site
  double minutes = 0;        // finite, >= 0
  friend bool operator==(const Pair&, const Pair&) = default;
};

// The seam between where times come from and what is computed from them. Each (demand, supply) stands at most
// once. Every pass gives the same pairs in the same order: sums are taken in that order.
class PairSource {
 public:
  virtual ~PairSource() = default;
  // Starts a pass from the first pair.
  virtual void rewind() = 0;
  // The next batch of the pass, valid until the next call; empty at the end.
  [[nodiscard]] virtual std::span<const Pair> next() = 0;
};

// Calls visit(pair) for every pair, in order; between batches Ctrl-C is looked at (Error(interrupted)).
template <class Visit>
void for_each_pair(PairSource& pairs, Visit visit) {
  pairs.rewind();
  for (auto batch = pairs.next(); !batch.empty(); batch = pairs.next()) {
    throw_if_interrupted();
    for (const Pair& pair : batch) visit(pair);
  }
}

// Pairs held by the caller.
class PairView final : public PairSource {
 public:
  explicit PairView(std::span<const Pair> pairs) : pairs_(pairs) {}
  void rewind() override { given_ = false; }
  [[nodiscard]] std::span<const Pair> next() override;

 private:
  std::span<const Pair> pairs_;
  bool given_ = false;
};

// Which side the origins of a TravelTimes are.
enum class Origins { demand, supply };

// Computed travel times; minutes = ms / 60000.0. Refers to `times`, which must outlive it.
class TravelTimesPairs final : public PairSource {
 public:
  explicit TravelTimesPairs(const travel::TravelTimes& times, Origins origins = Origins::demand);
  void rewind() override;
  [[nodiscard]] std::span<const Pair> next() override;

 private:
  const travel::TravelTimes& times_;
  Origins origins_;
  std::size_t origin_ = 0;
  std::uint64_t entry_ = 0;
  std::vector<Pair> batch_;
};

}  // namespace maillage::access
