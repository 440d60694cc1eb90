#include "maillage/io/layer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdint>
#include <fstream>

#include "io_fixtures.hpp"
#include "maillage/io/geopackage.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using fixtures::error_of;
using fixtures::Folder;

namespace {

io::LayerRequest request(const std::filesystem::path& path) {
  io::LayerRequest out;
  out.path = path;
  return out;
}

table::Table read(const std::filesystem::path& path, Diagnostics& diagnostics) {
  return io::read_layer(request(path), diagnostics);
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}

const std::string point = R"({"type":"Point","coordinates":[2.5,48.5]})";

}  // namespace

TEST_CASE("GeoJSON: types, missing cells, dates, lists", "[layer]") {
  const Folder folder;
  const auto path = folder.with(
      "sites.geojson",
      collection(
          feature(
              R"({"id":"a","beds":12,"node":9007199254740993,"rate":0.5,"day":"2025/03/01","open":true,"tags":["x","y"]})",
              point) +
          "," +
          feature(R"({"id":"b","beds":null,"node":1,"rate":1})",
                  R"({"type":"Point","coordinates":[-1,45,120]})")));
  Diagnostics diagnostics;
  const table::Table t = read(path, diagnostics);
  REQUIRE(t.rows() == 2);
  CHECK(t.name() == "sites");
  CHECK(t.at("id").texts() == table::Texts{"a", "b"});
  CHECK(t.at("beds").integers()[0] == 12);
  CHECK(t.at("beds").is_missing(1));
  CHECK_FALSE(t.at("beds").is_missing(0));
  CHECK(t.at("node").integers()[0] == INT64_C(9007199254740993));
  CHECK(t.at("rate").reals() == table::Reals{0.5, 1});
  CHECK(t.at("day").texts()[0] == "2025-03-01");
  CHECK(t.at("open").integers()[0] == 1);
  CHECK_THAT(t.at("tags").texts()[0], ContainsSubstring("\"x\""));
  CHECK(t.at("tags").is_missing(1));
  REQUIRE(t.geometry());
  CHECK(t.geometry()->crs == geo::wgs84);
  CHECK(t.geometry()->kind == table::GeometryKind::point);
  CHECK(std::get<geo::XY>(t.geometry()->rows[0]) == geo::XY{2.5, 48.5});
  CHECK(std::get<geo::XY>(t.geometry()->rows[1]) == geo::XY{-1, 45});
  CHECK(diagnostics.count("geometry-flattened") == 1);
}

TEST_CASE("dates and times are ISO 8601, zone included", "[layer]") {
  const Folder folder;
  const auto path = folder.with(
      "t.geojson",
      collection(
          feature(R"({"at":"2025-03-01T08:05:09Z","zone":"2025-03-01T08:05:09.250+02:00","hour":"08:05:00"})",
                  point)));
  Diagnostics diagnostics;
  const table::Table t = read(path, diagnostics);
  CHECK(t.at("at").texts()[0] == "2025-03-01T08:05:09Z");
  CHECK(t.at("zone").texts()[0] == "2025-03-01T08:05:09.250+02:00");
  CHECK(t.at("hour").texts()[0] == "08:05:00");
}

TEST_CASE("a file that is absent is an error with the nearest name", "[layer]") {
  const Folder folder;
  folder.with("communes.geojson", collection(feature("{}", point)));
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)read(folder / "comunes.geojson", diagnostics); });
  CHECK(e.code() == ErrorCode::io);
  CHECK_THAT(e.message(), ContainsSubstring("comunes.geojson"));
  CHECK_THAT(e.hint(), ContainsSubstring("communes.geojson"));
  CHECK_THAT(error_of([&] { (void)read(folder / "no/such.gpkg", diagnostics); }).message(),
             ContainsSubstring("folder"));
}

TEST_CASE("remote paths are refused", "[layer]") {
  Diagnostics diagnostics;
  for (const char* path :
       {"/vsicurl/https://example.org/a.gpkg", "https://example.org/a.geojson", "/vsizip/a.zip"}) {
    CHECK(error_of([&] { (void)read(path, diagnostics); }).code() == ErrorCode::usage);
  }
}

