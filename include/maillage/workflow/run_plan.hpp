#pragma once
// What a run would compute and write, from its inputs alone: `maillage run --dry-run`.

#include <string>
#include <vector>

#include "maillage/workflow/run.hpp"

namespace maillage::workflow {

struct RunPlan {
  std::filesystem::path out;
  std::vector<std::string> computed;  // sentences, for people
  std::vector<std::string> written;   // sentences: layers, tables and maps with their numbers
  std::vector<std::string> files;     // relative to out, in the order a run writes them
  Diagnostics diagnostics;            // of the inputs; computing may add others
};

// Reads and checks the inputs and the output folder as run() does, computes no travel time and changes nothing on disk.
// Throws what run() would throw until then; with options.strict also Error(data) on problems of the inputs. No duration
// is forecast: it depends on the machine; the numbers of places and pairs say what there is to do.
[[nodiscard]] RunPlan plan_run(const RunOptions& options);

}  // namespace maillage::workflow
