#include "maillage/workflow/time_rasters.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "maillage/core/error.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/text/language.hpp"

namespace maillage::workflow {
namespace {

// The least cell of 1, 2, 2.5 or 5 × 10^n metres, from `cell` on, under which the extent has few enough pixels.
double cell_that_fits(const geo::Box& extent, double cell) {
  for (double power = 1;; power *= 10) {
    for (const double digit : {1.0, 2.0, 2.5, 5.0}) {
      const double wider = digit * power;
      const double pixels = (extent.width() / wider + 2) * (extent.height() / wider + 2);
      if (wider > cell && pixels <= static_cast<double>(most_pixels)) return wider;
    }
  }
}

struct RowCounts {
  std::uint64_t inside = 0;
  std::uint64_t off_network = 0;
  std::vector<std::uint64_t> beyond;  // per kind
};

class Painter {
 public:
  Painter(const Loaded& loaded, const RasterGrid& grid, const Journeys& journeys,
          const std::vector<RasterTarget>& targets)
      : grid_(grid),
        journeys_(journeys),
        beyond_(beyond_limit(loaded.study.travel.limit)),
        areas_(areas_of(loaded)) {
    for (const RasterTarget& target : targets) nearest_.push_back(journeys.nearest(target.places));
  }

  RowCounts paint(std::size_t row, std::vector<TimeRaster>& kinds) const {
    RowCounts counts{0, 0, std::vector<std::uint64_t>(kinds.size(), 0)};
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const geo::XY centre = grid_.centre(column, row);
      if (!areas_.first_at(centre)) continue;
      ++counts.inside;
      const JoinedPoint from = journeys_.join(centre);
      bool joined = true;
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        const double minutes = nearest_[k].minutes(from);
        joined = !std::isnan(minutes);
        counts.beyond[k] += std::isinf(minutes) ? 1 : 0;
        kinds[k].minutes[row * grid_.columns + column] =
            std::isinf(minutes) ? beyond_ : static_cast<float>(minutes);
      }
      counts.off_network += joined ? 0 : 1;
    }
    return counts;
  }

 private:
  static std::vector<const geo::MultiPolygon*> areas_of(const Loaded& loaded) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const territory::Commune& commune : loaded.territory.communes) areas.push_back(&commune.area);
    return areas;
  }

  const RasterGrid& grid_;
  const Journeys& journeys_;
  float beyond_;
  geo::AreaIndex areas_;
  std::vector<NearestTimes> nearest_;
};

void report(const TimeRasters& rasters, Diagnostics& diagnostics) {
  diagnostics.add_count(Severity::note, "pixels-off-network", "rasters", rasters.off_network,
                        "pixels whose centre is farther than the snap limit from every road have no time");
  for (const TimeRaster& raster : rasters.kinds) {
    diagnostics.add_count(Severity::note, "pixels-beyond-limit", raster.kind, raster.beyond,
                          "pixels without any such place within the travel limit hold a value just above it");
  }
}

}  // namespace

float beyond_limit(Milliseconds limit) {
  return std::nextafter(static_cast<float>(minutes(limit)), std::numeric_limits<float>::infinity());
}

RasterGrid raster_grid(const Loaded& loaded) {
  geo::Box extent;
  for (const territory::Commune& commune : loaded.territory.communes) extent.add(geo::bounds(commune.area));
  const double cell = loaded.study.rasters.cell.value;
  RasterGrid grid{loaded.territory.crs, 0, 0, cell, 0, 0};
  if (extent.empty()) return grid;
  grid.west = std::floor(extent.min_x / cell) * cell;
  grid.north = std::ceil(extent.max_y / cell) * cell;
  const double columns = std::max(1.0, std::ceil((extent.max_x - grid.west) / cell));
  const double rows = std::max(1.0, std::ceil((grid.north - extent.min_y) / cell));
  if (columns * rows > static_cast<double>(most_pixels)) {
    const std::string fits = text::shortest(cell_that_fits(extent, cell));
    throw Error(
        ErrorCode::limit,
        fmt::format("a raster of the study area in cells of {} m would have {:.0f} million pixels; at "
                    "most {} million are written",
                    text::shortest(cell), columns * rows / 1e6, most_pixels / 1'000'000),
        fmt::format("set [rasters] cell = \"{}m\", or write = false for none", fits));
  }
  grid.columns = static_cast<std::size_t>(columns);
  grid.rows = static_cast<std::size_t>(rows);
  return grid;
}

TimeRasters time_rasters(const Loaded& loaded, const RasterGrid& grid, const Journeys& journeys,
                         const std::vector<RasterTarget>& targets, const Execution& execution,
                         Diagnostics& diagnostics) {
  TimeRasters rasters{grid, 0, 0, {}};
  if (targets.empty() || grid.columns == 0) return rasters;
  for (const RasterTarget& target : targets) {
    rasters.kinds.push_back({target.kind, std::vector<float>(grid.columns * grid.rows, outside_area), 0, 0});
  }
  const Painter painter(loaded, grid, journeys, targets);
  const auto counts = parallel_map<RowCounts>(
      grid.rows, 1, execution, [&](std::size_t row) { return painter.paint(row, rasters.kinds); });
  for (const RowCounts& row : counts) {
    rasters.inside += row.inside;
    rasters.off_network += row.off_network;
    for (std::size_t k = 0; k < rasters.kinds.size(); ++k) rasters.kinds[k].beyond += row.beyond[k];
  }
  for (TimeRaster& raster : rasters.kinds)
    raster.within = rasters.inside - rasters.off_network - raster.beyond;
  report(rasters, diagnostics);
  return rasters;
}

}  // namespace maillage::workflow
