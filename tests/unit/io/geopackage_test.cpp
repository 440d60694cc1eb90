#include "maillage/io/geopackage.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "io_fixtures.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/io/layer.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using fixtures::error_of;
using fixtures::Folder;

namespace {

geo::MultiPolygon square(double x, double y, double size) {
  return {{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}},
           {{{x + 1, y + 1}, {x + 1, y + 2}, {x + 2, y + 2}, {x + 1, y + 1}}}}};
}

table::Table communes() {
  table::Table t("communes", "Communes : accès aux soins", "Une ligne par commune.");
  table::Column code = fixtures::column("code", table::Texts{"2A004", "01004", "é'\"\n"});
  code.alias = "Code INSEE";
  table::Column node = fixtures::column("node", table::Integers{INT64_MAX, -1, 0});
  table::Column time = fixtures::column("time_min", table::Reals{0.1, std::nan(""), 1e300});
  time.alias = "Temps", time.unit = "min", time.comment = "Temps d'accès au plus proche";
  table::Column twin = fixtures::column("time_mean", table::Reals{1, 2, 3});
  twin.alias = "Temps", twin.unit = "min";
  node.set_missing(2);
  t.add(code), t.add(node), t.add(time), t.add(twin);
  t.set_geometry({table::GeometryKind::polygon,
                  geo::lambert93,
                  {square(7e5, 6.6e6, 10), geo::Geometry{}, square(8e5 + 1.0 / 3, 6.7e6, 10)}});
  return t;
}

table::Table plain() {
  table::Table t("summary");
  t.add(fixtures::column("fid", table::Integers{7}));
  t.add(fixtures::column("geom", table::Texts{"a column of that name"}));
  return t;
}

table::Table read(const std::filesystem::path& path, const std::string& layer) {
  io::LayerRequest request;
  request.path = path;
  request.layer = layer;
  Diagnostics diagnostics;
  return io::read_layer(request, diagnostics);
}

}  // namespace

TEST_CASE("what is written to a GeoPackage reads back the same", "[geopackage]") {
  const Folder folder;
  io::write_geopackage(folder / "w.gpkg", {communes(), plain()});
  const table::Table back = read(folder / "w.gpkg", "communes");
  const table::Table before = communes();
  REQUIRE(back.rows() == 3);
  REQUIRE(back.columns().size() == before.columns().size());
  CHECK(back.at("code").texts() == before.at("code").texts());
  CHECK(back.at("node").integers()[0] == INT64_MAX);
  CHECK(back.at("node").is_missing(2));
  CHECK(back.at("time_min").reals()[0] == 0.1);
  CHECK(back.at("time_min").is_missing(1));
  CHECK(back.at("time_min").reals()[2] == 1e300);
  CHECK(back.at("code").alias == "Code INSEE");
  CHECK(back.at("time_min").alias == "Temps (min)");
  CHECK(back.at("time_min").comment == "Temps d'accès au plus proche");
  CHECK(back.at("time_mean").alias == "Temps (min) [time_mean]");
  REQUIRE(back.geometry());
  CHECK(back.geometry()->crs == geo::lambert93);
  CHECK(back.geometry()->kind == table::GeometryKind::polygon);
  CHECK(back.geometry()->rows == before.geometry()->rows);
  const table::Table attributes = read(folder / "w.gpkg", "summary");
  CHECK_FALSE(attributes.geometry());
  CHECK(attributes.at("fid").integers()[0] == 7);
  CHECK(attributes.at("geom").texts()[0] == "a column of that name");
}

TEST_CASE("lines and points come back bit by bit", "[geopackage]") {
  const Folder folder;
  table::Table lines("lines"), points("points");
  const geo::Geometry line = geo::MultiLineString{{{0.1, 0.2}, {0.3, 1.0 / 3}}, {{5, 5}, {6, 6}, {7, 5}}};
  lines.set_geometry({table::GeometryKind::line, geo::wgs84, {line}});
  points.set_geometry(
      {table::GeometryKind::point, geo::wgs84, {geo::XY{2.3522, 48.8566}, geo::XY{-0.0, 1e-300}}});
  io::write_geopackage(folder / "w.gpkg", {lines, points});
  CHECK(read(folder / "w.gpkg", "lines").geometry()->rows[0] == line);
  CHECK(read(folder / "w.gpkg", "points").geometry()->rows == points.geometry()->rows);
}

TEST_CASE("the same tables twice give the same bytes, in any time zone", "[geopackage]") {
  const Folder folder;
  io::write_geopackage(folder / "a.gpkg", {communes(), plain()});
  ::setenv("TZ", "Pacific/Auckland", 1);
  ::tzset();
  io::write_geopackage(folder / "b.gpkg", {communes(), plain()});
  io::write_geopackage(folder / "a.gpkg", {communes(), plain()});  // replacing itself
  ::unsetenv("TZ");
  ::tzset();
  CHECK(sha256_file(folder / "a.gpkg") == sha256_file(folder / "b.gpkg"));
  io::write_geopackage(folder / "c.gpkg", {communes(), plain()}, {.date = "2026-11-22T00:00:00Z"});
  CHECK(sha256_file(folder / "a.gpkg") != sha256_file(folder / "c.gpkg"));
  CHECK(std::distance(fixtures::fs::directory_iterator(folder.path()), {}) == 3);
}

TEST_CASE("what cannot be written leaves no file and no rest", "[geopackage]") {
  const Folder folder;
  table::Table infinite("infinite");
  infinite.add(fixtures::column("x", table::Reals{1, std::numeric_limits<double>::infinity()}));
  const Error e = error_of([&] { io::write_geopackage(folder / "w.gpkg", {infinite}); });
  CHECK(e.code() == ErrorCode::internal);
  CHECK_THAT(e.message(), ContainsSubstring("infinite, row 2, column x"));
  table::Table bytes("bytes");
  bytes.add(fixtures::column("x", table::Texts{"\xff"}));
  CHECK_THAT(error_of([&] { io::write_geopackage(folder / "w.gpkg", {bytes}); }).message(),
             ContainsSubstring("UTF-8"));
  CHECK_THAT(error_of([&] { io::write_geopackage(folder / "w.gpkg", {plain(), plain()}); }).message(),
             ContainsSubstring("two layers"));
  CHECK(error_of([&] { io::write_geopackage(folder / "no/such/w.gpkg", {plain()}); }).code() ==
        ErrorCode::io);
  CHECK(fixtures::fs::is_empty(folder.path()));
}

TEST_CASE("an empty table is a layer without features", "[geopackage]") {
  const Folder folder;
  table::Table t("zones", "Zones");
  t.add(fixtures::column("code", table::Texts{}));
  t.set_geometry({table::GeometryKind::polygon, geo::lambert93, {}});
  io::write_geopackage(folder / "w.gpkg", {t});
  io::LayerRequest request;
  request.path = folder / "w.gpkg";
  const io::LayerInfo info = io::inspect(request);
  CHECK(info.features == 0);
  CHECK(info.crs == geo::lambert93);
  CHECK(info.geometry_type == "Multi Polygon");
}
