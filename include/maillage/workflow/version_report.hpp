#pragma once
// What this program is made of and which forms of files it knows: `maillage --version --json`.

#include <string>
#include <vector>

#include "maillage/core/library_version.hpp"

namespace maillage::workflow {

// Libraries of all modules, by name; `more`: those only the caller uses.
[[nodiscard]] std::vector<LibraryVersion> library_versions(const std::vector<LibraryVersion>& more = {});

// Schema "maillage/version/1": version, build, libraries, schemas. No clock, no host, no path.
[[nodiscard]] std::string version_json(const std::vector<LibraryVersion>& more = {});

}  // namespace maillage::workflow
