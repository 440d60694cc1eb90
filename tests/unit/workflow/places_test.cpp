#include "maillage/workflow/places.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

using access::SupplyBasis;
using Catch::Approx;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

const access::AplProfile profile = access::apl_profile("apl-2015");

TEST_CASE("people stand in their cells, else at the centre of their commune") {
  const Loaded loaded = small_territory();
  Diagnostics diagnostics;
  const DemandPlaces demand = demand_places(profile, loaded.territory, diagnostics);
  CHECK(demand.by_cell);
  REQUIRE(demand.places.size() == 5);
  CHECK(demand.places[1].id == "b");
  CHECK(demand.places[2].id == "01002");
  CHECK(demand.commune == std::vector<std::uint32_t>{0, 0, 1, 2, 3});
  CHECK(demand.persons == std::vector<double>{600, 400, 500, 200, 50});
  CHECK(diagnostics.count("commune-without-cells") == 3);
  CHECK(demand.standardised == demand.persons);
  CHECK_FALSE(demand.aged);
  CHECK(diagnostics.count("population-not-standardised") == 5);
}

TEST_CASE("people whose cells hold nobody stay at the centre; those without centre are counted") {
  Loaded loaded = small_territory();
  loaded.territory.cells.push_back({"empty", {5000, 1}, 1, Persons(0)});
  loaded.territory.communes[2].centre_rule = territory::CentreRule::none;
  Diagnostics diagnostics;
  const DemandPlaces demand = demand_places(profile, loaded.territory, diagnostics);
  CHECK(sum(demand.persons) == 1000 + 500 + 50);
  CHECK(diagnostics.count("people-without-place") == 200);
  CHECK(diagnostics.count("commune-without-cells") == 2);
}

TEST_CASE("nobody lives here: places without persons") {
  Loaded loaded = small_territory();
  loaded.territory.cells.clear();
  for (auto& c : loaded.territory.communes) c.population.reset();
  Diagnostics diagnostics;
  const DemandPlaces demand = demand_places(profile, loaded.territory, diagnostics);
  CHECK(demand.places.size() == 4);
  CHECK(sum(demand.persons) == 0);
  CHECK(sum(demand.standardised) == 0);
  CHECK_FALSE(demand.by_cell);
}

TEST_CASE("standardised people follow the ages of their commune and sum to the people") {
  Loaded loaded = small_territory();
  loaded.territory.communes[0].ages = territory::AgeBands{1000, 0, 0, 0, 0, 0};
  loaded.territory.communes[1].ages = territory::AgeBands{0, 0, 0, 0, 0, 500};
  loaded.territory.communes[2].ages = territory::AgeBands{0, 0, 0, 200, 0, 0};
  loaded.territory.communes[3].ages = territory::AgeBands{0, 0, 0, 50, 0, 0};
  Diagnostics diagnostics;
  const DemandPlaces demand = demand_places(profile, loaded.territory, diagnostics);
  CHECK(demand.aged);
  CHECK(sum(demand.standardised) == Approx(sum(demand.persons)).epsilon(1e-12));
  // weights 0.8, 1.8, 1 and 1: 800 + 900 + 200 + 50 = 1950 for 1750 people
  CHECK(demand.standardised[0] == Approx(600 * 0.8 * 1750 / 1950));
  CHECK(demand.standardised[2] == Approx(500 * 1.8 * 1750 / 1950));
}

