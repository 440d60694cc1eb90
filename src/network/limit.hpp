#pragma once
#include <fmt/format.h>

#include <cstdint>

#include "maillage/core/error.hpp"
#include "maillage/core/units.hpp"
#include "maillage/network/graph.hpp"

namespace maillage::network {

// The limit as the searches take it. Throws Error(usage) out of 0 … longest_ms.
inline std::uint32_t checked_limit(Milliseconds limit) {
  if (limit.value < 0 || limit.value > longest_ms) {
    throw Error(ErrorCode::usage, fmt::format("the time limit is {} ms", limit.value), "give 0 to 24 days");
  }
  return static_cast<std::uint32_t>(limit.value);
}

}  // namespace maillage::network
