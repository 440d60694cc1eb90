#include "maillage/geo/topology.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "maillage/core/error.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

geo::Ring box_ring(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

geo::MultiPolygon box(double x0, double y0, double x1, double y1) { return {{box_ring(x0, y0, x1, y1), {}}}; }

const geo::MultiPolygon bow_tie = {{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}};

}  // namespace

TEST_CASE("the innermost point is the centre of the largest circle, not of the area") {
  // A square of 10 m with a corridor of 100 m by 2: the centroid lies in the corridor.
  const geo::MultiPolygon bottle = {
      {{{0, 0}, {10, 0}, {10, 4}, {110, 4}, {110, 6}, {10, 6}, {10, 10}, {0, 10}, {0, 0}}, {}}};
  const auto point = geo::innermost_point(bottle, 0.01);
  REQUIRE(point);
  CHECK(geo::distance(*point, {5.1, 5}) < 0.2);  // a little of the corridor's mouth is within the circle
  // Two islands: the larger one.
  const geo::MultiPolygon islands = {{{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}, {}},
                                     {{{100, 0}, {108, 0}, {108, 8}, {100, 8}, {100, 0}}, {}}};
  CHECK(geo::distance(geo::innermost_point(islands, 0.01).value(), {104, 4}) < 0.1);
  CHECK_FALSE(geo::innermost_point({}));
  CHECK_FALSE(geo::innermost_point({{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}, {}}}));
}

TEST_CASE("a valid area has no reason to be invalid", "[topology]") {
  CHECK(geo::invalid_reason(box(0, 0, 1, 1)).empty());
  CHECK(geo::invalid_reason({{box_ring(0, 0, 9, 9), {box_ring(1, 1, 2, 2)}}}).empty());
  CHECK(geo::invalid_reason({}).empty());
}

TEST_CASE("an invalid area says why and where", "[topology]") {
  CHECK_THAT(geo::invalid_reason(bow_tie),
             ContainsSubstring("Self-intersection") && ContainsSubstring("1 1"));
  CHECK_THAT(geo::invalid_reason({{box_ring(0, 0, 1, 1), {box_ring(5, 5, 6, 6)}}}),
             ContainsSubstring("Hole"));
  CHECK_THAT(geo::invalid_reason({{{{0, 0}, {1, 0}, {1, 1}}, {}}}), ContainsSubstring("not closed"));
  CHECK_THAT(geo::invalid_reason({{{{0, 0}, {1, 0}, {0, 0}}, {}}}), ContainsSubstring("Too few points"));
  CHECK_THAT(geo::invalid_reason({{{{0, 0}, {NAN, 0}, {1, 1}, {0, 0}}, {}}}), ContainsSubstring("finite"));
  CHECK_FALSE(geo::invalid_reason({{{}, {}}}).empty());
}

TEST_CASE("a bow-tie becomes its two triangles", "[topology]") {
  const geo::MultiPolygon fixed = geo::make_valid(bow_tie);
  CHECK(fixed.size() == 2);
  CHECK(geo::invalid_reason(fixed).empty());
  CHECK_THAT(geo::area(fixed), WithinAbs(2.0, 1e-12));
}

TEST_CASE("repair closes rings and loses what has no surface", "[topology]") {
  CHECK(geo::make_valid({{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}}) == geo::normalise(box(0, 0, 1, 1)));
  CHECK(geo::make_valid({{{{0, 0}, {1, 0}, {0, 0}}, {}}}).empty());
  CHECK(geo::make_valid({{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}, {}}}).empty());
  CHECK(geo::make_valid({}).empty());
  // A spike is cut off, the body stays.
  const geo::MultiPolygon spiked = {{{{0, 0}, {2, 0}, {2, 1}, {5, 1}, {2, 1}, {2, 2}, {0, 2}, {0, 0}}, {}}};
  CHECK_THAT(geo::area(geo::make_valid(spiked)), WithinAbs(4.0, 1e-12));
  CHECK(geo::bounds(geo::make_valid(spiked)).max_x == 2);
}

TEST_CASE("equal areas have equal bytes once normalised", "[topology]") {
  const geo::MultiPolygon a = {{box_ring(4, 4, 5, 5), {}}, {box_ring(0, 0, 3, 3), {box_ring(1, 1, 2, 2)}}};
  const geo::MultiPolygon b = {
      {{{3, 3}, {3, 0}, {0, 0}, {0, 3}, {3, 3}}, {{{2, 2}, {1, 2}, {1, 1}, {2, 1}, {2, 2}}}},
      {{{5, 4}, {4, 4}, {4, 5}, {5, 5}, {5, 4}}, {}}};
  CHECK(geo::normalise(a) == geo::normalise(b));
  const geo::MultiPolygon n = geo::normalise(b);
  CHECK(n[0].outer == box_ring(0, 0, 3, 3));
  CHECK(n[0].holes[0] == geo::Ring{{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}});
}

TEST_CASE("the union of neighbours has no inner border", "[topology]") {
  const geo::MultiPolygon left = box(0, 0, 1, 2);
  const geo::MultiPolygon right = box(1, 0, 2, 2);
  const geo::MultiPolygon far = box(5, 5, 6, 6);
  const geo::MultiPolygon all = geo::unite({&far, &right, &left});
  REQUIRE(all.size() == 2);
  CHECK_THAT(geo::area(all), WithinAbs(5.0, 1e-12));
  CHECK_FALSE(geo::contains({{all[1].outer, {}}}, {1, 1}));
  CHECK(geo::contains(all, {1, 1}));
  CHECK(all == geo::unite({&left, &far, &right}));
  CHECK(geo::unite({}).empty());
}

TEST_CASE("a ring of areas leaves a hole", "[topology]") {
  const geo::MultiPolygon s = box(0, 0, 3, 1), n = box(0, 2, 3, 3), w = box(0, 1, 1, 2), e = box(2, 1, 3, 2);
  const geo::MultiPolygon all = geo::unite({&s, &n, &w, &e});
  REQUIRE(all.size() == 1);
  CHECK(all[0].holes.size() == 1);
  CHECK_THAT(geo::area(all), WithinAbs(8.0, 1e-12));
}

TEST_CASE("labels stand inside the largest part", "[topology]") {
  const geo::MultiPolygon horseshoe = {
      {{{0, 0}, {9, 0}, {9, 9}, {8, 9}, {8, 1}, {1, 1}, {1, 9}, {0, 9}, {0, 0}}, {}},
      {box_ring(20, 20, 21, 21), {}}};
  const auto point = geo::label_point(horseshoe);
  REQUIRE(point);
  CHECK(geo::contains({horseshoe[0]}, *point));
  CHECK_FALSE(geo::label_point({}));
  CHECK_FALSE(geo::label_point({{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}, {}}}));
}
