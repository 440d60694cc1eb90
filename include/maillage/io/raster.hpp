#pragma once
// Square pixels in a projected CRS, written as a Cloud-Optimised GeoTIFF.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "maillage/geo/crs.hpp"

namespace maillage::io {

struct Raster {
  geo::Crs crs;     // projected
  double west = 0;  // outer corner of the first pixel, metres
  double north = 0;
  double cell = 0;  // side of a pixel, metres, > 0
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::vector<float> values;  // row after row from the north, west to east
  float nodata = -9999;
  std::string description;  // of the band, for people
  std::string unit;         // "min"
  // Of the file: GDAL names (TIFFTAG_COPYRIGHT …) or names of ours.
  std::vector<std::pair<std::string, std::string>> metadata;
};

// Writes one Float32 band: tiles of 256, DEFLATE, overviews whose pixels are pixels of the raster (nearest: codes stay
// codes), statistics over the values that are neither nodata nor NaN. No date unless `metadata` has one (TIFFTAG_DATETIME):
// equal rasters, equal bytes. A file of that name is replaced.
// Errors: Error(internal) when the values are not columns × rows or the CRS is unknown; Error(io) when GDAL cannot write;
// Error(interrupted).
void write_cog(const std::filesystem::path& path, const Raster& raster);

}  // namespace maillage::io
