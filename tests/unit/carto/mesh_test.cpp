#include "mesh.hpp"

#include <catch2/catch_test_macros.hpp>

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
