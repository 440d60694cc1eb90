#pragma once
// A fictitious territory as files: what `maillage synth` does.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"
#include "maillage/synth/generate.hpp"

namespace maillage::workflow {

struct SynthFiles {
  synth::Options options;
  // Absent, empty, or written by maillage before; files in it that are not ours are kept (io::OutputFolder).
  std::filesystem::path out;
  Execution execution;
};

struct SynthSummary {
  synth::Statistics statistics;
  std::vector<std::string> files;  // names inside the folder, in the order written
};

// Writes into `out`, whole or not at all: territory.gpkg (layers communes, departments, roads), population.csv,
// cells.csv, sites.csv, physicians.csv, cpts.csv, and the manifest: that all of it is fictitious (French and English),
// licence, generator version, options, rows per table, bytes and SHA-256 per file. Equal options give equal bytes for any
// number of threads. Throws Error(usage) on options out of range or a folder that is not ours, Error(io).
SynthSummary write_synth_files(const SynthFiles& request);

// Checks options and folder as write_synth_files does and changes nothing. The names it would write, in that order.
[[nodiscard]] std::vector<std::string> plan_synth_files(const SynthFiles& request);

// The manifest's own members, as JSON; `written` as generated.
[[nodiscard]] std::string synth_manifest(const synth::Options& options, const synth::SynthTerritory& written);

}  // namespace maillage::workflow
