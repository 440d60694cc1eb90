// Real layers where they are at hand: MAILLAGE_DATA, or ../shared/data beside the project.

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "io_fixtures.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/io/polygon_cleaning.hpp"

using namespace maillage;

namespace {

table::Table read(const std::filesystem::path& path, Diagnostics& diagnostics) {
  io::LayerRequest request;
  request.path = path;
  return io::read_layer(request, diagnostics);
}

std::filesystem::path data_or_skip() {
  const auto data = fixtures::real_data();
  if (data.empty()) SKIP("no real data: set MAILLAGE_DATA");
  return data;
}

std::vector<const geo::MultiPolygon*> areas_of(const table::Table& table) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const geo::Geometry& geometry : table.geometry()->rows)
    areas.push_back(&std::get<geo::MultiPolygon>(geometry));
  return areas;
}

}  // namespace

TEST_CASE("the communes of Corsica: read, cleaned, reprojected, neighbours", "[real]") {
  const auto data = data_or_skip();
  Diagnostics diagnostics;
  const table::Table communes =
      io::transform(read(data / "corsica/communes.geojson", diagnostics), geo::lambert93);
  REQUIRE(communes.rows() == 360);
  const std::set<std::string> codes(communes.at("code").texts().begin(), communes.at("code").texts().end());
  CHECK(codes.size() == 360);
  CHECK(codes.contains("2A004"));
  const io::PolygonCleaning clean = io::clean_polygons(communes, {.id_column = "code"}, diagnostics);
  const auto areas = areas_of(clean.table);
  double surface = 0;
  for (const auto* area : areas) surface += geo::area(*area) / 1e6;
  CHECK(std::abs(surface - 8680) < 100);  // km², as the IGN states it; the polygons are simplified
  const geo::MultiPolygon island = geo::unite(areas);
  CHECK(std::abs(geo::area(island) / 1e6 - surface) < 0.5);
  const auto pairs = geo::contiguous_pairs(areas);
  std::set<std::size_t> with_neighbour;
  for (const auto& [a, b] : pairs) with_neighbour.insert(a), with_neighbour.insert(b);
  CHECK(with_neighbour.size() == 360);
  CHECK(pairs.size() > 900);  // a planar map of 360 areas: under 3 n − 6
  CHECK(pairs.size() < 1074);
}

TEST_CASE("the départements of Corsica and Occitanie", "[real]") {
  const auto data = data_or_skip();
  Diagnostics diagnostics;
  CHECK(read(data / "corsica/departments.geojson", diagnostics).at("code").texts() ==
        table::Texts{"2A", "2B"});
  const table::Table occitanie = read(data / "occitanie/departments.geojson", diagnostics);
  CHECK(occitanie.rows() == 13);
  const auto areas = areas_of(occitanie);
  const geo::AreaIndex index(areas);
  const auto toulouse = index.first_at({1.4442, 43.6047});
  REQUIRE(toulouse);
  CHECK(occitanie.at("code").texts()[*toulouse] == "31");
}

TEST_CASE("the road links of Corsica: all rows, 64-bit node ids", "[real]") {
  const auto data = data_or_skip();
  Diagnostics diagnostics;
  const table::Table roads = read(data / "corsica/roads.gpkg", diagnostics);
  REQUIRE(roads.rows() == 65009);
  CHECK(roads.geometry()->crs == geo::lambert93);
  CHECK(roads.geometry()->kind == table::GeometryKind::line);
  std::int64_t largest = 0;
  for (const std::int64_t node : roads.at("from").integers()) largest = std::max(largest, node);
  CHECK(largest > std::int64_t{1} << 32);
  for (std::size_t row = 0; row < roads.rows(); ++row) REQUIRE(roads.at("length_m").number(row) >= 0);
  const fixtures::Folder folder;
  io::write_geopackage(folder / "roads.gpkg", {roads});
  const table::Table back = read(folder / "roads.gpkg", diagnostics);
  CHECK(back.at("from").integers() == roads.at("from").integers());
  CHECK(back.at("to").integers() == roads.at("to").integers());
  CHECK(back.geometry()->rows == roads.geometry()->rows);
}

TEST_CASE("all communes of France: the invalid polygon is named and repaired", "[real]") {
  const auto data = data_or_skip();
  Diagnostics diagnostics;
  const table::Table france = read(data / "france/communes_2018.gpkg", diagnostics);
  CHECK(france.rows() == 35357);
  const std::string code = france.find("code") != nullptr ? "code" : france.columns()[0].name;
  const io::PolygonCleaning clean = io::clean_polygons(france, {.id_column = code}, diagnostics);
  REQUIRE(clean.repairs.size() == 1);
  CHECK(clean.repairs[0].id == "14174");
  CHECK(diagnostics.count("geometry-repaired") == 1);
}
