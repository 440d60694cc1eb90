#include "maillage/travel/crow_fly.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "maillage/core/error.hpp"

namespace maillage::travel {
namespace {

std::vector<Place> scattered(std::size_t count, unsigned seed, double extent) {
  std::mt19937 random(seed);
  std::vector<Place> places;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(random() % 1000000) / 1e6 * extent;
    const double y = static_cast<double>(random() % 1000000) / 1e6 * extent;
    places.push_back({std::to_string(i), {700000 + x, 6600000 + y}});
  }
  return places;
}

TEST_CASE("crow-fly times follow the stated formula") {
  const CrowFly model({1.3, 60});
  const std::vector<Place> a{{"a", {0, 0}}};
  const std::vector<Place> b{{"b", {3000, 4000}}, {"a too", {0, 0}}};
  Diagnostics diagnostics;
  const TravelTimes times = model.times(a, b, from_minutes(60), {}, diagnostics);
  // 5 000 m × 1.3 at 60 km/h = 6.5 min
  REQUIRE(times.entries == std::vector<Time>{{0, 390000}, {1, 0}});
  CHECK(times.source == Source{"crow-fly", "crow-fly × 1.3 at 60 km/h"});
  CHECK(diagnostics.all().empty());
}

TEST_CASE("the limit is closed") {
  const CrowFly model({1, 36});  // 10 m/s
  Diagnostics diagnostics;
  const std::vector<Place> a{{"a", {0, 0}}};
  const std::vector<Place> b{{"at", {600, 0}}, {"beyond", {600.01, 0}}};
  CHECK(model.times(a, b, Milliseconds(60000), {}, diagnostics).entries == std::vector<Time>{{0, 60000}});
}

TEST_CASE("the grid finds what every pair gives, for any number of threads") {
  for (const double limit_minutes : {0.0, 1.0, 7.0, 30.0, 500.0}) {
    const auto origins = scattered(90, 1, 50000);
    const auto destinations = scattered(400, 2, 60000);
    const CrowFlyOptions options{1.25, 47};
    Diagnostics diagnostics;
    const TravelTimes one =
        CrowFly(options).times(origins, destinations, from_minutes(limit_minutes), {1}, diagnostics);
    const TravelTimes two =
        CrowFly(options).times(origins, destinations, from_minutes(limit_minutes), {2}, diagnostics);
    CHECK(one.entries == two.entries);
    CHECK(one.offsets == two.offsets);
    std::vector<Time> brute;
    for (const Place& o : origins) {
      for (std::uint32_t d = 0; d < destinations.size(); ++d) {
        const double metres = geo::distance(o.position, destinations[d].position);
        const auto ms = std::llround(3.6 * metres * options.detour / options.speed_kmh * 1000);
        if (ms <= from_minutes(limit_minutes).value) brute.push_back({d, static_cast<std::uint32_t>(ms)});
      }
    }
    REQUIRE(one.entries == brute);
  }
}

TEST_CASE("places without coordinates are reported and have no times") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Place> a{{"lost", {nan, 0}}, {"a", {0, 0}}};
  const std::vector<Place> b{{"b", {0, 0}}, {"far", {0, std::numeric_limits<double>::infinity()}}};
  Diagnostics diagnostics;
  const TravelTimes times = CrowFly({}).times(a, b, from_minutes(60), {}, diagnostics);
  CHECK(times.row(0).empty());
  CHECK(times.row(1).size() == 1);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].subject == "origins");
  CHECK(diagnostics.all()[0].first_ids == std::vector<std::string>{"lost"});
  CHECK(diagnostics.all()[1].first_ids == std::vector<std::string>{"far"});
}

TEST_CASE("crow-fly options out of range are usage errors") {
  CHECK_THROWS_AS(CrowFly({0.9, 60}), Error);
  CHECK_THROWS_AS(CrowFly({1.3, 0}), Error);
  CHECK_THROWS_AS(CrowFly({1.3, std::numeric_limits<double>::quiet_NaN()}), Error);
  Diagnostics diagnostics;
  CHECK_THROWS_AS(CrowFly({}).times({}, {}, Milliseconds(-1), {}, diagnostics), Error);
}

TEST_CASE("no destinations give empty rows") {
  Diagnostics diagnostics;
  const auto origins = scattered(3, 1, 10);
  const TravelTimes times = CrowFly({}).times(origins, {}, from_minutes(5), {}, diagnostics);
  CHECK(times.origins() == 3);
  CHECK(times.entries.empty());
}

}  // namespace
}  // namespace maillage::travel
