#pragma once
// Tables into one GeoPackage.

#include <filesystem>
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

}  // namespace maillage::io
