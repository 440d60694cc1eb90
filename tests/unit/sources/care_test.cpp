#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "maillage/sources/load.hpp"
#include "written_input.hpp"

namespace maillage::sources {
namespace {

using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
using Ids = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

struct Place {
  territory::Territory territory = territory_of({"01001", "01002"});
  Diagnostics diagnostics;

  void physicians(const Rows& rows) {
    const WrittenInput input("physicians", rows);
    load_physicians(input.fields(), territory, diagnostics);
  }
  std::size_t sites(const Rows& rows, const SiteOptions& options = {}) {
    const WrittenInput passage_rows("passage", {{"old", "current"}, {"01340", "01002"}});
    const Passage passage(passage_rows.fields());
    const WrittenInput input("sites", rows);
    return load_sites(input.fields(), options, {territory, passage, true}, territory, diagnostics);
  }
  void seats(const Rows& rows) {
    const WrittenInput passage_rows("passage", {{"old", "current"}, {"01340", "01002"}, {"01341", "01002"}});
    const Passage passage(passage_rows.fields());
    const WrittenInput input("seats", rows);
    load_seats(input.fields(), {territory, passage, false}, territory, diagnostics);
  }
  void counts(const Rows& rows) {
    const WrittenInput passage_rows("passage", {{"old", "current"}, {"01340", "01002"}});
    const Passage passage(passage_rows.fields());
    const WrittenInput input("physician_counts", rows);
    load_physician_counts(input.fields(), {territory, passage, true}, territory, diagnostics);
  }
};

Error physicians_error(const Rows& rows) {
  return error_of([&] { Place().physicians(rows); });
}

TEST_CASE("a physician of several places is one person with equal parts, or the shares given") {
  Place place;
  place.physicians({{"id", "age", "fte", "acts", "share", "x", "y"},
                    {"B", "51", "0.8", "4000", "0.75", "5", "5"},
                    {"A", "-", "-", "-", "-", "5", "5"},
                    {"B", "51", "0.8", "4000", "0.25", "15", "5"},
                    {"A", "-", "-", "-", "-", "15", "5"}});
  const auto& physicians = place.territory.physicians;
  REQUIRE(physicians.size() == 2);
  CHECK(physicians[0].id.value == "A");
  CHECK(physicians[0].practices[0].share == 0.5);
  CHECK(physicians[0].practices[1].share == 0.5);
  CHECK_FALSE(physicians[0].fte);
  CHECK(physicians[0].speciality == "general_practice");
  CHECK(physicians[1].practices[0].share == 0.75);
  CHECK(physicians[1].practices[1].commune.value == "01002");
  CHECK(physicians[1].acts == Acts(4000));
  CHECK(place.territory.supply_given);
  CHECK(place.diagnostics.all().empty());
}

TEST_CASE("the time at a place outside the area is not brought inside") {
  Place place;
  place.physicians(
      {{"id", "x", "y"}, {"A", "5", "5"}, {"A", "900", "5"}, {"A", "-", "-"}, {"B", "900", "5"}});
  REQUIRE(place.territory.physicians.size() == 1);
  CHECK(place.territory.physicians[0].practices[0].share == Approx(1.0 / 3));
  CHECK(only(place.diagnostics, "point-outside-area").first_ids == Ids{"A", "B"});
  CHECK(only(place.diagnostics, "position-missing").first_ids == Ids{"A"});
}

TEST_CASE("shares that cannot be are refused") {
  const std::vector<std::string> header = {"id", "share", "x", "y"};
  CHECK_THAT(physicians_error({header, {"A", "0.6", "5", "5"}, {"A", "0.6", "15", "5"}}).message(),
             ContainsSubstring("physicians.csv, line 2: the shares of physician A sum to 1.2"));
  CHECK_THAT(physicians_error({header, {"A", "0.6", "5", "5"}, {"A", "-", "15", "5"}}).message(),
             ContainsSubstring("line 2: physician A has a share at some places and none at others"));
  CHECK_THAT(physicians_error({header, {"A", "1.1", "5", "5"}}).message(),
             ContainsSubstring("line 2: share is 1.1"));
  CHECK_THAT(physicians_error({header, {"A", "-0.1", "5", "5"}}).message(), ContainsSubstring("negative"));
  Place tenths;  // ten tenths sum to 1 but for rounding
  Rows rows = {header};
  for (int i = 0; i < 10; ++i) rows.push_back({"A", "0.1", "5", "5"});
  tenths.physicians(rows);
  CHECK(tenths.territory.physicians[0].practices.size() == 10);
}

TEST_CASE("one id with differing data is two persons, and no message shows an age, FTE or acts") {
  const std::vector<std::string> header = {"id", "speciality", "age", "fte", "acts", "x", "y"};
  const std::vector<std::string> first = {"A", "-", "51.5", "0.75", "4321", "5", "5"};
  for (const std::vector<std::string>& second :
       {std::vector<std::string>{"A", "cardiology", "51.5", "0.75", "4321", "5", "5"},
        std::vector<std::string>{"A", "-", "52.5", "0.75", "4321", "5", "5"},
        std::vector<std::string>{"A", "-", "-", "0.75", "4321", "5", "5"},
        std::vector<std::string>{"A", "-", "51.5", "0.5", "4321", "5", "5"},
        std::vector<std::string>{"A", "-", "51.5", "0.75", "-", "5", "5"}}) {
    const Error error = physicians_error({header, first, second});
    CHECK_THAT(error.message(),
               ContainsSubstring("physicians.csv, line 3: physician A stands twice with different"));
    for (const char* value : {"51.5", "52.5", "0.75", "0.5", "4321"})
      CHECK_THAT(error.what(), !ContainsSubstring(value));
  }
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"A", "-", "-51.5", "1", "1", "5", "5"},
        std::vector<std::string>{"A", "-", "111.5", "1", "1", "5", "5"},
        std::vector<std::string>{"A", "-", "1", "-0.75", "1", "5", "5"},
        std::vector<std::string>{"A", "-", "1", "2.5", "1", "5", "5"},
        std::vector<std::string>{"A", "-", "1", "1", "64321.5", "5", "5"}}) {
    const Error error = physicians_error({header, wrong});
    CHECK(error.code() == ErrorCode::input);
    CHECK_THAT(error.message(),
               ContainsSubstring("physicians.csv, line 2") && ContainsSubstring("not a number from 0 to"));
    CHECK_THAT(error.what(),
               !ContainsSubstring(".5,") && !ContainsSubstring("1.5") && !ContainsSubstring("0.75"));
  }
  CHECK_THAT(physicians_error({header, {"-", "-", "51.5", "1", "1", "5", "5"}}).what(),
             ContainsSubstring("the physician has no id") && ContainsSubstring("never a name"));
}

