#pragma once
// What is in the inputs of a study and what is wrong with them, without computing any travel time.

#include <filesystem>
#include <string>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/workflow/load.hpp"

namespace maillage::workflow {

struct CheckReport {
  std::string text;  // for people: inputs with rows, vintage, licence; what was loaded
  std::string json;  // schema "maillage/check/1"
  Diagnostics diagnostics;
};

// Reads and checks all inputs. Throws as read_study() and load() on what stops a run.
[[nodiscard]] CheckReport check(const std::filesystem::path& study, Progress* progress = nullptr);

}  // namespace maillage::workflow
