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

struct Place {
  territory::Territory territory = territory_of({"01001", "01002", "01003"});
  Diagnostics diagnostics;
  bool restricted = true;

  void population(const Rows& rows) { load(rows, &load_population, "population"); }
  void cells(const Rows& rows) { load(rows, &load_cells, "cells"); }

 private:
  using Loader = void (*)(const Fields&, const CommuneResolver&, territory::Territory&, Diagnostics&);
  void load(const Rows& rows, Loader loader, const char* name) {
    const WrittenInput passage_rows("passage", {{"old", "current"}, {"01340", "01002"}, {"01341", "01002"}});
    const Passage passage(passage_rows.fields());
    const CommuneResolver resolver(territory, passage, restricted);
    const WrittenInput input(name, rows);
    loader(input.fields(), resolver, territory, diagnostics);
  }
};

TEST_CASE("people placed and people listed are all the people of the input") {
  Place place;
  place.population({{"commune", "total"},
                    {"01001", "10"},
                    {"01002", "20"},
                    {"01340", "3"},
                    {"1341", "4"},
                    {"01999", "50"},
                    {"2A004", "600"},
                    {"nowhere", "7000"}});
  const double placed = place.territory.population().value;
  CHECK(placed == 37);
  CHECK(place.territory.communes[1].population->value == 27);
  CHECK_FALSE(place.territory.communes[2].population);
  const auto listed =
      place.diagnostics.count("people-not-placed") + place.diagnostics.count("people-outside-area");
  CHECK(placed + static_cast<double>(listed) == 10 + 20 + 3 + 4 + 50 + 600 + 7000);
  CHECK(only(place.diagnostics, "people-not-placed").severity == Severity::error);
  CHECK(place.diagnostics.count("people-not-placed") == 7050);
  CHECK(only(place.diagnostics, "people-outside-area").severity == Severity::note);
  CHECK(only(place.diagnostics, "population-unknown").first_ids == std::vector<std::string>{"01003"});
}

TEST_CASE("ages are summed with the people, and unknown when one part of a merged commune has none") {
  const std::vector<std::string> header = {"commune",   "total",     "age_0_14",  "age_15_29",
                                           "age_30_44", "age_45_59", "age_60_74", "age_75_plus"};
  Place place;
  place.population({header,
                    {"01001", "21", "1", "2", "3", "4", "5", "6"},
                    {"01002", "6", "1", "1", "1", "1", "1", "1"},
                    {"01340", "6", "0", "0", "0", "0", "0", "6"},
                    {"01003", "9", "1", "-", "1", "1", "1", "1"}});
  CHECK(place.territory.communes[0].ages == territory::AgeBands{1, 2, 3, 4, 5, 6});
  CHECK(place.territory.communes[1].ages == territory::AgeBands{1, 1, 1, 1, 1, 7});
  CHECK_FALSE(place.territory.communes[2].ages);
  Place mixed;
  mixed.population({header,
                    {"01002", "6", "1", "1", "1", "1", "1", "1"},
                    {"01340", "6", "-", "-", "-", "-", "-", "-"},
                    {"01341", "6", "1", "1", "1", "1", "1", "1"}});
  CHECK(mixed.territory.communes[1].population->value == 18);
  CHECK_FALSE(mixed.territory.communes[1].ages);
}

TEST_CASE("a population that cannot be is refused with its line") {
  const auto refusal = [](const Rows& rows) { return error_of([&] { Place().population(rows); }).message(); };
  CHECK_THAT(refusal({{"commune", "total"}, {"01001", "1"}, {"01001", "2"}}),
             ContainsSubstring("population.csv, line 3: commune 01001 stands twice"));
  CHECK_THAT(refusal({{"commune", "total"}, {"01001", "1"}, {"1001", "2"}}), ContainsSubstring("line 3"));
  CHECK_THAT(refusal({{"commune", "total"}, {"01001", "-1e-9"}}),
             ContainsSubstring("line 2: total is negative"));
  CHECK_THAT(refusal({{"commune", "total"}, {"01001", "10000001"}}), ContainsSubstring("more than can be"));
  CHECK_THAT(refusal({{"commune", "total"}, {"01999", "abc"}}), ContainsSubstring("line 2"));
}

