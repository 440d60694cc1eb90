#pragma once
// Reads what a workspace holds, row by row, and leaves no trace of having looked: nothing in the file or beside it
// changes, also where QGIS left a write-ahead log (its changes count as contents).
//
//   const store::WorkspaceReader workspace("out/demo/maillage.gpkg");
//   workspace.visit("communes", {"code", "population"}, [&](const store::CellRow& row) { sum += row.number(1); });

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/store/workspace.hpp"

namespace maillage::store {

// The row a visit stands at. Valid during the call only.
class CellRow {
 public:
  enum class Kind { null, integer, real, text, blob };

  explicit CellRow(void* statement) : statement_(statement) {}
  [[nodiscard]] std::int64_t fid() const;  // the row's number in the table
  [[nodiscard]] Kind kind(std::size_t column) const;
  // NaN when null.
  [[nodiscard]] double number(std::size_t column) const;
  // As CSV files have it: "" when null, shortest decimals. Empty for a blob.
  [[nodiscard]] std::string text(std::size_t column) const;
  // Bytes of a text or blob.
  [[nodiscard]] std::string_view bytes(std::size_t column) const;
  [[nodiscard]] std::int64_t integer(std::size_t column) const;

 private:
  void* statement_;
};

class WorkspaceReader {
 public:
  // Throws Error(io) when there is no such file, Error(database) when it is no GeoPackage or is damaged.
  explicit WorkspaceReader(const std::filesystem::path& path);
  ~WorkspaceReader();
  WorkspaceReader(WorkspaceReader&&) noexcept;
  WorkspaceReader& operator=(WorkspaceReader&&) noexcept;

  // Whether what is read includes a log that another program left beside the file.
  [[nodiscard]] bool merged_log() const;
  // Errors as store::read_meta.
  [[nodiscard]] WorkspaceMeta meta() const;
  // Layers and tables of gpkg_contents by name; without layer_styles, which is how they are seen.
  [[nodiscard]] std::vector<std::string> layers() const;
  [[nodiscard]] bool has_table(std::string_view name) const;
  // Of a layer: columns in the order of the table; empty when there is no such table.
  [[nodiscard]] std::vector<std::string> columns(std::string_view layer) const;
  // Number of the row's column ("fid"); empty when the table has none of its own.
  [[nodiscard]] std::string fid_column(std::string_view layer) const;
  // "geom MULTIPOLYGON 2154" (column, type, CRS); empty for a table without geometry.
  [[nodiscard]] std::string geometry(std::string_view layer) const;
  [[nodiscard]] std::string geometry_column(std::string_view layer) const;
  // Calls `row` for each row by ascending fid, with the columns asked for; Ctrl-C ends it with Error(interrupted).
  // Throws Error(database) when a column is not there.
  void visit(std::string_view layer, const std::vector<std::string>& columns,
             const std::function<void(const CellRow&)>& row) const;
  // The same for tables that are no layers (layer_styles): all columns, rows by their contents, fid() is 0.
  void visit_unordered(std::string_view table,
                       const std::function<void(const CellRow&, std::size_t)>& row) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::store
