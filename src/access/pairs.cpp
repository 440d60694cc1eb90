#include "maillage/access/pairs.hpp"

#include <algorithm>
#include <utility>

namespace maillage::access {
namespace {

constexpr std::size_t batch_size = 8192;

}  // namespace

std::span<const Pair> PairView::next() {
  if (std::exchange(given_, true)) return {};
  return pairs_;
}

TravelTimesPairs::TravelTimesPairs(const travel::TravelTimes& times, Origins origins)
    : times_(times), origins_(origins) {
  batch_.reserve(batch_size);
}

void TravelTimesPairs::rewind() {
  origin_ = 0;
  entry_ = 0;
}

std::span<const Pair> TravelTimesPairs::next() {
  batch_.clear();
  while (origin_ < times_.origins() && batch_.size() < batch_size) {
    const std::uint64_t row_end = times_.offsets[origin_ + 1];
    const std::uint64_t stop = std::min<std::uint64_t>(row_end, entry_ + (batch_size - batch_.size()));
    const auto origin = static_cast<std::uint32_t>(origin_);
    for (; entry_ < stop; ++entry_) {
      const travel::Time& time = times_.entries[entry_];
      const double t = minutes(Milliseconds(time.milliseconds));
      batch_.push_back(origins_ == Origins::demand ? Pair{origin, time.destination, t}
                                                   : Pair{time.destination, origin, t});
    }
    if (entry_ == row_end) ++origin_;
  }
  return batch_;
}

}  // namespace maillage::access
