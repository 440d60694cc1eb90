#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "maillage/sources/load.hpp"
#include "written_input.hpp"

namespace maillage::sources {
namespace {

using Catch::Matchers::ContainsSubstring;
using Ids = std::vector<std::string>;
using Members = std::vector<std::uint32_t>;

struct Place {
  territory::Territory territory = territory_of({"01001", "01002", "01003", "01004"});
  Diagnostics diagnostics;

  void memberships(const WrittenInput& input) { load(input, &load_memberships); }
  void cpts(const WrittenInput& input) { load(input, &load_cpts); }

 private:
  using Loader = void (*)(const Fields&, const CommuneResolver&, territory::Territory&, Diagnostics&);
  void load(const WrittenInput& input, Loader loader) {
    const WrittenInput passage_rows("passage", {{"old", "current"}, {"01340", "01002"}});
    const Passage passage(passage_rows.fields());
    loader(input.fields(), {territory, passage, true}, territory, diagnostics);
  }
};

TEST_CASE("EPCI and living areas are meshes; communes in none or several are said") {
  Place place;
  place.memberships({"memberships",
                     {{"commune", "epci", "epci_name", "living_area", "official_zone"},
                      {"01001", "200", "Rives", "A", "1_ZIP"},
                      {"01002", "200", "-", "A", "3_HZ"},
                      {"01340", "100", "Monts", "A", "3_HZ"},
                      {"01003", "-", "-", "B", "-"}}});
  const territory::Mesh* epci = place.territory.mesh("epci");
  REQUIRE(epci != nullptr);
  REQUIRE(epci->groups.size() == 2);
  CHECK(epci->groups[0].id == "100");
  CHECK(epci->groups[1].name == "Rives");
  CHECK(epci->groups[1].communes == Members{0, 1});
  const territory::Mesh* living = place.territory.mesh("living_area");
  REQUIRE(living != nullptr);
  CHECK(living->groups[0].name == "A");  // no name: its id
  CHECK(living->groups[0].communes == Members{0, 1});
  CHECK(only(place.diagnostics, "commune-without-epci").first_ids == Ids{"01003", "01004"});
  CHECK(only(place.diagnostics, "commune-in-several-epci").first_ids == Ids{"01002"});
  CHECK(only(place.diagnostics, "commune-without-living_area").first_ids == Ids{"01004"});
  CHECK(place.territory.communes[0].official_zone == "1_ZIP");
  CHECK(place.territory.communes[3].official_zone.empty());
  CHECK(place.diagnostics.count("official-zone-differs") == 0);
}

TEST_CASE("of several official classes the first stays, whatever row has none, and it is said") {
  Place place;
  place.memberships(
      {"memberships", {{"commune", "official_zone"}, {"01002", "1_ZIP"}, {"01340", "3_HZ"}, {"01002", "-"}}});
  CHECK(place.territory.communes[1].official_zone == "1_ZIP");
  CHECK(only(place.diagnostics, "official-zone-differs").first_ids == Ids{"01002"});
  CHECK(place.territory.meshes.empty());
}

TEST_CASE("CPTS as a list of communes, with overlap, gap and an unknown commune") {
  Place place;
  place.cpts({"cpts",
              {{"id", "name", "commune"},
               {"S", "Sud", "01001"},
               {"S", "Sud", "01002"},
               {"N", "Nord", "1002"},
               {"N", "Nord", "01999"},
               {"S", "Sud", "01001"}}});
  const territory::Mesh* cpts = place.territory.mesh("cpts");
  REQUIRE(cpts != nullptr);
  CHECK(cpts->groups[0].communes == Members{1});
  CHECK(cpts->groups[1].communes == Members{0, 1});
  CHECK(only(place.diagnostics, "commune-in-several-cpts").first_ids == Ids{"01002"});
  CHECK(only(place.diagnostics, "commune-without-cpts").first_ids == Ids{"01003", "01004"});
  CHECK(only(place.diagnostics, "commune-without-cpts").severity == Severity::note);
  CHECK(place.diagnostics.count("commune-unknown") == 1);
}

TEST_CASE("CPTS as polygons hold the communes whose centre they hold") {
  Place place;
  place.territory.communes[1].centre_rule = territory::CentreRule::none;
  WrittenInput input("cpts", {{"id", "name"}, {"S", "Sud"}, {"N", "Nord"}, {"far", "-"}, {"void", "-"}});
  input.with(table::GeometryKind::polygon,
             {geo::MultiPolygon{{{{0, 0}, {26, 0}, {26, 9}, {0, 9}, {0, 0}}, {}}}, square(21, 0),
              square(900, 0), std::monostate{}});
  place.cpts(input);
  const territory::Mesh* cpts = place.territory.mesh("cpts");
  REQUIRE(cpts != nullptr);
  REQUIRE(cpts->groups.size() == 2);
  CHECK(cpts->groups[0].communes == Members{2});
  CHECK(cpts->groups[1].communes == Members{0, 2});
  CHECK(only(place.diagnostics, "commune-in-several-cpts").first_ids == Ids{"01003"});
  CHECK(only(place.diagnostics, "commune-without-cpts").first_ids == Ids{"01002", "01004"});
  CHECK(only(place.diagnostics, "cpts-without-commune").first_ids == Ids{"far"});
  CHECK(only(place.diagnostics, "polygon-missing").first_ids == Ids{"void"});
}

TEST_CASE("CPTS that cannot be are refused") {
  const auto refusal = [](const WrittenInput& input) {
    return error_of([&] { Place().cpts(input); }).message();
  };
  CHECK_THAT(refusal({"cpts", {{"id", "commune"}, {"-", "01001"}}}),
             ContainsSubstring("cpts.csv, line 2: the CPTS has no id"));
  CHECK_THAT(refusal({"cpts", {{"id"}, {"S"}}}),
             ContainsSubstring("neither a column of communes nor polygons"));
  WrittenInput twice("cpts", {{"id"}, {"S"}, {"S"}});
  twice.with(table::GeometryKind::polygon, {square(0, 0), square(0, 0)});
  CHECK_THAT(refusal(twice), ContainsSubstring("feature 2: CPTS S stands twice"));
  WrittenInput nameless("cpts", {{"id"}, {"-"}});
  nameless.with(table::GeometryKind::polygon, {square(0, 0)});
  CHECK_THAT(refusal(nameless), ContainsSubstring("feature 1: the CPTS has no id"));
}

}  // namespace
}  // namespace maillage::sources
