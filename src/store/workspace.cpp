#include "maillage/store/workspace.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "database.hpp"
#include "embedded_project.hpp"
#include "qml_aliases.hpp"
#include "snapshot.hpp"

namespace maillage::store {
namespace {

// The columns QGIS itself creates, in its order; the id is the feature id, or QGIS does not find the style.
constexpr const char* create_styles =
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
    "styleQML TEXT, "
    "styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time "
    "DATETIME DEFAULT "
    "(strftime('%Y-%m-%dT%H:%M:%fZ','now')))";

constexpr const char* create_meta =
    "CREATE TABLE maillage_meta (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, schema INTEGER NOT NULL, "
    "version TEXT "
    "NOT NULL, study_hash TEXT NOT NULL)";

bool has_table(const Database& database, std::string_view name) {
  Statement found(database, "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?");
  return found.bind(1, name).step();
}

// "…T00:00:00Z" → "…T00:00:00.000Z": the only form GeoPackage and GDAL take without a warning.
std::string with_milliseconds(std::string date) {
  if (date.ends_with('Z') && date.find('.') == std::string::npos) date.insert(date.size() - 1, ".000");
  return date;
}

void register_attributes(const Database& database, std::string_view table, std::string_view description,
                         const std::string& date) {
  Statement(database,
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
            "VALUES "
            "(?1, 'attributes', ?1, ?2, ?3, 0)")
      .bind(1, table)
      .bind(2, description)
      .bind(3, with_milliseconds(date))
      .run_once();
}

std::string geometry_column(const Database& database, const std::string& layer) {
  if (!has_table(database, "gpkg_geometry_columns")) return {};
  Statement found(database, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?");
  return found.bind(1, layer).step() ? found.text(0) : std::string();
}

std::vector<std::pair<std::string, std::string>> aliases_of(const Database& database,
                                                            const std::string& layer) {
  std::vector<std::pair<std::string, std::string>> aliases;
  if (!has_table(database, "gpkg_data_columns")) return aliases;
  Statement rows(database,
                 "SELECT column_name, name FROM gpkg_data_columns WHERE table_name = ? AND name <> "
                 "column_name ORDER BY rowid");
  rows.bind(1, layer);
  while (rows.step()) aliases.emplace_back(rows.text(0), rows.text(1));
  return aliases;
}

void require_layer(const Database& database, const LayerStyle& style) {
  Statement found(database, "SELECT 1 FROM gpkg_contents WHERE table_name = ?");
  if (!found.bind(1, style.layer).step()) {
    throw Error(ErrorCode::internal, fmt::format("the style « {} » is for a layer that is not there: {}",
                                                 style.name, style.layer));
  }
}

void write_styles(Database& database, const WorkspaceParts& parts) {
  database.run(create_styles);
  register_attributes(database, "layer_styles", "", parts.date);
  Statement insert(
      database,
      "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
      "styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) VALUES "
      "('', '', ?, ?, ?, ?, ?, ?, ?, '', NULL, ?)");
  std::set<std::string> with_default;
  for (const LayerStyle& style : parts.styles) {
    require_layer(database, style);
    if (style.is_default && !with_default.insert(style.layer).second) {
      throw Error(ErrorCode::internal, fmt::format("two default styles for the layer {}", style.layer));
    }
    insert.bind(1, style.layer)
        .bind(2, geometry_column(database, style.layer))
        .bind(3, style.name)
        .bind(4, with_aliases(style.qml, aliases_of(database, style.layer)))
        .bind(5, style.sld)
        .bind(6, std::int64_t{style.is_default})
        .bind(7, style.description)
        .bind(8, with_milliseconds(parts.date))
        .run_once();
  }
}

void write_meta(Database& database, const WorkspaceParts& parts) {
  database.run(create_meta);
  register_attributes(database, "maillage_meta", "Version of the workspace, written by maillage", parts.date);
  Statement(database, "INSERT INTO maillage_meta (schema, version, study_hash) VALUES (?, ?, ?)")
      .bind(1, std::int64_t{parts.meta.schema})
      .bind(2, parts.meta.version)
      .bind(3, parts.meta.study_hash)
      .run_once();
  database.run(
      "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT "
      "NOT NULL, "
      "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
      "extension_name));"
      "INSERT INTO gpkg_extensions VALUES ('maillage_meta', NULL, 'maillage_workspace', 'docs/formats.md of "
      "maillage', "
      "'write-only')");  // who only reads may ignore it: no warning in QGIS and GDAL
}

}  // namespace

void finish_workspace(const std::filesystem::path& path, const WorkspaceParts& parts) {
  Database database(path, Database::Access::write);
  if (!has_table(database, "gpkg_contents")) {
    throw Error(ErrorCode::database, fmt::format("{}: is not a GeoPackage", path.string()));
  }
  if (has_table(database, "maillage_meta")) {
    throw Error(ErrorCode::database, fmt::format("{}: the workspace is finished already", path.string()));
  }
  database.run("BEGIN IMMEDIATE");
  write_styles(database, parts);
  write_meta(database, parts);
  if (parts.project) write_project(database, *parts.project, with_milliseconds(parts.date));
  database.run("COMMIT");  // an exception before it closes the connection: SQLite rolls back
}

WorkspaceMeta meta_of(const Database& database, const std::filesystem::path& path) {
  if (!has_table(database, "maillage_meta")) {
    throw Error(ErrorCode::database, fmt::format("{}: is not a workspace of maillage", path.string()),
                "name the maillage.gpkg that `maillage run` wrote");
  }
  Statement meta(database, "SELECT schema, version, study_hash FROM maillage_meta ORDER BY fid LIMIT 1");
  if (!meta.step())
    throw Error(ErrorCode::database, fmt::format("{}: the table maillage_meta is empty", path.string()));
  return {static_cast<int>(meta.integer(0)), meta.text(1), meta.text(2)};
}

WorkspaceMeta read_meta(const std::filesystem::path& path) {
  return meta_of(Snapshot(path).database(), path);
}

void require_current(const WorkspaceMeta& meta, const std::filesystem::path& path) {
  if (meta.schema == schema_version) return;
  const bool newer = meta.schema > schema_version;
  throw Error(
      ErrorCode::database,
      fmt::format("{}: the workspace has schema {} (maillage {}), this maillage reads schema {}",
                  path.string(), meta.schema, meta.version, schema_version),
      newer ? "update maillage: a newer one wrote it" : "run `maillage migrate` to bring it into a new file");
}

void settle(const std::filesystem::path& path) {
  Database database(path, Database::Access::write);
  Statement checkpoint(database, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (checkpoint.step() && checkpoint.integer(0) != 0) {
    throw Error(ErrorCode::database, fmt::format("{}: another program has the file open", path.string()),
                "close it there (QGIS: remove its layers from the project) and start again");
  }
}

}  // namespace maillage::store
