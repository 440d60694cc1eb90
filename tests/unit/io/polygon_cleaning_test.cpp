#include "maillage/io/polygon_cleaning.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "io_fixtures.hpp"
#include "maillage/geo/topology.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("broken polygons are repaired and said, valid ones left alone", "[cleaning]") {
  const geo::MultiPolygon clockwise = {{{{5, 5}, {5, 6}, {6, 6}, {6, 5}, {5, 5}}, {}}};
  const geo::MultiPolygon bow_tie = {{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}};
  const geo::MultiPolygon flat = {{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}, {}}};
  table::Table t("communes");
  t.add(fixtures::column("code", table::Texts{"01001", "14174", "2A004", "97101"}));
  t.set_geometry({table::GeometryKind::polygon, geo::lambert93, {clockwise, bow_tie, flat, geo::Geometry{}}});
  Diagnostics diagnostics;
  const io::PolygonCleaning clean =
      io::clean_polygons(t, {.subject = "communes", .id_column = "code"}, diagnostics);
  const auto& rows = clean.table.geometry()->rows;
  CHECK(rows[0] == geo::Geometry(clockwise));
  CHECK(geo::invalid_reason(std::get<geo::MultiPolygon>(rows[1])).empty());
  CHECK(std::holds_alternative<std::monostate>(rows[2]));
  CHECK(std::holds_alternative<std::monostate>(rows[3]));
  REQUIRE(clean.repairs.size() == 2);
  CHECK(clean.repairs[0].id == "14174");
  CHECK_THAT(clean.repairs[0].reason, ContainsSubstring("Self-intersection[1 1]"));
  CHECK(clean.repairs[0].area_after == 2);
  CHECK(clean.repairs[1].row == 2);
  CHECK(clean.repairs[1].area_after == 0);
  CHECK(diagnostics.count("geometry-repaired") == 1);
  CHECK(diagnostics.count("geometry-unusable") == 1);
  CHECK(diagnostics.all()[0].first_ids == std::vector<std::string>{"14174 (Self-intersection)"});
}

TEST_CASE("points and plain tables pass through cleaning", "[cleaning]") {
  table::Table t("points");
  t.set_geometry({table::GeometryKind::point, geo::wgs84, {geo::XY{1, 2}}});
  Diagnostics diagnostics;
  CHECK(io::clean_polygons(t, {}, diagnostics).table.geometry()->rows[0] == geo::Geometry(geo::XY{1, 2}));
  CHECK(io::clean_polygons(table::Table("plain"), {}, diagnostics).repairs.empty());
  CHECK(diagnostics.all().empty());
}
