#pragma once
// Travel times everywhere in the study area: minutes from the centre of each pixel to the nearest place of a kind.

#include <cstdint>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/workflow/journeys.hpp"

namespace maillage::workflow {

// Square pixels over the study area. Edges are multiples of the cell in the CRS: rasters of neighbouring studies match.
struct RasterGrid {
  geo::Crs crs;
  double west = 0;  // metres
  double north = 0;
  double cell = 0;
  std::size_t columns = 0;
  std::size_t rows = 0;
  [[nodiscard]] geo::XY centre(std::size_t column, std::size_t row) const {
    return {west + (static_cast<double>(column) + 0.5) * cell,
            north - (static_cast<double>(row) + 0.5) * cell};
  }
};

// As many pixels as a raster may have; 100 MB in memory for each kind of place.
inline constexpr std::size_t most_pixels = 25'000'000;

// The pixels that touch the extent of the communes. Throws Error(limit) beyond most_pixels, naming a cell that fits.
[[nodiscard]] RasterGrid raster_grid(const Loaded& loaded);

// What a pixel holds that has no minutes.
inline constexpr float outside_area = -9999;  // centre in no commune of the study; the raster's nodata value
// NaN: the centre joins no road within the snap limit. Not the nodata value, but no software counts it as a number.
// Beyond the travel limit: the next number above the limit as Float32, so that it is farther than any threshold.
[[nodiscard]] float beyond_limit(Milliseconds limit);

struct TimeRaster {
  std::string kind;  // as in Reach
  std::vector<float>
      minutes;               // row after row from the north: whole milliseconds / 60 000, rounded to Float32
  std::uint64_t within = 0;  // pixels with minutes
  std::uint64_t beyond = 0;  // pixels beyond the limit
};

struct TimeRasters {
  RasterGrid grid;
  std::uint64_t inside = 0;       // pixels whose centre lies in a commune (its boundary included)
  std::uint64_t off_network = 0;  // of those, joined to no road
  std::vector<TimeRaster> kinds;
};

struct RasterTarget {
  std::string kind;
  JoinedPlaces places;
};

// One search per target, then each pixel joins the network by the rules of every other place; in parallel over rows.
// Pixels without minutes are counted in `diagnostics`.
[[nodiscard]] TimeRasters time_rasters(const Loaded& loaded, const RasterGrid& grid, const Journeys& journeys,
                                       const std::vector<RasterTarget>& targets, const Execution& execution,
                                       Diagnostics& diagnostics);

}  // namespace maillage::workflow
