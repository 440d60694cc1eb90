#pragma once
// Diagnostics on a terminal or in a log: one line each, first ids behind.

#include <cstddef>

#include "maillage/core/diagnostics.hpp"

namespace maillage::cli {

// To standard error: "maillage: warning: sites: 3 × points lie outside … (A, B, C)" and what to do. Notes only when
// `notes` is true; at most `shown_ids` ids each.
void print(const Diagnostics& diagnostics, bool notes, std::size_t shown_ids = 5);

}  // namespace maillage::cli
