#include "maillage/travel/nearest_crow_fly.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "maillage/core/error.hpp"

using namespace maillage;
using travel::NearestCrowFly;

namespace {

// Whole steps of `mesh` metres: equal coordinates and equal distances occur.
std::vector<travel::Place> scattered(std::mt19937& random, std::size_t count, double mesh) {
  std::vector<travel::Place> places;
  for (std::size_t i = 0; i < count; ++i)
    places.push_back(
        {"p", {static_cast<double>(random() % 2000) * mesh, static_cast<double>(random() % 900) * mesh}});
  return places;
}

}  // namespace

TEST_CASE("the nearest place is the least of all crow-fly times") {
  std::mt19937 random(7);
  const travel::CrowFlyOptions options{1.3, 50};
  const Milliseconds limit(15 * 60'000);
  for (const std::size_t count : {1U, 2U, 3U, 50U, 700U}) {
    for (const double mesh : {20.0, 400.0}) {
      const auto places = scattered(random, count, mesh);
      const auto points = scattered(random, 200, mesh);
      const NearestCrowFly nearest(places, options);
      Diagnostics none;
      const auto all = travel::CrowFly(options).times(points, places, limit, {1}, none);
      for (std::size_t i = 0; i < points.size(); ++i) {
        std::optional<std::uint32_t> least;
        for (const travel::Time& t : all.row(i))
          least = std::min(least.value_or(t.milliseconds), t.milliseconds);
        REQUIRE(nearest.ms(points[i].position, limit) == least);
      }
    }
  }
}

TEST_CASE("the limit is closed; places and points without coordinates are nowhere") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<travel::Place> places = {{"nowhere", {nan, 0}}, {"a", {0, 0}}};
  const NearestCrowFly nearest(places, {1, 60});  // a kilometre a minute
  CHECK(nearest.ms({3000, 4000}, Milliseconds(300'000)) == 300'000U);
  CHECK_FALSE(nearest.ms({3000, 4000}, Milliseconds(299'999)));
  CHECK_FALSE(nearest.ms({nan, 0}, Milliseconds(300'000)));
  CHECK_FALSE(NearestCrowFly({}, {1, 60}).ms({0, 0}, Milliseconds(300'000)));
  CHECK_THROWS_AS(NearestCrowFly(places, {0.5, 60}), Error);
}
