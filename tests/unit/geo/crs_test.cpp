#include "maillage/geo/crs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <string>

#include "maillage/core/error.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

template <class Function>
Error error_of(Function function) {
  try {
    function();
  } catch (const Error& e) {
    return e;
  }
  FAIL("no error was thrown");
  throw;
}

}  // namespace

TEST_CASE("a CRS is written as an EPSG code", "[crs]") {
  CHECK(geo::parse_crs("EPSG:2154") == geo::lambert93);
  CHECK(geo::parse_crs("epsg:4326") == geo::wgs84);
  CHECK(geo::parse_crs("2154") == geo::lambert93);
  CHECK(geo::lambert93.text() == "EPSG:2154");
  CHECK(geo::Crs{}.text() == "unknown");
}

TEST_CASE("an unknown or malformed CRS is an error that names it", "[crs]") {
  for (const char* text : {"EPSG:999999", "999999"}) {
    const Error e = error_of([&] { (void)geo::parse_crs(text); });
    CHECK(e.code() == ErrorCode::crs);
    CHECK_THAT(e.what(), ContainsSubstring("EPSG:999999"));
  }
  for (const char* text : {"", "EPSG:", "Lambert", "EPSG:21 54", "-2154", "EPSG:0", "IGNF:LAMB93"}) {
    const Error e = error_of([&] { (void)geo::parse_crs(text); });
    CHECK(e.code() == ErrorCode::crs);
    CHECK_THAT(e.what(), ContainsSubstring(text));
  }
}

TEST_CASE("Paris from longitude and latitude to Lambert-93 and back", "[crs]") {
  const geo::Transformer there(geo::wgs84, geo::lambert93);
  const geo::Transformer back(geo::lambert93, geo::wgs84);
  // cs2cs EPSG:4326 EPSG:2154 answers 652469.02 6862035.26.
  const geo::XY paris = there(geo::XY{2.3522, 48.8566});
  CHECK_THAT(paris.x, WithinAbs(652469.02, 0.01));
  CHECK_THAT(paris.y, WithinAbs(6862035.26, 0.01));
  const geo::XY again = back(paris);
  CHECK_THAT(again.x, WithinAbs(2.3522, 1e-9));
  CHECK_THAT(again.y, WithinAbs(48.8566, 1e-9));
  CHECK_FALSE(there.identity());
}

TEST_CASE("the origin of Lambert-93 is where its definition puts it", "[crs]") {
  const geo::Transformer there(geo::wgs84, geo::lambert93);
  const geo::XY origin = there(geo::XY{3.0, 46.5});
  CHECK_THAT(origin.x, WithinAbs(700000.0, 1e-6));
  CHECK_THAT(origin.y, WithinAbs(6600000.0, 1e-6));
}

TEST_CASE("the same CRS on both sides changes no bit", "[crs]") {
  const geo::Transformer same(geo::lambert93, geo::lambert93);
  CHECK(same.identity());
  CHECK(same(geo::XY{652469.023456789, 6862035.1}) == geo::XY{652469.023456789, 6862035.1});
}

TEST_CASE("every kind of geometry is carried, holes and parts included", "[crs]") {
  const geo::Transformer there(geo::wgs84, geo::lambert93);
  const geo::MultiPolygon area{
      {{{0, 45}, {1, 45}, {1, 46}, {0, 45}}, {{{0.5, 45.1}, {0.8, 45.1}, {0.8, 45.4}, {0.5, 45.1}}}}};
  const geo::MultiPolygon carried = there(area);
  REQUIRE(carried.size() == 1);
  CHECK(carried[0].outer[2] == there(geo::XY{1, 46}));
  CHECK(carried[0].holes.at(0)[1] == there(geo::XY{0.8, 45.1}));
  const geo::Geometry lines = there(geo::Geometry{geo::MultiLineString{{{0, 45}, {1, 46}}, {{2, 47}}}});
  CHECK(std::get<geo::MultiLineString>(lines)[1][0] == there(geo::XY{2, 47}));
  CHECK(std::holds_alternative<std::monostate>(there(geo::Geometry{})));
}

