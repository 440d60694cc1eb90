#include "maillage/store/workspace_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "maillage/core/interrupt.hpp"
#include "maillage/text/language.hpp"
#include "snapshot.hpp"

namespace maillage::store {
namespace {

sqlite3_stmt* statement_of(void* pointer) { return static_cast<sqlite3_stmt*>(pointer); }

// Column 0 of every visit is the number of the row.
int sql_column(std::size_t column) { return static_cast<int>(column) + 1; }

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::int64_t CellRow::fid() const { return sqlite3_column_int64(statement_of(statement_), 0); }

CellRow::Kind CellRow::kind(std::size_t column) const {
  switch (sqlite3_column_type(statement_of(statement_), sql_column(column))) {
    case SQLITE_INTEGER:
      return Kind::integer;
    case SQLITE_FLOAT:
      return Kind::real;
    case SQLITE_TEXT:
      return Kind::text;
    case SQLITE_BLOB:
      return Kind::blob;
    default:
      return Kind::null;
  }
}

double CellRow::number(std::size_t column) const {
  if (kind(column) == Kind::null) return std::numeric_limits<double>::quiet_NaN();
  return sqlite3_column_double(statement_of(statement_), sql_column(column));
}

std::int64_t CellRow::integer(std::size_t column) const {
  return sqlite3_column_int64(statement_of(statement_), sql_column(column));
}

std::string CellRow::text(std::size_t column) const {
  switch (kind(column)) {
    case Kind::integer:
      return fmt::format("{}", integer(column));
    case Kind::real:
      return text::shortest(number(column));
    case Kind::text:
      return std::string(bytes(column));
    default:
      return {};
  }
}

std::string_view CellRow::bytes(std::size_t column) const {
  sqlite3_stmt* statement = statement_of(statement_);
  const void* data = sqlite3_column_blob(statement, sql_column(column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, sql_column(column)));
  return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

struct WorkspaceReader::State {
  explicit State(const std::filesystem::path& file) : snapshot(file), path(file) {}
  [[nodiscard]] const Database& database() const { return snapshot.database(); }

  Snapshot snapshot;
  std::filesystem::path path;
};

WorkspaceReader::WorkspaceReader(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {
  if (!has_table("gpkg_contents")) {
    throw Error(ErrorCode::database, fmt::format("{}: is not a GeoPackage", path.string()));
  }
}

WorkspaceReader::~WorkspaceReader() = default;
WorkspaceReader::WorkspaceReader(WorkspaceReader&&) noexcept = default;
WorkspaceReader& WorkspaceReader::operator=(WorkspaceReader&&) noexcept = default;

bool WorkspaceReader::merged_log() const { return state_->snapshot.merged_log(); }

WorkspaceMeta WorkspaceReader::meta() const { return meta_of(state_->database(), state_->path); }

std::vector<std::string> WorkspaceReader::layers() const {
  std::vector<std::string> names;
  Statement rows(state_->database(),
                 "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles' ORDER BY 1");
  while (rows.step()) names.push_back(rows.text(0));
  return names;
}

bool WorkspaceReader::has_table(std::string_view name) const {
  Statement found(state_->database(), "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  return found.bind(1, name).step();
}

std::vector<std::string> WorkspaceReader::columns(std::string_view layer) const {
  std::vector<std::string> names;
  Statement rows(state_->database(), "SELECT name FROM pragma_table_info(?) ORDER BY cid");
  rows.bind(1, layer);
  while (rows.step()) names.push_back(rows.text(0));
  return names;
}

std::string WorkspaceReader::fid_column(std::string_view layer) const {
  Statement key(state_->database(), "SELECT name FROM pragma_table_info(?) WHERE pk = 1");
  return key.bind(1, layer).step() ? key.text(0) : std::string();
}

std::string WorkspaceReader::geometry(std::string_view layer) const {
  if (!has_table("gpkg_geometry_columns")) return {};
  Statement found(state_->database(),
                  "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns "
                  "WHERE table_name = ?");
  if (!found.bind(1, layer).step()) return {};
  return fmt::format("{} {} {}", found.text(0), found.text(1), found.integer(2));
}

std::string WorkspaceReader::geometry_column(std::string_view layer) const {
  const std::string words = geometry(layer);
  return words.substr(0, words.find(' '));
}

void WorkspaceReader::visit(std::string_view layer, const std::vector<std::string>& columns,
                            const std::function<void(const CellRow&)>& row) const {
  std::string list = "rowid";
  for (const std::string& column : columns) list += ", " + sql_name(column);
  Statement rows(state_->database(), fmt::format("SELECT {} FROM {} ORDER BY rowid", list, sql_name(layer)));
  const CellRow at(rows.handle());
  for (std::size_t n = 0; rows.step(); ++n) {
    if (n % 1024 == 0) throw_if_interrupted();
    row(at);
  }
}

void WorkspaceReader::visit_unordered(std::string_view table,
                                      const std::function<void(const CellRow&, std::size_t)>& row) const {
  const std::size_t count = columns(table).size();
  std::string order;
  for (std::size_t c = 0; c < count; ++c) order += fmt::format("{}{}", c == 0 ? "" : ", ", c + 2);
  Statement rows(state_->database(), fmt::format("SELECT 0, * FROM {} ORDER BY {}", sql_name(table), order));
  const CellRow at(rows.handle());
  while (rows.step()) row(at, count);
}

}  // namespace maillage::store
