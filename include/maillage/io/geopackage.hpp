#pragma once
// Tables into one GeoPackage.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "maillage/table/table.hpp"

namespace maillage::io {

struct GeoPackageOptions {
  // What the file states as its last change, ISO 8601 with Z; never the clock.
  std::string date = "2000-01-01T00:00:00Z";
};

// One layer per table, in the order given, in the CRS of the table, with an rtree index; tables without geometry become
// attribute tables. Lines and polygons are multi-geometries. identifier = title (name when empty), description =
// comment; for each column gpkg_data_columns holds alias and unit ("Temps (min)": what QGIS shows as alias) and the
// comment. Missing cells and NaN are NULL. Rows are numbered from 1 in `fid`.
// Equal tables give equal bytes. Built beside and renamed; a file of that name is replaced.
// Errors: Error(internal) for infinite values, text that is not UTF-8, an unknown CRS, two tables of one name;
// Error(io) when GDAL cannot write.
void write_geopackage(const std::filesystem::path& path, const std::vector<table::Table>& tables,
                      const GeoPackageOptions& options = {});

// The same piece by piece, for layers that must not stand in memory whole: the bytes are those of write_geopackage()
// with the pieces of each layer in one table. Nothing appears at `path` before close(); an object destroyed without it
// leaves nothing. One at a time per thread.
class GeoPackageWriter {
 public:
  explicit GeoPackageWriter(const std::filesystem::path& path, const GeoPackageOptions& options = {});
  ~GeoPackageWriter();
  GeoPackageWriter(const GeoPackageWriter&) = delete;
  GeoPackageWriter& operator=(const GeoPackageWriter&) = delete;

  // The next layer, or its first rows.
  void add(const table::Table& table);
  // More rows of the layer before. Precondition: the columns and the kind of geometry of the table given to add().
  void append(const table::Table& table);
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::io
