#include "maillage/workflow/time_rasters.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "maillage/core/error.hpp"
#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

using Catch::Matchers::ContainsSubstring;

TEST_CASE("the grid covers the area, on multiples of the cell") {
  Loaded loaded = small_territory();  // x from -2000 to 110000, y from -2000 to 2000
  loaded.study.rasters.cell = Metres(1500);
  const RasterGrid grid = raster_grid(loaded);
  CHECK(grid.west == -3000);
  CHECK(grid.north == 3000);
  CHECK(grid.columns == 76);
  CHECK(grid.rows == 4);
  CHECK(grid.centre(0, 0) == geo::XY{-2250, 2250});
  CHECK(grid.crs == geo::lambert93);
}

TEST_CASE("more pixels than the limit: a cell that fits is named") {
  Loaded loaded = small_territory();
  loaded.study.rasters.cell = Metres(3);
  try {
    (void)raster_grid(loaded);
    FAIL("accepted");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::limit);
    CHECK_THAT(e.message(), ContainsSubstring("50 million pixels"));
    CHECK_THAT(e.hint(), ContainsSubstring("\"5m\""));
  }
  loaded.study.rasters.cell = Metres(5);
  CHECK(raster_grid(loaded).columns == 22400);
}

TEST_CASE("pixels hold minutes, the value just above the limit, or nothing outside the communes") {
  Loaded loaded = small_territory();  // crow-fly, a kilometre a minute
  loaded.study.rasters.cell = Metres(1000);
  loaded.study.travel.limit = Milliseconds(15 * 60'000);
  const RasterGrid grid = raster_grid(loaded);
  const Journeys journeys(loaded, {1});
  Diagnostics diagnostics;
  const std::vector<RasterTarget> targets = {
      {"gp", journeys.join({{"a", {500, 500}}, {"b", {12500, 500}}}, "gp", diagnostics)}};
  const TimeRasters one = time_rasters(loaded, grid, journeys, targets, {1}, diagnostics);
  REQUIRE(one.kinds.size() == 1);
  const auto at = [&](double x, double y) {
    const auto column = static_cast<std::size_t>((x - grid.west) / grid.cell);
    const auto row = static_cast<std::size_t>((grid.north - y) / grid.cell);
    return one.kinds[0].minutes[row * grid.columns + column];
  };
  CHECK(at(500, 500) == 0);
  CHECK(at(3500, -500) == static_cast<float>(std::llround(std::hypot(3000, 1000) * 60) / 60000.0));
  CHECK(at(10500, 500) == 2);  // nearer to the second place
  CHECK(at(50500, 500) == outside_area);
  CHECK(at(100500, 500) == beyond_limit(loaded.study.travel.limit));
  CHECK(beyond_limit(loaded.study.travel.limit) > 15.0F);
  CHECK(beyond_limit(loaded.study.travel.limit) < 15.00001F);
  CHECK(one.inside == 17 * 4 + 20 * 4);
  CHECK(one.off_network == 0);
  CHECK(one.kinds[0].beyond == 80);
  CHECK(one.kinds[0].within == 68);
  CHECK(diagnostics.count("pixels-beyond-limit") == 80);
  CHECK(diagnostics.count("pixels-off-network") == 0);
  Diagnostics again;
  const TimeRasters more = time_rasters(loaded, grid, journeys, targets, {4}, again);
  CHECK(more.kinds[0].minutes == one.kinds[0].minutes);
}

TEST_CASE("without any place there is no raster") {
  Loaded loaded = small_territory();
  const Journeys journeys(loaded, {1});
  Diagnostics diagnostics;
  CHECK(time_rasters(loaded, raster_grid(loaded), journeys, {}, {1}, diagnostics).kinds.empty());
}

}  // namespace
}  // namespace maillage::workflow