TEST_CASE("a point outside the domain is an error, not an infinity", "[crs]") {
  const geo::Transformer there(geo::wgs84, geo::lambert93);
  const Error e = error_of([&] { (void)there(geo::XY{2.0, 95.0}); });
  CHECK(e.code() == ErrorCode::crs);
  CHECK_THAT(e.what(), ContainsSubstring("(2, 95)"));
  CHECK_THROWS_AS(there(geo::XY{NAN, 45}), Error);
  // The error does not stick to the next point.
  CHECK_THAT(there(geo::XY{3.0, 46.5}).x, WithinAbs(700000.0, 1e-6));
}

TEST_CASE("metres or degrees", "[crs]") {
  CHECK(geo::is_projected(geo::lambert93));
  CHECK(geo::is_projected(geo::Crs{5490}));
  CHECK(geo::is_projected(geo::Crs{5698}));  // Lambert-93 with heights
  CHECK_FALSE(geo::is_projected(geo::wgs84));
  CHECK_FALSE(geo::is_projected(geo::Crs{4979}));
  CHECK_THROWS_AS(geo::is_projected(geo::Crs{}), Error);
  const Error feet = error_of([] { (void)geo::is_projected(geo::Crs{2263}); });
  CHECK_THAT(feet.what(), ContainsSubstring("foot"));
}

TEST_CASE("definitions found in files get their code", "[crs]") {
  // As ArcGIS writes it in .prj files.
  const std::string esri =
      R"(PROJCS["RGF_1993_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,298.257222101]],)"
      R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],)"
      R"(PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],)"
      R"(PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],)"
      R"(UNIT["Meter",1.0]])";
  CHECK(geo::identify_wkt(esri) == geo::lambert93);
  const std::string wgs =
      R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],)"
      R"(UNIT["Degree",0.0174532925199433]])";
  CHECK(geo::identify_wkt(wgs) == geo::wgs84);
  CHECK_FALSE(geo::identify_wkt("LOCAL_CS[\"my field\"]").known());
  CHECK_FALSE(geo::identify_wkt("no definition at all").known());
  CHECK_FALSE(geo::identify_wkt("").known());
}

TEST_CASE("each département has its legal projection", "[crs]") {
  CHECK(geo::legal_crs("01") == geo::lambert93);
  CHECK(geo::legal_crs("2A") == geo::lambert93);
  CHECK(geo::legal_crs("95") == geo::lambert93);
  CHECK(geo::legal_crs("971").epsg == 5490);
  CHECK(geo::legal_crs("972").epsg == 5490);
  CHECK(geo::legal_crs("973").epsg == 2972);
  CHECK(geo::legal_crs("974").epsg == 2975);
  CHECK(geo::legal_crs("976").epsg == 4471);
  for (const char* code : {"", "00", "96", "1", "999", "2C"}) CHECK_THROWS_AS(geo::legal_crs(code), Error);
  for (const char* code : {"971", "973", "974", "975", "976", "977"})
    CHECK(geo::is_projected(geo::legal_crs(code)));
}

TEST_CASE("where a CRS may be used and where a département lies") {
  const geo::AreaOfUse lambert = geo::area_of_use(geo::lambert93);
  CHECK(lambert.contains({2.35, 48.85}, 0));
  CHECK_FALSE(lambert.contains({-61.5, 16.2}, 2));
  CHECK_FALSE(lambert.contains({48.85, 2.35}, 2));  // axes swapped
  CHECK(geo::AreaOfUse{170, -60, -170, 60}.contains({179, 0}, 0));
  CHECK(geo::AreaOfUse{170, -60, -170, 60}.contains({-179, 0}, 0));
  CHECK_FALSE(geo::AreaOfUse{170, -60, -170, 60}.contains({0, 0}, 0));
  REQUIRE(geo::whereabouts("2A").has_value());
  CHECK(geo::whereabouts("2A")->contains({8.74, 41.93}, 0));
  CHECK(geo::whereabouts("974")->contains({55.45, -20.88}, 0));
  CHECK_FALSE(geo::whereabouts("974")->contains({8.74, 41.93}, 1));
  CHECK_FALSE(geo::whereabouts("00").has_value());
  CHECK_FALSE(geo::whereabouts("").has_value());
}
