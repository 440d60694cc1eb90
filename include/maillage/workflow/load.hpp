#pragma once
// From a study to everything it loads: inputs read, brought to one CRS, checked, and counted.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/geo/geometry.hpp"
#include "maillage/network/graph.hpp"
#include "maillage/study/study.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::workflow {

// What an output says of each input.
struct InputRecord {
  std::string name;     // "communes"
  std::string path;     // as the study writes it
  std::string sha256;   // of the file's bytes
  std::string vintage;  // empty: the study does not say
  std::string licence;
  std::string source;
  std::uint64_t rows = 0;
  std::map<std::string, std::string> companions = {};  // companion_hashes()
};

struct Loaded {
  study::Study study;
  territory::Territory territory;
  std::optional<network::RoadGraph> roads;
  geo::MultiLineString main_roads;  // motorways to primaries, for the background of maps
  std::vector<InputRecord> inputs;
  Diagnostics diagnostics;
};

// Formats of several files are named by one of them: ending (".dbf") → SHA-256 of the others that are there. Empty for
// formats of one file.
[[nodiscard]] std::map<std::string, std::string> companion_hashes(const std::filesystem::path& path);

// Throws Error(input|io|crs|usage) as the readers do, with file and line or feature.
[[nodiscard]] Loaded load(study::Study study, Progress* progress = nullptr);

}  // namespace maillage::workflow
