#pragma once
// A database as it stands, looked at without leaving a trace: no byte of it, no file beside it changes.

#include <filesystem>
#include <memory>

#include "database.hpp"
#include "maillage/store/workspace.hpp"

namespace maillage::store {

class Snapshot {
 public:
  // Opened in place and immutable. Where another program (QGIS) left a log or journal beside it, that belongs to the
  // contents: file and log are copied to a temporary folder and merged there. Errors as Database.
  explicit Snapshot(const std::filesystem::path& path);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  [[nodiscard]] const Database& database() const { return *database_; }
  [[nodiscard]] bool merged_log() const { return !copy_.empty(); }

 private:
  std::filesystem::path copy_;  // the temporary folder; empty: in place
  std::unique_ptr<Database> database_;
};

// What the workspace says of itself; `path` is for messages. Errors as read_meta.
[[nodiscard]] WorkspaceMeta meta_of(const Database& database, const std::filesystem::path& path);

}  // namespace maillage::store