TEST_CASE("what is no vector file is an error", "[layer]") {
  const Folder folder;
  Diagnostics diagnostics;
  const Error noise = error_of([&] { (void)read(folder.with("a.gpkg", "no database"), diagnostics); });
  CHECK(noise.code() == ErrorCode::input);
  CHECK_THAT(noise.what(), ContainsSubstring("a.gpkg") && ContainsSubstring("GeoPackage"));
  const Error csv = error_of([&] { (void)read(folder.with("a.csv", "id,x\n1,2\n"), diagnostics); });
  CHECK_THAT(csv.message(), ContainsSubstring("delimited text"));
  const Error dxf = error_of([&] {
    (void)read(folder.with("a.dxf", "  0\nSECTION\n  2\nENTITIES\n  0\nENDSEC\n  0\nEOF\n"), diagnostics);
  });
  CHECK_THAT(dxf.message(), ContainsSubstring("DXF"));
  CHECK(error_of([&] { (void)read(folder.with("empty.geojson", ""), diagnostics); }).code() ==
        ErrorCode::input);
}

TEST_CASE("a cut GeoJSON is an error", "[layer]") {
  const Folder folder;
  Diagnostics diagnostics;
  std::string text = collection(feature(R"({"id":"a"})", point) + "," + feature(R"({"id":"b"})", point));
  text.resize(text.size() * 3 / 4);
  const Error e = error_of([&] { (void)read(folder.with("cut.geojson", text), diagnostics); });
  CHECK(e.code() == ErrorCode::io);
  CHECK_THAT(e.what(), ContainsSubstring("cut.geojson") && ContainsSubstring("damaged"));
}

TEST_CASE("a cut GeoPackage is an error", "[layer]") {
  const Folder folder;
  table::Table t("places");
  table::Column names = fixtures::column("name", table::Texts(5000, "a name of some length to fill pages"));
  t.add(names);
  t.set_geometry(
      {table::GeometryKind::point, geo::lambert93, std::vector<geo::Geometry>(5000, geo::XY{7e5, 6.6e6})});
  io::write_geopackage(folder / "a.gpkg", {t});
  fixtures::fs::resize_file(folder / "a.gpkg", fixtures::fs::file_size(folder / "a.gpkg") / 2);
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)read(folder / "a.gpkg", diagnostics); });
  CHECK((e.code() == ErrorCode::io || e.code() == ErrorCode::input));
  CHECK_THAT(e.what(), ContainsSubstring("a.gpkg"));
}

TEST_CASE("an empty layer is an error", "[layer]") {
  const Folder folder;
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)read(folder.with("none.geojson", collection("")), diagnostics); });
  CHECK(e.code() == ErrorCode::input);
  CHECK_THAT(e.message(), ContainsSubstring("no features"));
}

TEST_CASE("several layers: one must be named", "[layer]") {
  const Folder folder;
  table::Table a("communes"), b("cantons");
  for (table::Table* t : {&a, &b}) t->add(fixtures::column("code", table::Texts{"01001"}));
  io::write_geopackage(folder / "two.gpkg", {a, b});
  Diagnostics diagnostics;
  const Error several = error_of([&] { (void)read(folder / "two.gpkg", diagnostics); });
  CHECK(several.code() == ErrorCode::input);
  CHECK_THAT(several.hint(), ContainsSubstring("communes, cantons"));
  io::LayerRequest named = request(folder / "two.gpkg");
  named.layer = "comunes";
  const Error unknown = error_of([&] { (void)io::read_layer(named, diagnostics); });
  CHECK_THAT(unknown.what(), ContainsSubstring("comunes") && ContainsSubstring("is it communes?"));
  named.layer = "cantons";
  CHECK(io::read_layer(named, diagnostics).name() == "cantons");
}

