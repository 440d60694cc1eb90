#pragma once
// The proof that a workspace folder is right: every file is the one the run wrote, the GeoPackage says what it said
// (whatever QGIS did to its bytes), figures agree with each other, and, where they can be found, the study and its
// inputs are those the run read. Nothing in the folder is touched.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"

namespace maillage::workflow {

enum class FindingKind {
  difference,   // not right
  not_checked,  // could not be looked at
  note,         // different and allowed
};

// One finding; members that do not apply are empty.
struct Finding {
  FindingKind kind = FindingKind::difference;
  std::string check = {};    // "files", "contents", "tables", "sums", "parameters", "inputs", "recompute"
  std::string message = {};  // the whole sentence, for people
  std::string file = {};     // relative to the folder; of an input as the study writes it
  std::string layer = {};
  std::int64_t row = 0;     // fid; 0: does not apply
  std::string id = {};      // code or id of that row
  std::string column = {};  // or key, or parameter
  std::string recorded = {};
  std::string found = {};
};

struct VerifyOptions {
  std::filesystem::path workspace;  // the folder, or the GeoPackage in it
  std::filesystem::path study;      // where inputs are found; empty: only those under ${MAILLAGE_DATA}
  bool recompute = false;           // run the study again and compare; needs `study`
  bool complete = false;            // what could not be checked counts as a difference
  Execution execution;              // of the recomputation; its progress is told the steps
};

struct VerifyReport {
  std::filesystem::path folder;
  std::vector<Finding> findings;  // in the order of the checks
  std::map<std::string, std::size_t>
      looked_at;           // "files", "layers", "rows", "tables", "sums", "parameters", "inputs"
  std::string written_by;  // version of maillage
  bool recomputed = false;
  std::size_t differences = 0;  // counted in full; of each file and layer only the first 20 are listed
  std::size_t not_checked = 0;
  bool right = false;

  [[nodiscard]] std::string text() const;  // one line per finding, and a sentence
  [[nodiscard]] std::string json() const;  // schema "maillage/verify/1"
};

// Errors: Error(io) when there is no manifest, Error(input) when it is damaged, Error(database) when the workspace has
// another schema, Error(usage) for `recompute` without a study, and those of read_study. Differences are no errors: they
// are in the report. Cost: reading all files once.
[[nodiscard]] VerifyReport verify(const VerifyOptions& options);

}  // namespace maillage::workflow
