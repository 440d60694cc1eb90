#include "maillage/workflow/journeys.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

TEST_CASE("crow-fly: straight distance, detour, speed, limit closed") {
  Loaded loaded = small_territory();
  loaded.study.travel.detour = 1.5;
  loaded.study.travel.speed_kmh = 90;
  loaded.study.travel.limit = Milliseconds(10 * 60'000);
  const Journeys journeys(loaded, {1});
  Diagnostics diagnostics;
  const JoinedPlaces from =
      journeys.join({{"a", {0, 0}}, {"b", {3000, 4000}}, {"c", {-1000, 0}}}, "demand", diagnostics);
  const JoinedPlaces to = journeys.join({{"s", {10000, 0}}, {"t", {0, 0}}}, "supply", diagnostics);
  CHECK(from.usable(0));
  CHECK(diagnostics.all().empty());
  const travel::TravelTimes times = journeys.times(from, to, Milliseconds(10 * 60'000));
  REQUIRE(times.row(0).size() == 2);  // 10 km · 1.5 / 1.5 km a minute: 10 min, the limit itself
  CHECK(times.row(0)[0].milliseconds == 600'000);
  CHECK(times.row(1)[1].milliseconds == 300'000);
  CHECK(times.row(2).size() == 1);
  const auto nearest = journeys.minutes_to_nearest(from, to);
  CHECK(nearest == std::vector<double>{0, 5, 1});
  CHECK(journeys.source().kind == "crow-fly");
  const JoinedPlaces nowhere = journeys.join({}, "supply", diagnostics);
  for (const double t : journeys.minutes_to_nearest(from, nowhere)) CHECK(t == not_reached);
}

}  // namespace
}  // namespace maillage::workflow