TEST_CASE("text that is not UTF-8 is an error naming the feature", "[layer]") {
  const Folder folder;
  const auto path =
      folder.with("latin.geojson", collection(feature(R"({"nom":"Orl\u00e9ans"})", point) + "," +
                                              feature("{\"nom\":\"Orl\xe9"
                                                      "ans\"}",
                                                      point)));
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)read(path, diagnostics); });
  CHECK(e.code() == ErrorCode::input);
  CHECK_THAT(e.what(),
             ContainsSubstring("feature 1") && ContainsSubstring("nom") && ContainsSubstring("encoding"));
  const io::LayerInfo info = io::inspect(request(path));
  CHECK(info.encoding_problems == std::vector<std::string>{"feature 1, field nom"});
  io::LayerRequest unknown = request(path);
  unknown.encoding = "KLINGON-8";
  CHECK(error_of([&] { (void)io::read_layer(unknown, diagnostics); }).code() == ErrorCode::usage);
}

TEST_CASE("geometry collections and mixed layers are refused with the feature", "[layer]") {
  const Folder folder;
  Diagnostics diagnostics;
  const std::string both = R"({"type":"GeometryCollection","geometries":[)" + point + "]}";
  const Error e = error_of([&] {
    (void)read(folder.with("c.geojson", collection(feature("{}", point) + "," + feature("{}", both))),
               diagnostics);
  });
  CHECK(e.code() == ErrorCode::geometry);
  CHECK_THAT(e.message(), ContainsSubstring("feature 1") && ContainsSubstring("GEOMETRYCOLLECTION"));
  const std::string line = R"({"type":"LineString","coordinates":[[0,0],[1,1]]})";
  const Error mixed = error_of([&] {
    (void)read(folder.with("m.geojson", collection(feature("{}", point) + "," + feature("{}", line))),
               diagnostics);
  });
  CHECK_THAT(mixed.message(), ContainsSubstring("mixes"));
  const std::string many = R"({"type":"MultiPoint","coordinates":[[0,0],[1,1]]})";
  CHECK_THAT(error_of([&] {
               (void)read(folder.with("p.geojson", collection(feature("{}", many))), diagnostics);
             }).message(),
             ContainsSubstring("2 points"));
}

TEST_CASE("missing and empty geometries are counted, not lost", "[layer]") {
  const Folder folder;
  const auto path = folder.with(
      "gaps.geojson", collection(feature(R"({"id":"a"})", point) + "," + feature(R"({"id":"b"})", "null") +
                                 "," + feature(R"({"id":"c"})", R"({"type":"Point","coordinates":[]})")));
  Diagnostics diagnostics;
  io::LayerRequest r = request(path);
  r.id_column = "id";
  r.subject = "sites";
  const table::Table t = io::read_layer(r, diagnostics);
  CHECK(t.rows() == 3);
  CHECK(std::holds_alternative<std::monostate>(t.geometry()->rows[1]));
  CHECK(diagnostics.count("geometry-missing") + diagnostics.count("geometry-empty") == 2);
  CHECK(diagnostics.all()[0].first_ids.front() == "b");
  CHECK(diagnostics.all()[0].subject == "sites");
}

TEST_CASE("the CRS: stated, missing, overridden", "[layer]") {
  const Folder folder;
  Diagnostics diagnostics;
  const std::string lambert =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[)" +
      feature("{}", R"({"type":"Point","coordinates":[700000,6600000]})") + "]}";
  const auto path = folder.with("l93.geojson", lambert);
  CHECK(read(path, diagnostics).geometry()->crs == geo::lambert93);
  io::LayerRequest same = request(path);
  same.crs_override = geo::lambert93;
  CHECK(io::read_layer(same, diagnostics).geometry()->crs == geo::lambert93);
  CHECK(diagnostics.all().empty());
  io::LayerRequest other = request(path);
  other.crs_override = geo::Crs{27572};
  CHECK(io::read_layer(other, diagnostics).geometry()->crs.epsg == 27572);
  CHECK(diagnostics.count("crs-overridden") == 1);

  const std::string crs84 =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[)" +
      feature("{}", point) + "]}";
  const table::Table t = read(folder.with("crs84.geojson", crs84), diagnostics);
  CHECK(t.geometry()->crs == geo::wgs84);
  CHECK(std::get<geo::XY>(t.geometry()->rows[0]) == geo::XY{2.5, 48.5});
}

