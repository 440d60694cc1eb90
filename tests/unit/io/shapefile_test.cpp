// Formats made here byte by byte or by GDAL's own writers: shapefiles in Latin-1, curves, several formats of one layer.

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "io_fixtures.hpp"
#include "maillage/io/layer.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using fixtures::error_of;
using fixtures::Folder;

namespace {

struct Spec {
  const char* driver = "ESRI Shapefile";
  const char* encoding = nullptr;  // of the DBF
  int epsg = 2154;                 // 0: none
  const char* wkt = "POINT (700000 6600000)";
  std::string name = "Orléans";
  bool infinite = false;  // the second point of the line is put at infinity
};

void write(const std::filesystem::path& path, const Spec& spec) {
  GDALAllRegister();
  CPLPushErrorHandler(CPLQuietErrorHandler);
  GDALDataset* dataset = GetGDALDriverManager()
                             ->GetDriverByName(spec.driver)
                             ->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRSpatialReference reference;
  if (spec.epsg != 0) reference.importFromEPSG(spec.epsg);
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  CPLStringList options;
  if (spec.encoding != nullptr) options.SetNameValue("ENCODING", spec.encoding);
  OGRGeometry* geometry = nullptr;
  OGRGeometryFactory::createFromWkt(spec.wkt, nullptr, &geometry);
  REQUIRE(geometry != nullptr);
  if (spec.infinite) geometry->toLineString()->setPoint(1, HUGE_VAL, 1);
  OGRLayer* layer = dataset->CreateLayer("sites", spec.epsg != 0 ? &reference : nullptr,
                                         geometry->getGeometryType(), options.List());
  OGRFieldDefn field("nom", OFTString);
  layer->CreateField(&field);
  OGRFeature* feature = OGRFeature::CreateFeature(layer->GetLayerDefn());
  feature->SetField("nom", spec.name.c_str());
  feature->SetGeometryDirectly(geometry);
  CHECK(layer->CreateFeature(feature) == OGRERR_NONE);
  OGRFeature::DestroyFeature(feature);
  GDALClose(dataset);
  CPLPopErrorHandler();
}

io::LayerRequest request(const std::filesystem::path& path) {
  io::LayerRequest out;
  out.path = path;
  return out;
}

}  // namespace

TEST_CASE("a shapefile in Latin-1 that says so is read without a word", "[shapefile]") {
  const Folder folder;
  write(folder / "sites.shp", {.encoding = "ISO-8859-1"});
  Diagnostics diagnostics;
  const table::Table t = io::read_layer(request(folder / "sites.shp"), diagnostics);
  CHECK(t.at("nom").texts()[0] == "Orléans");
  CHECK(t.geometry()->crs == geo::lambert93);
  CHECK(diagnostics.all().empty());
}

TEST_CASE("a shapefile whose stated encoding is wrong is read in the one the study states", "[shapefile]") {
  const Folder folder;
  write(folder / "sites.shp", {.encoding = "ISO-8859-1"});
  io::write_text(folder / "sites.cpg", "UTF-8");  // a lie
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)io::read_layer(request(folder / "sites.shp"), diagnostics); });
  CHECK(e.code() == ErrorCode::input);
  CHECK_THAT(e.what(), ContainsSubstring("feature 0") && ContainsSubstring("encoding"));
  io::LayerRequest stated = request(folder / "sites.shp");
  stated.encoding = "ISO-8859-1";
  CHECK(io::read_layer(stated, diagnostics).at("nom").texts()[0] == "Orléans");
}

TEST_CASE("a shapefile without .prj needs the key crs", "[shapefile]") {
  const Folder folder;
  write(folder / "sites.shp", {.epsg = 0});
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)io::read_layer(request(folder / "sites.shp"), diagnostics); });
  CHECK(e.code() == ErrorCode::crs);
  CHECK_THAT(e.what(), ContainsSubstring("sites.shp") && ContainsSubstring("key crs"));
  io::LayerRequest stated = request(folder / "sites.shp");
  stated.crs_override = geo::lambert93;
  CHECK(io::read_layer(stated, diagnostics).geometry()->crs == geo::lambert93);
  CHECK(diagnostics.count("crs-overridden") == 0);
  CHECK_FALSE(io::inspect(request(folder / "sites.shp")).crs.known());
}

