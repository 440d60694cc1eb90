#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "maillage/geo/topology.hpp"

using namespace maillage;

namespace {

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

std::vector<const geo::MultiPolygon*> pointers(const std::vector<geo::MultiPolygon>& areas) {
  std::vector<const geo::MultiPolygon*> out;
  for (const geo::MultiPolygon& area : areas) out.push_back(&area);
  return out;
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

// A star with as many points as wanted: every kind of slope, sometimes with a hole.
geo::MultiPolygon star(std::mt19937_64& random, int corners) {
  const geo::XY centre{uniform(random) * 100, uniform(random) * 100};
  const double size = 1 + 20 * uniform(random);
  geo::Polygon polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * M_PI * i / corners;
    const double radius = size * (0.5 + 0.5 * uniform(random));
    polygon.outer.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  polygon.outer.push_back(polygon.outer.front());
  if (uniform(random) < 0.5) {
    geo::Ring hole;
    for (const geo::XY p : polygon.outer)
      hole.push_back({centre.x + (p.x - centre.x) / 3, centre.y + (p.y - centre.y) / 3});
    polygon.holes.push_back(hole);
  }
  return {polygon};
}

}  // namespace

TEST_CASE("the index answers as looking at every area does", "[area-index]") {
  std::mt19937_64 random(1);
  std::vector<geo::MultiPolygon> areas;
  for (int i = 0; i < 120; ++i) areas.push_back(star(random, 3 + i * 3));
  const geo::AreaIndex index(pointers(areas));
  std::size_t hits = 0;
  for (int k = 0; k < 20000; ++k) {
    const geo::XY p{uniform(random) * 140 - 20, uniform(random) * 140 - 20};
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (geo::contains(areas[i], p)) expected.push_back(i);
    }
    REQUIRE(index.at(p) == expected);
    REQUIRE(index.first_at(p) == (expected.empty() ? std::nullopt : std::optional(expected.front())));
    hits += expected.size();
  }
  CHECK(hits > 10000);
}

TEST_CASE("points on vertices and borders belong to all who share them", "[area-index]") {
  const std::vector<geo::MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2),
                                                box(1, 1, 2, 2)};
  const geo::AreaIndex index(pointers(areas));
  using Found = std::vector<std::size_t>;
  CHECK(index.at({1, 1}) == Found{0, 1, 2, 3});
  CHECK(index.at({1, 0.5}) == Found{0, 1});
  CHECK(index.at({0, 0}) == Found{0});
  CHECK(index.at({2, 2}) == Found{3});
  CHECK(index.at({1.5, 2}) == Found{3});
  CHECK(index.at({2.0001, 2}).empty());
  CHECK(index.first_at({1, 1}) == 0u);
}

TEST_CASE("a point beside a common border is in exactly one of the two", "[area-index]") {
  // The same slanting edge, drawn in opposite directions.
  const geo::XY a{652469.0213, 6862035.26}, b{653123.7, 6863999.91};
  const std::vector<geo::MultiPolygon> areas = {{{{a, {a.x, b.y}, b, a}, {}}}, {{{a, b, {b.x, a.y}, a}, {}}}};
  const geo::AreaIndex index(pointers(areas));
  for (int k = 1; k < 5000; ++k) {
    const double t = k / 5000.0;
    double x = a.x + (b.x - a.x) * t;
    const double y = a.y + (b.y - a.y) * t;
    x = std::nextafter(std::nextafter(x, k % 2 == 0 ? 0 : 1e9), k % 2 == 0 ? 0 : 1e9);
    REQUIRE(index.at({x, y}).size() >= 1);
  }
}

TEST_CASE("an index over nothing, or over empty areas, finds nothing", "[area-index]") {
  CHECK(geo::AreaIndex({}).at({0, 0}).empty());
  const std::vector<geo::MultiPolygon> areas = {{}, box(0, 0, 1, 1), {}};
  const geo::AreaIndex index(pointers(areas));
  CHECK(index.first_at({0.5, 0.5}) == 1u);
  CHECK_FALSE(index.first_at({NAN, 0.5}));
}
