#pragma once
// Workspaces of older maillage, brought to the layout of this one in a new file.

#include <filesystem>

#include "maillage/store/workspace.hpp"

namespace maillage::store {

// Copies `from` to `to`, with what another program left in a log, and marks the copy as schema_version. `from` is not
// touched. Layers, styles and the version that computed them stay as they are: what schema 2 has besides (digests of the
// contents) stands in the manifest. Returns what `from` said of itself.
// Throws Error(database) when `from` is no workspace or a newer one, Error(usage) when it is current already, Error(io) when `to` exists.
WorkspaceMeta migrate_workspace(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace maillage::store