TEST_CASE("no physician counts twice, whatever the number of places") {
  const Loaded loaded = small_territory();
  Diagnostics diagnostics;
  const SupplyPlaces supply = supply_places(profile, "general_practice", loaded.territory, diagnostics);
  REQUIRE(supply.places.size() == 3);
  CHECK(sum(supply.heads) == Approx(4));
  CHECK(supply.heads[0] == Approx(1.6));
  CHECK(supply.heads[1] == Approx(1.4));
  CHECK(supply.fte_given);
  CHECK(diagnostics.count("fte-missing") == 3);
  CHECK(supply.amount[0] == Approx(1.6));
  CHECK(supply.amount[1] == Approx(0.9));
  CHECK(supply.amount[2] == Approx(1));
  // floor and cap of the person, then split: 0.6 × 5000; 0.4 × 5000 + 3600; 3600
  CHECK(supply.acts[0] == Approx(3000));
  CHECK(supply.acts[1] == Approx(5600));
  CHECK(supply.acts[2] == Approx(3600));
  CHECK(supply.basis == SupplyBasis::fte);
  CHECK(supply.beyond_age_bound == 1);
  CHECK(supply.commune == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("acts are those of supply_of_person: cap, floor, none without activity") {
  Loaded loaded = small_territory();
  loaded.territory.physicians = {physician("cap", {}, {}, 9000, {{"01001", 0, 1}}),
                                 physician("none", {}, {}, 0, {{"01002", 5000, 1}}),
                                 physician("half away", {}, {}, 1000, {{"01003", 12000, 0.5}}),
                                 physician("bare", {}, {}, {}, {{"01004", 100000, 1}})};
  Diagnostics diagnostics;
  const SupplyPlaces supply = supply_places(profile, "general_practice", loaded.territory, diagnostics);
  CHECK(supply.acts == std::vector<double>{6000, 0, 1800, 5400});
  CHECK(supply.heads == std::vector<double>{1, 1, 0.5, 1});
  CHECK(supply.basis == SupplyBasis::heads);
  CHECK_FALSE(supply.fte_given);
  CHECK(diagnostics.all().empty());
}

TEST_CASE("who is beyond the age bound does not say what the index rests on") {
  Loaded loaded = small_territory();
  loaded.territory.physicians = {physician("old", 80, {}, {}, {{"01001", 0, 1}}),
                                 physician("p", 40, {}, 5000, {{"01001", 0, 1}})};
  Diagnostics diagnostics;
  CHECK(supply_places(profile, "general_practice", loaded.territory, diagnostics).basis ==
        SupplyBasis::observed_acts);
}

TEST_CASE("one position in two communes is two places, each with its heads") {
  Loaded loaded = small_territory();
  loaded.territory.physicians.clear();
  loaded.territory.communes[1].centre = loaded.territory.communes[0].centre;
  loaded.territory.counts = {{CommuneCode("01001"), 3}, {CommuneCode("01002"), 2}};
  Diagnostics diagnostics;
  const SupplyPlaces supply = supply_places(profile, "general_practice", loaded.territory, diagnostics);
  CHECK(supply.heads == std::vector<double>{3, 2});
  CHECK(supply.commune == std::vector<std::uint32_t>{0, 1});
  CHECK(supply.acts == std::vector<double>{3 * 5400.0, 2 * 5400.0});
  CHECK(supply.basis == SupplyBasis::heads);
}

TEST_CASE("counts of communes without a centre, and a speciality nobody has, are said") {
  Loaded loaded = small_territory();
  loaded.territory.physicians.clear();
  loaded.territory.communes[0].centre_rule = territory::CentreRule::none;
  loaded.territory.counts = {{CommuneCode("01001"), 3}};
  Diagnostics diagnostics;
  CHECK(supply_places(profile, "general_practice", loaded.territory, diagnostics).places.empty());
  CHECK(diagnostics.count("physicians-without-place") == 1);

  Diagnostics none;
  const SupplyPlaces empty = supply_places(profile, "cardiology", small_territory().territory, none);
  CHECK(empty.places.empty());
  CHECK(empty.basis == SupplyBasis::heads);
  CHECK(none.count("supply-empty") == 1);
  CHECK(none.has(Severity::error));
}

TEST_CASE("only open sites of the kind") {
  using enum territory::SiteState;
  territory::Territory t;
  for (const auto state : {open, under_construction, planned, closed}) {
    t.sites.push_back({SiteId(std::string(territory::name(state))),
                       territory::SiteKind::health_house,
                       state,
                       {},
                       {},
                       {},
                       {1, 2}});
  }
  t.sites.push_back({SiteId("pharmacy"), territory::SiteKind::pharmacy, open, {}, {}, {}, {3, 4}});
  const auto places = open_sites(t, territory::SiteKind::health_house);
  REQUIRE(places.size() == 1);
  CHECK(places[0].id == "open");
}

}  // namespace
}  // namespace maillage::workflow
