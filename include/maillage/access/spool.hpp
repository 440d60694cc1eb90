#pragma once
// Pairs from a file or a pipe, kept so that they can be read again in bounded memory.

#include <cstddef>

#include "maillage/access/pairs.hpp"

namespace maillage::access {

struct SpoolOptions {
  // Bytes of pairs (16 each) kept in memory; beyond it all go to one temporary file without a name in TMPDIR
  // (or the system's temporary folder), which disappears with the spool, even when the program is killed.
  std::size_t memory = std::size_t{64} << 20;
};

// Append first, then read any number of passes. Throws Error(io) when the temporary file cannot be made,
// written (disk full) or read.
class PairSpool final : public PairSource {
 public:
  explicit PairSpool(SpoolOptions options = {});
  ~PairSpool() override;
  PairSpool(const PairSpool&) = delete;
  PairSpool& operator=(const PairSpool&) = delete;

  void append(const Pair& pair) {
    if (held_.size() == capacity_) spill();
    held_.push_back(pair);
  }
  [[nodiscard]] std::uint64_t size() const { return written_ + held_.size(); }
  [[nodiscard]] bool on_disk() const { return file_ >= 0; }

  void rewind() override;
  [[nodiscard]] std::span<const Pair> next() override;

 private:
  void spill();
  void open_file();
  void read_batch();

  std::size_t capacity_;  // pairs held before they are written
  int file_ = -1;
  std::vector<Pair> held_;     // the last ones, not yet on disk
  std::uint64_t written_ = 0;  // pairs on disk
  std::uint64_t position_ = 0;
  std::vector<Pair> batch_;
};

}  // namespace maillage::access
