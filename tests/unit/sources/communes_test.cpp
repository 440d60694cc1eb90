#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "maillage/sources/load.hpp"
#include "written_input.hpp"

namespace maillage::sources {
namespace {

using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
using Rows = std::vector<std::vector<std::string>>;

struct Loaded {
  territory::Territory territory;
  Diagnostics diagnostics;
};

Passage merging() {
  const WrittenInput input("passage", {{"old", "current"}, {"01340", "01002"}, {"01341", "01003"}});
  return Passage(input.fields());
}

WrittenInput layer(const Rows& rows, std::vector<geo::Geometry> areas = {}) {
  WrittenInput input("communes", rows);
  for (std::size_t i = areas.size(); i + 1 < rows.size(); ++i)
    areas.emplace_back(square(10.0 * static_cast<double>(i), 0));
  input.with(table::GeometryKind::polygon, std::move(areas));
  return input;
}

Loaded load(const WrittenInput& input, const std::vector<std::string>& area = {},
            geo::Crs seats = geo::lambert93) {
  Loaded loaded;
  loaded.territory.crs = geo::lambert93;
  load_communes(input.fields(), merging(), area, seats, loaded.territory, loaded.diagnostics);
  return loaded;
}

TEST_CASE("communes are sorted by code, with their zero and département") {
  const Loaded loaded = load(layer({{"code", "name"}, {"2A004", "Ajaccio"}, {"1001", "L’Abergement"}}));
  REQUIRE(loaded.territory.communes.size() == 2);
  CHECK(loaded.territory.communes[0].code.value == "01001");
  CHECK(loaded.territory.communes[0].department.value == "01");
  CHECK(loaded.territory.communes[1].name == "Ajaccio");
  CHECK(loaded.territory.communes[1].department.value == "2A");
  CHECK_FALSE(loaded.territory.communes[0].population);
  CHECK(loaded.territory.communes[0].centre_rule == territory::CentreRule::none);
}

TEST_CASE("merged communes are dissolved under the name in force, and said") {
  const Loaded loaded =
      load(layer({{"code", "name"}, {"01340", "old"}, {"01002", "kept"}, {"01341", "only old"}}));
  REQUIRE(loaded.territory.communes.size() == 2);
  CHECK(loaded.territory.communes[0].name == "kept");
  CHECK(geo::area(loaded.territory.communes[0].area) == Approx(200));
  CHECK(loaded.territory.communes[0].area.size() == 1);
  CHECK(loaded.territory.communes[1].code.value == "01003");
  CHECK(loaded.territory.communes[1].name == "only old");
  CHECK(loaded.diagnostics.count("commune-code-moved") == 2);
  CHECK(only(loaded.diagnostics, "communes-dissolved").first_ids == std::vector<std::string>{"01002"});
}

TEST_CASE("the area keeps its départements and says what it leaves out") {
  const Loaded loaded =
      load(layer({{"code", "name"}, {"01001", "a"}, {"2A004", "b"}, {"2B033", "c"}}), {"2A", "2B"});
  CHECK(loaded.territory.communes.size() == 2);
  CHECK(only(loaded.diagnostics, "outside-area").first_ids == std::vector<std::string>{"01001"});
  CHECK(only(loaded.diagnostics, "outside-area").severity == Severity::note);
}

TEST_CASE("layers that cannot be communes are refused") {
  const auto refusal = [](const Rows& rows, const std::vector<std::string>& area = {}) {
    return error_of([&] { load(layer(rows), area); }).message();
  };
  CHECK_THAT(refusal({{"code", "name"}, {"01001", "a"}, {"01001", "b"}}),
             ContainsSubstring("communes.csv, feature 2: commune 01001 stands twice"));
  CHECK_THAT(refusal({{"code", "name"}, {"01001", "a"}, {"1001", "b"}}), ContainsSubstring("stands twice"));
  CHECK_THAT(refusal({{"code", "name"}, {"01340", "a"}, {"01340", "b"}}),
             ContainsSubstring("01340 stands twice"));
  CHECK_THAT(refusal({{"code", "name"}, {"Ajaccio", "a"}}),
             ContainsSubstring("« Ajaccio » is no INSEE commune code"));
  CHECK_THAT(refusal({{"code", "name"}, {"-", "a"}}), ContainsSubstring("feature 1"));
  CHECK_THAT(refusal({{"code", "name"}, {"01001", "a"}}, {"2A"}),
             ContainsSubstring("no commune of département « 2A »"));
  CHECK_THAT(refusal({{"code", "name"}, {"01001", "a"}}, {"01", "99"}), ContainsSubstring("« 99 »"));
}

TEST_CASE("a commune without polygon is left out as an error; a layer of them is refused") {
  const Loaded loaded = load(layer({{"code", "name"}, {"01001", "a"}, {"01002", "b"}, {"01003", "c"}},
                                   {square(0, 0), std::monostate{}, geo::MultiPolygon{}}));
  CHECK(loaded.territory.communes.size() == 1);
  CHECK(only(loaded.diagnostics, "polygon-missing").severity == Severity::error);
  CHECK(only(loaded.diagnostics, "polygon-missing").first_ids == std::vector<std::string>{"01002", "01003"});
  const WrittenInput table("communes", {{"code", "name"}, {"01001", "a"}});
  CHECK_THAT(error_of([&] { load(table); }).message(),
             ContainsSubstring("communes.csv: no commune has a polygon"));
}

TEST_CASE("chefs-lieux are the centres, in the CRS of their file; one outside is kept and said") {
  const Loaded loaded = load(
      layer({{"code", "name", "seat_x", "seat_y"}, {"01001", "a", "5", "5"}, {"01002", "b", "500", "5"}}));
  CHECK(loaded.territory.communes[0].centre == geo::XY{5, 5});
  CHECK(loaded.territory.communes[0].centre_rule == territory::CentreRule::seat);
  CHECK(loaded.territory.communes[1].centre == geo::XY{500, 5});
  CHECK(only(loaded.diagnostics, "seat-outside-commune").first_ids == std::vector<std::string>{"01002"});

  // 3° E, 46.5° N is the origin of Lambert-93: 700 000, 6 600 000.
  const Loaded degrees = load(layer({{"code", "name", "seat_x", "seat_y"}, {"01001", "a", "3", "46.5"}},
                                    {square(699000, 6599000, 2000)}),
                              {}, geo::wgs84);
  CHECK(degrees.territory.communes[0].centre.x == Approx(700000).margin(0.01));
  CHECK(degrees.territory.communes[0].centre.y == Approx(6600000).margin(0.01));
  CHECK(degrees.diagnostics.count("seat-outside-commune") == 0);

  CHECK_THAT(error_of([] {
               load(layer({{"code", "name", "seat_x", "seat_y"}, {"01001", "a", "-", "5"}}));
             }).message(),
             ContainsSubstring("feature 1: the chef-lieu has no coordinates"));
}

TEST_CASE("départements come from their layer, those that it leaves out from the communes") {
  Loaded loaded = load(layer({{"code", "name"}, {"01001", "a"}, {"2A004", "b"}, {"2A005", "c"}}));
  WrittenInput departments("departments", {{"code", "name"}, {"01", "Ain"}, {"33", "Gironde"}});
  departments.with(table::GeometryKind::polygon, {square(0, 0, 50), square(0, 0)});
  const Fields fields = departments.fields();
  load_departments(&fields, loaded.territory, loaded.diagnostics);
  REQUIRE(loaded.territory.departments.size() == 2);
  CHECK(loaded.territory.departments[0].name == "Ain");
  CHECK(geo::area(loaded.territory.departments[0].area) == Approx(2500));
  CHECK(loaded.territory.departments[1].code.value == "2A");
  CHECK(geo::area(loaded.territory.departments[1].area) == Approx(200));
  CHECK(only(loaded.diagnostics, "department-dissolved").first_ids == std::vector<std::string>{"2A"});

  add_department_mesh(loaded.territory);
  const territory::Mesh* mesh = loaded.territory.mesh("department");
  REQUIRE(mesh != nullptr);
  CHECK(mesh->groups[1].communes == std::vector<std::uint32_t>{1, 2});

  WrittenInput twice("departments", {{"code", "name"}, {"01", "Ain"}, {"01", "Ain"}});
  twice.with(table::GeometryKind::polygon, {square(0, 0), square(0, 0)});
  CHECK_THAT(error_of([&] {
               const Fields again = twice.fields();
               load_departments(&again, loaded.territory, loaded.diagnostics);
             }).message(),
             ContainsSubstring("feature 2: département 01 stands twice"));
}

}  // namespace
}  // namespace maillage::sources