TEST_CASE("a study chooses its categories; the others are counted, and a category nobody has is said") {
  Place place;
  const SiteOptions options{
      .kinds = {{"A", territory::SiteKind::health_house}, {"B", territory::SiteKind::pharmacy}}};
  const std::size_t placed = place.sites({{"id", "category", "x", "y"},
                                          {"1", "A", "5", "5"},
                                          {"2", "603", "5", "5"},
                                          {"3", "603", "15", "5"},
                                          {"4", "A", "-", "5"},
                                          {"5", "A", "500", "5"}},
                                         options);
  CHECK(placed == 3);
  REQUIRE(place.territory.sites.size() == 1);
  CHECK(place.territory.sites[0].id.value == "1");
  CHECK(place.diagnostics.count("site-category-unused") == 2);
  CHECK(place.diagnostics.count("site-category-absent") == 1);
  CHECK(place.diagnostics.count("position-missing") == 1);
  CHECK(place.diagnostics.count("point-outside-area") == 1);
}

TEST_CASE("a second pair of coordinates is compared in its own CRS, the first is followed") {
  Place place;
  const SiteOptions options{.check_crs = geo::lambert93, .check_tolerance = Metres(3)};
  place.sites({{"id", "category", "x", "y", "check_x", "check_y"},
               {"1", "603", "5", "5", "8", "5"},
               {"2", "603", "5", "5", "5", "8.1"},
               {"3", "603", "5", "5", "-", "-"}},
              options);
  CHECK(place.diagnostics.count("coordinates-compared") == 2);
  CHECK(place.diagnostics.count("coordinates-differ") == 1);
  CHECK(place.territory.sites[1].position == geo::XY{5, 5});

  Place swapped;  // no latitude is 200: named, and the run goes on
  swapped.sites({{"id", "category", "x", "y", "check_x", "check_y"}, {"1", "603", "5", "5", "43", "200"}},
                {.check_crs = geo::wgs84});
  CHECK(swapped.territory.sites.size() == 1);
  CHECK(swapped.diagnostics.count("coordinates-differ") == 1);
}

TEST_CASE(
    "an INSEE code that says another commune than the point is named, a former code of the same is not") {
  Place place;
  place.sites({{"id", "category", "x", "y", "commune"},
               {"1", "603", "5", "5", "01001"},
               {"2", "603", "5", "5", "01002"},
               {"3", "603", "15", "5", "01340"},
               {"4", "603", "15", "5", "99999"},
               {"5", "603", "15", "5", "-"}});
  CHECK(place.territory.sites.size() == 5);
  for (const Diagnostic& d : place.diagnostics.all()) {
    CHECK(d.code == "site-in-other-commune");
    CHECK(d.first_ids == Ids{"2 (01002→01001)", "4 (99999→01002)"});
  }
  CHECK(place.diagnostics.count("site-in-other-commune") == 2);
}

