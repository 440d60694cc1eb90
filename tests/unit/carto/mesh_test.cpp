#include "mesh.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "sample_map.hpp"

using namespace maillage;
using namespace maillage::carto;

namespace {

std::size_t edges(const Path& path) {
  std::size_t n = 0;
  for (const SubPath& sub : path) n += sub.points.size() - (sub.closed ? 0 : 1);
  return n;
}

}  // namespace

TEST_CASE("each border is drawn once: a chequer of 4 × 3 has 17 inner edges and 14 outer ones") {
  const ToPage to_page{0.001, {700000, 6630000}, {0, 0}};
  std::vector<GridLine> rings;
  const auto table = sample_table();
  for (const geo::Geometry& g : table->geometry()->rows)
    for (GridLine& ring : grid_rings(std::get<geo::MultiPolygon>(g), to_page))
      rings.push_back(std::move(ring));
  const Borders lines = borders(rings, true);
  CHECK(edges(lines.shared) == 17);
  CHECK(edges(lines.single) == 14);
  REQUIRE(lines.single.size() == 1);
  CHECK(lines.single.front().closed);
}

TEST_CASE("rings are turned one way and holes the other; what is too small vanishes") {
  const ToPage to_page{0.001, {0, 10000}, {0, 0}};
  const geo::Ring ring{{0, 0}, {10000, 0}, {10000, 10000}, {0, 10000}, {0, 0}};
  geo::Ring other = ring;
  std::reverse(other.begin(), other.end());
  const auto signed_area = [](const GridLine& r) {
    long sum = 0;
    for (std::size_t i = 0; i < r.size(); ++i) {
      const GridPoint a = r[i], b = r[(i + 1) % r.size()];
      sum += static_cast<long>(a.x) * b.y - static_cast<long>(b.x) * a.y;
    }
    return sum;
  };
  CHECK(signed_area(grid_ring(ring, to_page, false)) == 20000);
  CHECK(signed_area(grid_ring(other, to_page, false)) == 20000);
  CHECK(signed_area(grid_ring(ring, to_page, true)) == -20000);
  CHECK(grid_ring({{0, 0}, {10, 0}, {10, 10}, {0, 0}}, to_page, false).empty());
}

TEST_CASE("lines run both ways are drawn once") {
  const std::vector<GridLine> roads{{{0, 0}, {5, 0}}, {{5, 0}, {0, 0}}, {{5, 0}, {9, 4}}, {{9, 4}, {9, 4}}};
  const Borders lines = borders(roads, false);
  CHECK(edges(lines.shared) == 1);
  CHECK(edges(lines.single) == 1);
}

TEST_CASE("simplified borders stay shared, stay near, and junctions stay") {
  // Two areas on either side of a wavy border of 200 points, as in a coverage.
  geo::Ring west{{0, 0}}, east{{2000, 0}};
  geo::LineString wave;
  for (int i = 0; i <= 200; ++i) wave.push_back({1000 + 30 * std::sin(i / 7.0) + i % 3, i * 10.0});
  west.insert(west.end(), wave.begin(), wave.end());
  west.push_back({0, 2000});
  west.push_back({0, 0});
  east.insert(east.end(), wave.begin(), wave.end());
  east.push_back({2000, 2000});
  east.push_back({2000, 0});
  const ToPage to_page{0.1, {0, 2000}, {0, 0}};
  std::vector<GridLine> rings{grid_ring(west, to_page, false), grid_ring(east, to_page, false)};
  const std::vector<GridLine> before = rings;
  simplify(rings, 0.5);
  CHECK(rings[0].size() < before[0].size() / 2);
  const Borders lines = borders(rings, true);
  REQUIRE(lines.shared.size() == 1);  // still one border, no gap and no overlap
  CHECK(edges(lines.shared) == rings[0].size() - 3);
  for (const PagePoint end : {lines.shared[0].points.front(), lines.shared[0].points.back()})
    CHECK((end.y == 0 || end.y == 200));
  // Every old point is within half a point of the new border.
  for (const geo::XY p : wave) {
    const PagePoint at = on_page(to_page.grid(p));
    double nearest = 1e9;
    for (std::size_t i = 1; i < lines.shared[0].points.size(); ++i) {
      const PagePoint a = lines.shared[0].points[i - 1], b = lines.shared[0].points[i];
      const double dx = b.x - a.x, dy = b.y - a.y;
      const double t = std::clamp(((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
      nearest = std::min(nearest, std::hypot(at.x - a.x - t * dx, at.y - a.y - t * dy));
    }
    CHECK(nearest <= 0.5 + 1e-9);
  }
  std::vector<GridLine> island{{{0, 0}, {1, 0}, {1, 1}}};
  simplify(island, 1);
  CHECK(island[0].empty());
}
