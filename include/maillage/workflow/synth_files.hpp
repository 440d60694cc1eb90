#pragma once
// A fictitious territory as files: what `maillage synth` does.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"
#include "maillage/synth/generate.hpp"

namespace maillage::workflow {

struct SynthFiles {
  synth::Options options;
  // Absent, empty, or written by maillage before; files in it that are not ours are kept (io::OutputFolder).
  std::filesystem::path out;
  bool study = false;  // also study.toml
  Execution execution;
};

struct SynthSummary {
  synth::Statistics statistics;
  std::vector<std::string> files;  // names inside the folder, in the order written
};

// The study that names the files of a generated territory, for `maillage run`: TOML.
[[nodiscard]] std::string synth_study(const synth::Options& options);

// Writes into `out`, whole or not at all: territory.gpkg (layers communes, departments, roads), population.csv,
// cells.csv, sites.csv, physicians.csv, cpts.csv, study.toml when asked for, and the manifest: that all of it is fictitious (French and English),
// licence, generator version, options, rows per table, bytes and SHA-256 per file. Equal options give equal bytes for any
// number of threads. Throws Error(usage) on options out of range or a folder that is not ours, Error(io).
SynthSummary write_synth_files(const SynthFiles& request);

// Checks options and folder as write_synth_files does and changes nothing. The names it would write, in that order.
[[nodiscard]] std::vector<std::string> plan_synth_files(const SynthFiles& request);

// The manifest's own members, as JSON; `written`: rows of every table by name.
using TableRows = std::map<std::string, std::size_t>;
[[nodiscard]] std::string synth_manifest(const synth::Options& options, const TableRows& written);

}  // namespace maillage::workflow
