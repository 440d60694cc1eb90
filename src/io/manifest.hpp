#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace maillage::io {

// Adds "files" (path, bytes, sha256 of every file under `folder`, sorted) to the members of `json` and writes it into
// `folder`. Throws Error(internal) when `json` is not an object.
void write_manifest(const std::filesystem::path& folder, std::string_view json);

// Paths (relative, '/') of the files that are ours in `folder`: those of its manifest, the manifest itself and the
// side files SQLite leaves beside them. Throws Error(usage) when the manifest is damaged.
[[nodiscard]] std::set<std::string> our_files(const std::filesystem::path& folder);

}  // namespace maillage::io
