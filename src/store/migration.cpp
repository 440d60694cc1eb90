#include "maillage/store/migration.hpp"

#include <fmt/format.h>

#include <system_error>

#include "maillage/store/workspace_reader.hpp"
#include "snapshot.hpp"

namespace maillage::store {
namespace {

namespace fs = std::filesystem;

// Page by page, as SQLite sees it: a log beside the file is in the copy.
void copy_database(const Database& from, const fs::path& to) {
  sqlite3* target = nullptr;
  const int opened =
      sqlite3_open_v2(to.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closer(target, &sqlite3_close);
  sqlite3_backup* backup =
      opened == SQLITE_OK ? sqlite3_backup_init(target, "main", from.handle(), "main") : nullptr;
  const bool copied = backup != nullptr && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
  if (backup != nullptr) sqlite3_backup_finish(backup);
  if (!copied) {
    throw Error(ErrorCode::io, fmt::format("{}: cannot be written: {}", to.string(), sqlite3_errmsg(target)),
                "check that the folder can be written to and has room");
  }
}

void mark(const fs::path& path) {
  Database database(path, Database::Access::write);
  database.run("PRAGMA journal_mode = DELETE");  // QGIS switches files to a log
  Statement(database, "UPDATE maillage_meta SET schema = ?").bind(1, std::int64_t{schema_version}).run_once();
}

}  // namespace

WorkspaceMeta migrate_workspace(const fs::path& from, const fs::path& to) {
  const Snapshot snapshot(from);
  const WorkspaceMeta meta = meta_of(snapshot.database(), from);
  if (meta.schema > schema_version) require_current(meta, from);
  if (meta.schema == schema_version) {
    throw Error(ErrorCode::usage,
                fmt::format("{}: the workspace has schema {} already", from.string(), meta.schema),
                "there is nothing to migrate");
  }
  if (meta.schema < 1) {
    throw Error(ErrorCode::database,
                fmt::format("{}: no maillage ever wrote schema {}", from.string(), meta.schema),
                "run the study again");
  }
  std::error_code problem;
  if (fs::exists(to, problem)) {
    throw Error(ErrorCode::io, fmt::format("{}: is there already", to.string()), "name a new file");
  }
  copy_database(snapshot.database(), to);
  mark(to);
  return meta;
}

}  // namespace maillage::store
