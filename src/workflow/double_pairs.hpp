#pragma once
// Finds a (demand, supply) pair that stands twice, in bounded memory: one bit per possible pair where they are few,
// otherwise one mark per supply site, which is enough while the rows of each demand place stand together.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace maillage::workflow {

class DoublePairs {
 public:
  static constexpr std::uint64_t most_bits = std::uint64_t{1} << 30;  // 128 MiB, touched only where pairs are

  DoublePairs(std::size_t demand, std::size_t supply) : supply_(supply) {
    const std::uint64_t bits = static_cast<std::uint64_t>(demand) * supply;
    if (bits <= most_bits)
      bits_.reset(static_cast<std::uint64_t*>(std::calloc(bits / 64 + 1, sizeof(std::uint64_t))));
    if (bits_ != nullptr) return;
    mark_.assign(supply, 0);
    left_.assign(demand, 0);
  }

  // Notes the pair; true when it is known to have stood before.
  bool seen(std::uint32_t i, std::uint32_t j) {
    if (bits_ != nullptr) {
      const std::uint64_t bit = static_cast<std::uint64_t>(i) * supply_ + j;
      std::uint64_t& word = bits_.get()[bit / 64];
      const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
      const bool before = (word & mask) != 0;
      word |= mask;
      return before;
    }
    if (i != current_) {
      if (current_ != none) left_[current_] = 1;
      complete_ = complete_ && left_[i] == 0;
      current_ = i;
      ++run_;
    }
    const bool before = mark_[j] == run_;
    mark_[j] = run_;
    return before;
  }
  // False when a double pair may have been missed.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  struct Free {
    void operator()(std::uint64_t* memory) const { std::free(memory); }
  };
  static constexpr std::uint32_t none = 0xffffffff;
  std::uint64_t supply_;
  std::unique_ptr<std::uint64_t, Free> bits_;
  std::vector<std::uint64_t> mark_;  // per site: the run of rows it was last seen in
  std::vector<std::uint8_t> left_;   // per place: its run of rows is over
  std::uint64_t run_ = 0;
  std::uint32_t current_ = none;
  bool complete_ = true;
};

}  // namespace maillage::workflow