TEST_CASE("GML in latitude, longitude order is read longitude first and writes nothing beside it",
          "[layer]") {
  const Folder folder;
  const auto path = folder.with("a.gml", R"(<?xml version="1.0" encoding="UTF-8"?>
<x:FeatureCollection xmlns:x="http://example.org/x" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="c">
<gml:featureMember><x:site gml:id="s1"><x:nom>Ajaccio</x:nom><x:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326" gml:id="p">
<gml:pos>41.92 8.74</gml:pos></gml:Point></x:geom></x:site></gml:featureMember></x:FeatureCollection>)");
  Diagnostics diagnostics;
  const table::Table t = read(path, diagnostics);
  CHECK(t.geometry()->crs == geo::wgs84);
  CHECK(std::get<geo::XY>(t.geometry()->rows[0]) == geo::XY{8.74, 41.92});
  CHECK(t.at("nom").texts()[0] == "Ajaccio");
  CHECK(std::distance(fixtures::fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("KML gives points in longitude and latitude", "[layer]") {
  const Folder folder;
  const auto path = folder.with("a.kml", R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>sites</name>
<Placemark><name>Bastia</name><Point><coordinates>9.45,42.7</coordinates></Point></Placemark></Folder></Document></kml>)");
  Diagnostics diagnostics;
  const table::Table t = read(path, diagnostics);
  CHECK(t.geometry()->crs == geo::wgs84);
  CHECK(std::get<geo::XY>(t.geometry()->rows[0]) == geo::XY{9.45, 42.7});
  CHECK(t.at("Name").texts()[0] == "Bastia");
}

TEST_CASE("reprojection is asked for and exact both ways", "[layer]") {
  table::Table t("paris");
  t.set_geometry({table::GeometryKind::point, geo::wgs84, {geo::XY{2.3522, 48.8566}, geo::Geometry{}}});
  const table::Table there = io::transform(t, geo::lambert93);
  CHECK(there.geometry()->crs == geo::lambert93);
  CHECK_THAT(std::get<geo::XY>(there.geometry()->rows[0]).x, WithinAbs(652469.02, 0.01));
  CHECK(std::holds_alternative<std::monostate>(there.geometry()->rows[1]));
  const table::Table back = io::transform(there, geo::wgs84);
  CHECK_THAT(std::get<geo::XY>(back.geometry()->rows[0]).y, WithinAbs(48.8566, 1e-9));
  table::Table wrong("wrong");
  wrong.set_geometry({table::GeometryKind::point, geo::wgs84, {geo::XY{2, 48}, geo::XY{652469, 6862035}}});
  CHECK_THAT(error_of([&] { (void)io::transform(wrong, geo::lambert93); }).message(),
             ContainsSubstring("wrong, row 2"));
  CHECK(error_of([&] {
          table::Table unknown("u");
          unknown.set_geometry({table::GeometryKind::point, geo::Crs{}, {geo::XY{2, 48}}});
          (void)io::transform(unknown, geo::lambert93);
        }).code() == ErrorCode::crs);
}

TEST_CASE("an open ring is closed and said", "[layer]") {
  const Folder folder;
  const auto path = folder.with(
      "open.geojson",
      collection(feature("{}", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})")));
  Diagnostics diagnostics;
  const table::Table t = read(path, diagnostics);
  const auto& ring = std::get<geo::MultiPolygon>(t.geometry()->rows[0])[0].outer;
  CHECK(ring.size() == 5);
  CHECK(ring.front() == ring.back());
  CHECK(diagnostics.count("ring-closed") == 1);
}
