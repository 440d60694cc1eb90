#pragma once
// maillage-manifest.json: what a run read, decided and wrote, so that it can be proved later. Schema
// "maillage/manifest/1"; the list of files is added by io::OutputFolder.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "maillage/store/contents.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

inline constexpr std::string_view workspace_name = "maillage.gpkg";
inline constexpr std::string_view manifest_schema = "maillage/manifest/1";

// Provenance, the study's keys as written, and digests of what `workspace` (a finished GeoPackage) holds.
[[nodiscard]] std::string manifest_json(const Loaded& loaded, const Results& results,
                                        const std::string& scenario, const std::filesystem::path& workspace);
// The members that hold the contents of a workspace, as JSON: "workspace_schema", "layers", "presentation".
[[nodiscard]] std::string contents_json(const std::filesystem::path& workspace);

struct RecordedFile {
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct RecordedInput {
  std::string name, path, sha256;
  std::map<std::string, std::string>
      companions;  // ending → SHA-256 of the files that belong to it (Shapefile)
};

// A manifest that was read.
struct RecordedRun {
  std::string json;          // as it stands
  int workspace_schema = 1;  // 1: written before digests were
  std::string version;       // of maillage
  std::string study_hash;
  std::string language, scenario;  // empty: not recorded
  std::map<std::string, std::string> study_keys;
  std::vector<RecordedInput> inputs;
  std::map<std::string, RecordedFile> files;
  std::vector<store::LayerContents> layers;
  std::map<std::string, std::string> presentation;
};

// Of an output folder of `maillage run`. Throws Error(io) when there is no manifest, Error(input) when it is damaged or
// of another command, Error(database) when it is of a newer maillage.
[[nodiscard]] RecordedRun read_manifest(const std::filesystem::path& folder);

}  // namespace maillage::workflow