TEST_CASE("a row without a number of people is said, the commune unknown") {
  Place place;
  place.population({{"commune", "total"}, {"01001", "-"}, {"01002", "0"}, {"01003", "5"}});
  CHECK(only(place.diagnostics, "value-missing").first_ids == std::vector<std::string>{"01001"});
  CHECK_FALSE(place.territory.communes[0].population);
  CHECK(place.territory.communes[1].population == Persons(0));
}

TEST_CASE("cells stand in their commune by code or by polygon, those outside are counted") {
  Place place;
  place.cells({{"id", "x", "y", "population"},
               {"a", "5", "5", "10"},
               {"b", "15", "5", "20"},
               {"c", "500", "5", "30"},
               {"d", "15", "6", "-"},
               {"e", "-", "5", "4"}});
  REQUIRE(place.territory.cells.size() == 2);
  CHECK(place.territory.cells[1].commune == 1);
  CHECK(only(place.diagnostics, "point-outside-area").first_ids == std::vector<std::string>{"c"});
  CHECK(place.diagnostics.count("people-not-placed") == 30);
  CHECK(only(place.diagnostics, "value-missing").first_ids == std::vector<std::string>{"d", "e"});
  CHECK(place.diagnostics.count("population-from-cells") == 3);
  CHECK(place.territory.communes[0].population == Persons(10));
  CHECK(place.territory.communes[2].population == Persons(0));

  Place coded;
  coded.cells({{"id", "x", "y", "population", "commune"},
               {"a", "15", "5", "10", "1340"},
               {"b", "5", "5", "7", "2A004"},
               {"c", "5", "5", "9", "01999"}});
  REQUIRE(coded.territory.cells.size() == 1);
  CHECK(coded.territory.cells[0].commune == 1);
  CHECK(coded.diagnostics.count("people-outside-area") == 7);
  CHECK(coded.diagnostics.count("people-not-placed") == 9);
}

TEST_CASE("cells are scaled to the population, and give it where the input has none") {
  Place place;
  place.population({{"commune", "total"}, {"01001", "30"}, {"01002", "12"}});
  place.cells({{"id", "x", "y", "population"},
               {"a", "2", "5", "5"},
               {"b", "8", "5", "10"},
               {"c", "15", "5", "12"},
               {"d", "25", "5", "8"}});
  CHECK(place.territory.cells[0].population.value == Approx(10));
  CHECK(place.territory.cells[1].population.value == Approx(20));
  CHECK(place.territory.cells[2].population.value == 12);
  CHECK(only(place.diagnostics, "cells-differ-from-population").first_ids ==
        std::vector<std::string>{"01001"});
  CHECK(place.territory.communes[2].population == Persons(8));
  CHECK(only(place.diagnostics, "population-from-cells").first_ids == std::vector<std::string>{"01003"});
  double cells = 0;
  for (const auto& cell : place.territory.cells) cells += cell.population.value;
  CHECK(cells == Approx(place.territory.population().value));
}

TEST_CASE("cells that cannot be are refused with their line") {
  const auto refusal = [](const Rows& rows) { return error_of([&] { Place().cells(rows); }).message(); };
  const std::vector<std::string> header = {"id", "x", "y", "population"};
  CHECK_THAT(refusal({header, {"a", "5", "5", "1"}, {"a", "6", "5", "1"}}),
             ContainsSubstring("cells.csv, line 3: cell a stands twice"));
  CHECK_THAT(refusal({header, {"-", "5", "5", "1"}}), ContainsSubstring("line 2: the cell has no id"));
  CHECK_THAT(refusal({header, {"a", "5", "5", "-1"}}), ContainsSubstring("line 2: population is negative"));
  CHECK_THAT(refusal({header, {"a", "5e", "5", "1"}}), ContainsSubstring("line 2"));
}

}  // namespace
}  // namespace maillage::sources