TEST_CASE("seats from a file: the commune's own before those of communes it has absorbed") {
  Place place;
  place.seats({{"code", "x", "y"}, {"01340", "11", "1"}, {"01002", "12", "2"}, {"01001", "50", "5"}});
  const auto& communes = place.territory.communes;
  CHECK(communes[1].centre == geo::XY{12, 2});
  CHECK(communes[1].centre_rule == territory::CentreRule::seat);
  CHECK(communes[0].centre == geo::XY{50, 5});
  CHECK(place.diagnostics.count("seat-outside-commune") == 1);
  CHECK(place.diagnostics.count("seat-of-several") == 0);

  Place late;  // the commune's own row comes last
  late.seats({{"code", "x", "y"}, {"01340", "11", "1"}, {"01341", "13", "3"}, {"01002", "12", "2"}});
  CHECK(late.territory.communes[1].centre == geo::XY{12, 2});
  CHECK(late.diagnostics.count("seat-of-several") == 0);

  Place former;
  former.seats({{"code", "x", "y"}, {"01340", "11", "1"}, {"01341", "12", "2"}, {"01001", "-", "5"}});
  CHECK(former.territory.communes[1].centre == geo::XY{11, 1});
  CHECK(former.diagnostics.count("seat-of-several") == 1);
  CHECK(former.diagnostics.count("position-missing") == 1);
  CHECK_THAT(error_of([] {
               Place().seats({{"code", "x", "y"}, {"01001", "5", "5"}, {"1001", "5", "5"}});
             }).message(),
             ContainsSubstring("seats.csv, line 3: commune 01001 stands twice"));
}

TEST_CASE("sites keep kind, state and commune; those that cannot be used are said") {
  Place place;
  place.sites({{"id", "category", "name", "state", "opened", "x", "y"},
               {"2", "603", "Maison", "-", "2020-01-01", "5", "5"},
               {"1", "health_house", "-", "planned", "-", "15", "5"},
               {"3", "999", "-", "-", "-", "15", "5"},
               {"4", "603", "-", "-", "-", "900", "5"},
               {"5", "603", "-", "-", "-", "-", "-"}});
  const auto& sites = place.territory.sites;
  REQUIRE(sites.size() == 3);
  CHECK(sites[0].id.value == "1");
  CHECK(sites[0].state == territory::SiteState::planned);
  CHECK(sites[0].commune.value == "01002");
  CHECK(sites[1].kind == territory::SiteKind::health_house);
  CHECK(sites[1].state == territory::SiteState::open);
  CHECK(sites[1].opened == "2020-01-01");
  CHECK(sites[2].kind == territory::SiteKind::other);
  CHECK(place.territory.sites_given);
  CHECK(only(place.diagnostics, "site-category-unused").first_ids == Ids{"999 (1)"});
  CHECK(only(place.diagnostics, "point-outside-area").first_ids == Ids{"4"});
  CHECK(only(place.diagnostics, "position-missing").first_ids == Ids{"5"});

  const auto refusal = [](const Rows& rows) { return error_of([&] { Place().sites(rows); }).message(); };
  const std::vector<std::string> header = {"id", "category", "state", "x", "y"};
  CHECK_THAT(refusal({header, {"1", "603", "-", "5", "5"}, {"1", "603", "-", "5", "5"}}),
             ContainsSubstring("sites.csv, line 3: site 1 stands twice"));
  CHECK_THAT(refusal({header, {"-", "603", "-", "5", "5"}}), ContainsSubstring("line 2: the site has no id"));
  CHECK_THAT(refusal({header, {"1", "603", "ouvert?", "5", "5"}}),
             ContainsSubstring("line 2: unknown state « ouvert? »"));
}

TEST_CASE("counts per commune are summed over merged ones; the others are counted") {
  Place place;
  place.counts({{"commune", "count"},
                {"01001", "0"},
                {"01002", "2"},
                {"01340", "1.5"},
                {"01999", "7"},
                {"2A004", "90"}});
  REQUIRE(place.territory.counts.size() == 1);
  CHECK(place.territory.counts[0].commune.value == "01002");
  CHECK(place.territory.counts[0].heads == 3.5);
  CHECK(place.territory.supply_given);
  CHECK(place.diagnostics.count("physicians-not-placed") == 7);
  CHECK(place.diagnostics.count("physicians-outside-area") == 90);

  Place missing;
  missing.counts({{"commune", "count"}, {"01001", "NA"}});
  CHECK(only(missing.diagnostics, "value-missing").first_ids == Ids{"01001"});
  const auto refusal = [](const Rows& rows) { return error_of([&] { Place().counts(rows); }).message(); };
  CHECK_THAT(refusal({{"commune", "count"}, {"01001", "1"}, {"1001", "1"}}),
             ContainsSubstring("physician_counts.csv, line 3: commune 1001 stands twice"));
  CHECK_THAT(refusal({{"commune", "count"}, {"01001", "-1"}}),
             ContainsSubstring("line 2: count is negative"));
  CHECK_THAT(refusal({{"commune", "count"}, {"01001", "5001"}}), ContainsSubstring("more than can be"));
}

}  // namespace
}  // namespace maillage::sources
