#pragma once
// What the command line got wrong, in the form of every other error.

#include <CLI/CLI.hpp>

#include "maillage/core/error.hpp"

namespace maillage::cli {

// Names the nearest option or command where one is meant.
[[nodiscard]] Error usage_error(const CLI::App& app, const CLI::ParseError& problem);

}  // namespace maillage::cli
