#pragma once
// The main job: load, compute, write one folder.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/text/language.hpp"

namespace maillage::workflow {

struct RunOptions {
  std::filesystem::path study;
  std::filesystem::path out;               // absent, empty, or a folder a run wrote
  std::optional<text::Language> language;  // else the study's
  std::string scenario = "baseline";
  bool strict =
      false;  // Error(data) on any warning or error of the data (core/strict.hpp); nothing is written
  Execution execution;  // its progress is told the steps
};

struct RunReport {
  std::filesystem::path out;
  std::vector<std::string> files;  // relative to out, in the order written
  Diagnostics diagnostics;
};

// Throws Error(usage) when the study has no such scenario.
void check_scenario(const RunOptions& options);

// Writes, for the study's inputs and nothing else (same bytes for any thread count, folder, time zone):
//   maillage.gpkg       layers with aliases, units and styles; inputs and diagnostics as tables
//   communes.csv, departments.csv, …   the same tables without geometry
//   maillage.xlsx/.ods  all tables as one workbook
//   time_KIND.tif       minutes to the nearest, everywhere in the study area
//   map_access.png/.svg/.pdf, map_time.*, map_zones.*
//   report.html         the same for readers: one page that needs no network
//   summary.json        key figures, parameters, inputs with hashes, diagnostics
//   maillage-manifest.json
// The folder is built beside and exchanged in one step; on any error the old one is left as it was.
RunReport run(const RunOptions& options);

}  // namespace maillage::workflow
