#pragma once
// Vector layers of files into tables: the formats GDAL reads, on an allowed list, from local files only.
//
// Nothing is guessed or changed without a word: no reprojection (transform() is asked for), no CRS assumed, no text
// of unknown encoding let through. What GDAL itself would print comes out in our errors and diagnostics.
//
//   io::LayerRequest request;
//   request.path = "communes.gpkg";
//   table::Table communes = io::transform(io::read_layer(request, diagnostics), geo::lambert93);

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/error.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/table/table.hpp"

namespace maillage::io {

// Formats read: GeoPackage, ESRI Shapefile, GeoJSON, FlatGeobuf, GML, KML, MapInfo, SQLite/SpatiaLite; any of them
// inside a .zip. Delimited text is read by read_csv (csv_table.hpp).
struct LayerRequest {
  std::filesystem::path path;  // a local file (or the folder of a shapefile)
  std::string layer = {};      // empty: the only layer; Error(input) naming them when there are several
  // Used instead of what the file states, with a warning when it differs.
  std::optional<geo::Crs> crs_override = {};
  std::string encoding = {};   // of text fields, e.g. "ISO-8859-1"; empty: what the format states, or UTF-8
  std::string subject = {};    // what diagnostics are about, e.g. "communes"; empty: the layer's name
  std::string id_column = {};  // names the records in diagnostics; empty or absent: "feature N"
};

// Columns in the order of the file, with its names: whole numbers and booleans → integers, decimals → reals, the rest
// → text (dates in ISO 8601, lists in JSON). Null cells are missing. Geometry in easting/longitude-first order.
//
// Errors: Error(io) no such file (the nearest name beside it is given), damaged or cut file; Error(input) not a vector
// format of the list, no such layer, empty layer, text that is not in the encoding; Error(crs) none stated and none
// given; Error(geometry) collections, several kinds in one layer, coordinates that are no finite numbers;
// Error(usage) remote paths, unknown encoding. All name file, layer and feature.
// Diagnostics: geometry-missing, geometry-empty, geometry-flattened (Z or M dropped), curve-linearised, ring-closed,
// value-not-finite (→ missing), field-unsupported, crs-overridden, reader-warning.
[[nodiscard]] table::Table read_layer(const LayerRequest& request, Diagnostics& diagnostics);

// The table with its geometry in `target`; unchanged without geometry. Error(crs) naming the row when a point has no
// place there.
[[nodiscard]] table::Table transform(table::Table table, geo::Crs target);

struct FieldInfo {
  std::string name;
  std::string type;  // "text", "integer", "real"; otherwise GDAL's word for a type that is not read
  std::uint64_t missing = 0;
};

// What a file holds, for `maillage check`: reads every feature once.
struct LayerInfo {
  std::string driver;               // "GPKG", "ESRI Shapefile" …
  std::vector<std::string> layers;  // all layers of the file
  std::string layer;                // the one looked at
  std::uint64_t features = 0;
  std::vector<FieldInfo> fields;
  std::string geometry_type;  // "Point", "Multi Polygon" …; "None" for plain tables
  geo::Crs crs;               // unknown when there is none or it matches no EPSG code
  std::string crs_name;       // as the file calls it; empty when there is none
  geo::Box bounds;            // in the file's coordinates
  std::uint64_t without_geometry = 0;
  std::vector<std::string> encoding_problems;  // at most 20: "feature 12, field nom"
};

// Throws like read_layer for files and layers that cannot be opened; an empty layer, a missing CRS or wrong text is
// reported, not thrown.
[[nodiscard]] LayerInfo inspect(const LayerRequest& request);

}  // namespace maillage::io
