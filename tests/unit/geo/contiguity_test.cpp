#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "maillage/geo/topology.hpp"

using namespace maillage;

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

Pairs pairs_of(const std::vector<geo::MultiPolygon>& areas) {
  std::vector<const geo::MultiPolygon*> pointers;
  for (const geo::MultiPolygon& area : areas) pointers.push_back(&area);
  return geo::contiguous_pairs(pointers);
}

geo::XY turned(geo::XY p, double angle, geo::XY origin) {
  return {origin.x + p.x * std::cos(angle) - p.y * std::sin(angle),
          origin.y + p.x * std::sin(angle) + p.y * std::cos(angle)};
}

geo::MultiPolygon turned(geo::MultiPolygon area, double angle, geo::XY origin) {
  for (geo::Polygon& polygon : area) {
    for (geo::XY& p : polygon.outer) p = turned(p, angle, origin);
  }
  return area;
}

}  // namespace

TEST_CASE("a chess board: edges make neighbours, corners do not", "[contiguity]") {
  CHECK(pairs_of({box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)}) ==
        Pairs{{0, 1}, {0, 2}, {1, 3}, {2, 3}});
}

TEST_CASE("borders with differing vertices are still shared", "[contiguity]") {
  // One long side against two short ones.
  CHECK(pairs_of({box(0, 0, 1, 2), box(1, 0, 2, 1), box(1, 1, 2, 2)}) == Pairs{{0, 1}, {0, 2}, {1, 2}});
  // Overlap of a part only, no vertex in common.
  CHECK(pairs_of({box(0, 0, 1, 2), box(1, 0.5, 2, 1.5)}) == Pairs{{0, 1}});
}

TEST_CASE("vertices rounded onto a slanting border of Lambert-93 are shared", "[contiguity]") {
  const std::vector<geo::MultiPolygon> flat = {box(0, 0, 1000, 3000), box(1000, 0, 2000, 1000),
                                               box(1000, 1000, 2000, 3000), box(-1000, -1000, 0, 0)};
  for (const double angle : {0.1, 0.7, 1.234, 2.9}) {
    std::vector<geo::MultiPolygon> areas;
    for (const auto& area : flat) areas.push_back(turned(area, angle, {652469.02, 6862035.26}));
    CHECK(pairs_of(areas) == Pairs{{0, 1}, {0, 2}, {1, 2}});
  }
}

TEST_CASE("a gap of ten centimetres is a gap", "[contiguity]") {
  CHECK(pairs_of({turned(box(0, 0, 1000, 1000), 0, {6e5, 6.8e6}),
                  turned(box(1000.1, 0, 2000, 1000), 0, {6e5, 6.8e6})})
            .empty());
}

TEST_CASE("a sharp corner between two areas is no common border", "[contiguity]") {
  const geo::MultiPolygon under = {{{{0, 0}, {1000, 0}, {1000, -1}, {0, 0}}, {}}};
  const geo::MultiPolygon over = {{{{0, 0}, {1000, 0.01}, {1000, 1}, {0, 0}}, {}}};
  CHECK(pairs_of({under, over}).empty());
}

TEST_CASE("an area in the hole of another is its neighbour", "[contiguity]") {
  geo::MultiPolygon outer = box(0, 0, 9, 9);
  outer[0].holes.push_back({{3, 3}, {3, 6}, {6, 6}, {6, 3}, {3, 3}});
  CHECK(pairs_of({box(3, 3, 6, 6), outer, box(4, 4, 5, 5)}) == Pairs{{0, 1}});
}

TEST_CASE("islands, empty areas and one area alone have no neighbour", "[contiguity]") {
  CHECK(pairs_of({}).empty());
  CHECK(pairs_of({box(0, 0, 1, 1)}).empty());
  CHECK(pairs_of({box(0, 0, 1, 1), geo::MultiPolygon{}, box(5, 0, 6, 1)}).empty());
}

TEST_CASE("any part of an area makes the neighbour", "[contiguity]") {
  geo::MultiPolygon two = box(10, 10, 11, 11);
  two.push_back(box(1, 0, 2, 1)[0]);
  CHECK(pairs_of({box(0, 0, 1, 1), two}) == Pairs{{0, 1}});
}
