#pragma once
// Workspaces of older maillage brought to the schema of this one, in a new place. The old one is not touched.

#include <filesystem>
#include <string>
#include <vector>

namespace maillage::workflow {

struct MigrateOptions {
  std::filesystem::path from;  // folder that `maillage run` wrote, or the GeoPackage alone
  std::filesystem::path to;    // absent, or an empty folder; of a GeoPackage: a file that is not there
};

struct MigrateReport {
  std::filesystem::path from, to;
  int from_schema = 0, to_schema = 0;
  std::vector<std::string> files;        // written, relative to `to`
  std::vector<std::string> added;        // what was derived
  std::vector<std::string> not_derived;  // what only a new run can give
  std::vector<std::string> notes;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string json() const;  // schema "maillage/migrate/1"
};

// A folder is looked at as `verify` would before it is brought over: one that is not what its run wrote is refused with
// Error(difference), or its changes would be recorded as right. What QGIS changed in styles is kept.
// Further errors: Error(usage) when there is nothing to migrate (current already; a study: there is one schema only) or
// `to` is in the way; Error(database) when `from` is newer or no workspace; Error(io), Error(input) as read_manifest.
[[nodiscard]] MigrateReport migrate(const MigrateOptions& options);

}  // namespace maillage::workflow
