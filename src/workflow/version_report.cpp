#include "maillage/workflow/version_report.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "maillage/carto/library_versions.hpp"
#include "maillage/core/version.hpp"
#include "maillage/geo/library_versions.hpp"
#include "maillage/io/library_versions.hpp"
#include "maillage/store/library_versions.hpp"
#include "maillage/store/workspace.hpp"
#include "maillage/study/library_versions.hpp"
#include "maillage/study/study.hpp"
#include "maillage/text/library_versions.hpp"

namespace maillage::workflow {
namespace {

using Json = nlohmann::ordered_json;

// Every "schema" a JSON output of this version may state; a test compares this with the sources.
constexpr std::array json_schemas{"maillage/access/1",  "maillage/check/1",   "maillage/manifest/1",
                                  "maillage/migrate/1", "maillage/summary/1", "maillage/synth/1",
                                  "maillage/verify/1",  "maillage/version/1"};

std::string json_library() {
  return std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_MINOR) +
         "." + std::to_string(NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace

std::vector<LibraryVersion> library_versions(const std::vector<LibraryVersion>& more) {
  std::vector<LibraryVersion> all = more;
  all.push_back({"nlohmann_json", json_library()});
  for (const auto& own :
       {core_libraries(), text::library_versions(), geo::library_versions(), io::library_versions(),
        store::library_versions(), carto::library_versions(), study::library_versions()}) {
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end(),
            [](const LibraryVersion& a, const LibraryVersion& b) { return a.name < b.name; });
  return all;
}

std::string version_json(const std::vector<LibraryVersion>& more) {
  const Build built = build();
  Json json = {{"schema", "maillage/version/1"},
               {"version", version()},
               {"build",
                {{"compiler", built.compiler},
                 {"architecture", built.architecture},
                 {"cpu_features", built.cpu_features},
                 {"parallel", built.parallel}}}};
  for (const LibraryVersion& library : library_versions(more))
    json["libraries"][library.name] = library.version;
  json["schemas"] = {
      {"study", study::schema_version}, {"workspace", store::schema_version}, {"json", json_schemas}};
  return json.dump(2);
}

}  // namespace maillage::workflow
