#pragma once
// The one rule of --strict, for every command that has it.

#include "maillage/core/diagnostics.hpp"

namespace maillage {

// Throws Error(data) when a diagnostic of severity error or warning is there; notes do not count. The message lists each
// with its count and first ids. Call it after everything was looked at and before anything is written.
void refuse_problems(const Diagnostics& diagnostics);

}  // namespace maillage