TEST_CASE("a cut shapefile is an error", "[shapefile]") {
  const Folder folder;
  write(folder / "sites.shp", {.wkt = "POLYGON ((0 0,1 0,1 1,0 1,0 0))"});
  fixtures::fs::resize_file(folder / "sites.shp", 120);
  Diagnostics diagnostics;
  CHECK(error_of([&] { (void)io::read_layer(request(folder / "sites.shp"), diagnostics); }).code() ==
        ErrorCode::io);
}

TEST_CASE("one layer in every format that is read", "[shapefile]") {
  const Folder folder;
  for (const auto& [driver, name] : {std::pair{"GPKG", "a.gpkg"},
                                     {"GeoJSON", "a.geojson"},
                                     {"FlatGeobuf", "a.fgb"},
                                     {"MapInfo File", "a.tab"},
                                     {"SQLite", "a.sqlite"},
                                     {"ESRI Shapefile", "a.shp"},
                                     {"GML", "a.gml"}}) {
    INFO(driver);
    const bool degrees = std::string_view(driver) == "GeoJSON";
    write(folder / name, {.driver = driver,
                          .epsg = degrees ? 4326 : 2154,
                          .wkt = degrees ? "POINT (3 46.5)" : "POINT (700000 6600000)"});
    Diagnostics diagnostics;
    io::LayerRequest r = request(folder / name);
    const table::Table t = io::read_layer(r, diagnostics);
    CHECK(t.at("nom").texts()[0] == "Orléans");
    CHECK(t.geometry()->crs == (degrees ? geo::wgs84 : geo::lambert93));
    const geo::XY p = std::get<geo::XY>(t.geometry()->rows[0]);
    CHECK(geo::distance(p, degrees ? geo::XY{3, 46.5} : geo::XY{700000, 6600000}) < 0.02);
    const io::LayerInfo info = io::inspect(r);
    CHECK(info.driver == driver);
    CHECK(info.features == 1);
    CHECK(info.crs == t.geometry()->crs);
    CHECK(info.bounds.contains(p));
    CHECK(std::any_of(info.fields.begin(), info.fields.end(),
                      [](const io::FieldInfo& f) { return f.name == "nom" && f.type == "text"; }));
  }
}

TEST_CASE("curves become chords, and it is said", "[shapefile]") {
  const Folder folder;
  write(folder / "a.gpkg",
        {.driver = "GPKG", .wkt = "CURVEPOLYGON (CIRCULARSTRING (0 0, 10 10, 20 0, 10 -10, 0 0))"});
  Diagnostics diagnostics;
  const table::Table t = io::read_layer(request(folder / "a.gpkg"), diagnostics);
  CHECK(diagnostics.count("curve-linearised") == 1);
  CHECK(std::abs(geo::area(std::get<geo::MultiPolygon>(t.geometry()->rows[0])) - 314.159) < 1);
}

TEST_CASE("a coordinate that is no number is an error with its feature", "[shapefile]") {
  const Folder folder;
  write(folder / "a.gpkg", {.driver = "GPKG", .wkt = "LINESTRING (0 0, 1 1)", .infinite = true});
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)io::read_layer(request(folder / "a.gpkg"), diagnostics); });
  CHECK(e.code() == ErrorCode::geometry);
  CHECK_THAT(e.message(), ContainsSubstring("layer sites, feature 1") && ContainsSubstring("finite"));
}

TEST_CASE("a GeoPackage whose CRS is undefined needs the key crs", "[shapefile]") {
  const Folder folder;
  write(folder / "a.gpkg", {.driver = "GPKG", .epsg = 0});
  Diagnostics diagnostics;
  const Error e = error_of([&] { (void)io::read_layer(request(folder / "a.gpkg"), diagnostics); });
  CHECK(e.code() == ErrorCode::crs);
  CHECK_THAT(e.hint(), ContainsSubstring("key crs"));
}

TEST_CASE("a shapefile inside a zip is read", "[shapefile]") {
  const Folder folder;
  write(folder / "sites.shp", {});
  for (const char* extension : {"shp", "shx", "dbf", "prj"}) {
    const std::string inside = "/vsizip/" + (folder / "sites.zip").string() + "/sites." + extension;
    const std::string bytes = io::read_text(folder / (std::string("sites.") + extension));
    VSILFILE* file = VSIFOpenL(inside.c_str(), "wb");
    REQUIRE(file != nullptr);
    VSIFWriteL(bytes.data(), 1, bytes.size(), file);
    VSIFCloseL(file);
  }
  Diagnostics diagnostics;
  const table::Table t = io::read_layer(request(folder / "sites.zip"), diagnostics);
  CHECK(t.rows() == 1);
  CHECK(t.geometry()->crs == geo::lambert93);
}
