#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "maillage/core/error.hpp"
#include "maillage/workflow/figures.hpp"
#include "maillage/workflow/journeys.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/summary.hpp"
#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
using enum zoning::AccessClass;

// Acts over people of the index at km 0, 5 and 12 (bands 10: 1, 15: 2/3, 20: 1/3).
const double r0 = 3000 / (600 + 400 + 500 + 200 * 2.0 / 3);
const double r1 = 5600 / 1700.0;
const double r2 = 3600 / (600 * 2.0 / 3 + 400 + 500 + 200);

TEST_CASE("a territory reckoned by hand: times, floating catchments, index, classes") {
  Loaded loaded = small_territory();
  const Results results = compute(loaded, {1});

  REQUIRE(results.reach.size() == 1);
  CHECK(results.reach[0].kind == "gp");
  CHECK(results.reach[0].places == 3);
  CHECK(results.reach[0].demand_minutes == std::vector<double>{0, 2, 0, 0, not_reached});
  CHECK(results.reach[0].commune_minutes == std::vector<double>{0, 0, 0, not_reached});

  REQUIRE(results.measures.size() == 1);
  const Measure& two_step = results.measures[0];
  CHECK(two_step.method == "2sfca");
  const double near = (1.6 + 0.9) / 1500;
  for (std::size_t i = 0; i < 3; ++i) CHECK(two_step.scores[i] == Approx(near).epsilon(1e-12));
  CHECK(two_step.communes[0] == Approx(near).epsilon(1e-12));
  CHECK(two_step.communes[2] == Approx(1.0 / 200).epsilon(1e-12));
  CHECK(two_step.communes[3] == 0);

  REQUIRE(results.index);
  const double a = r0 + r1 + r2 * 2 / 3;
  const double b = r0 + r1 + r2;
  CHECK(results.index->scores[0] == Approx(a).epsilon(1e-12));
  CHECK(results.index->communes[0] == Approx(0.6 * a + 0.4 * b).epsilon(1e-12));
  CHECK(results.index->communes[1] == Approx(b).epsilon(1e-12));
  CHECK(results.index->communes[2] == Approx(r0 * 2 / 3 + r1 + r2).epsilon(1e-12));
  CHECK(results.index->communes[3] == 0);
  CHECK(results.basis == access::SupplyBasis::fte);
  CHECK_FALSE(results.legal_breaks);

  // Worst first: 50 + 200 people within 30.2 %, then 1000 within 72.2 %, then the others.
  CHECK(results.classes == std::vector<zoning::AccessClass>{intermediate, outside, priority, priority});
  CHECK(results.zones.size() == 2);  // they do not touch
  CHECK(results.commune_heads[0] == Approx(1.6));
  CHECK(results.usable_people == 1750);
  CHECK(results.unusable_people == 0);
  CHECK(loaded.diagnostics.count("people-out-of-reach") == 50);
  CHECK(loaded.diagnostics.count("people-off-network") == 0);
}

TEST_CASE("what is given is what is received: people times score is the supply within reach of somebody") {
  Loaded loaded = small_territory();
  const Results results = compute(loaded, {2});
  double received = 0;
  double index = 0;
  for (std::size_t i = 0; i < results.demand.persons.size(); ++i) {
    received += results.demand.persons[i] * results.measures[0].scores[i];
    index += results.demand.standardised[i] * results.index->scores[i];
  }
  CHECK(received == Approx(3.5).epsilon(1e-12));
  CHECK(index == Approx(3000 + 5600 + 3600).epsilon(1e-12));
}

TEST_CASE("key figures of the area and of a group") {
  Loaded loaded = small_territory();
  loaded.territory.meshes = {{"epci", {{"E", "two", {1, 3}}, {"F", "none", {}}}}};
  const Results results = compute(loaded, {1});
  const GroupFigures area = area_figures(loaded, results);
  CHECK(area.people == 1750);
  CHECK(area.usable_people == 1750);
  CHECK(area.heads == Approx(4));
  CHECK(area.within == std::vector<std::vector<double>>{{1700, 1700, 1700, 1700}});
  CHECK(area.means[0].value() == Approx(3.5 / 1750).epsilon(1e-12));
  CHECK(area.class_people == std::vector<double>{250, 1000, 500, 0});
  const MeshFigures mesh = mesh_figures(loaded, results).at(0);
  CHECK(mesh.groups[0].people == 550);
  CHECK(mesh.groups[0].within[0][0] == 500);
  CHECK(mesh.groups[0].heads == Approx(1.4));
  CHECK(mesh.groups[0].means.back().value() == Approx(500 * (r0 + r1 + r2) / 550).epsilon(1e-12));
  CHECK(mesh.groups[1].people == 0);
  CHECK_FALSE(mesh.groups[1].means[0]);
  CHECK_FALSE(mesh.groups[1].gini);
}

TEST_CASE("the median of a commune is over its people, not its cells") {
  Loaded loaded = small_territory();
  loaded.territory.cells = {{"near 1", {0, 0}, 0, Persons(100)},
                            {"near 2", {0, 1}, 0, Persons(100)},
                            {"far", {3000, 0}, 0, Persons(800)},
                            {"nobody", {1, 1}, 0, Persons(0)}};
  loaded.territory.physicians = {physician("P", {}, {}, 5000, {{"01001", 0, 1}})};
  const Results results = compute(loaded, {1});
  CHECK(results.reach[0].commune_minutes[0] == Approx(3));
  CHECK(results.reach[0].commune_minutes[1] == Approx(5));
}

TEST_CASE("a commune too far from any physician is in the first class, whatever its rank") {
  Loaded loaded = small_territory();
  loaded.territory.physicians = {physician("P", {}, {}, 5000, {{"01001", 0, 1}})};
  loaded.territory.sites = {{SiteId("H"),
                             territory::SiteKind::health_house,
                             territory::SiteState::open,
                             {},
                             {},
                             CommuneCode("01003"),
                             {12000, 0}}};
  loaded.study.zoning.priority_share = 0;
  loaded.study.zoning.too_far = Milliseconds(11 * 60'000);
  const Results results = compute(loaded, {1});
  CHECK(results.reach.size() == 2);
  CHECK(results.classes[0] != priority);
  CHECK(results.classes[1] != priority);
  CHECK(results.classes[2] == priority);
  CHECK(results.classes[3] == priority);
  CHECK(loaded.diagnostics.count("class-by-distance") == 2);

  Loaded nobody = small_territory();  // no physician: the health house is not taken for one
  nobody.territory.physicians.clear();
  nobody.territory.sites = loaded.territory.sites;
  nobody.study.zoning.too_far = Milliseconds(60'000);
  const Results none = compute(nobody, {1});
  CHECK(none.reach.size() == 1);
  CHECK(nobody.diagnostics.count("class-by-distance") == 0);
  CHECK(nobody.diagnostics.count("supply-empty") == 1);
  for (const double score : none.index->communes) CHECK(score == 0);
}

TEST_CASE("the official zoning is compared by ranks, in people") {
  Loaded loaded = small_territory();
  auto& communes = loaded.territory.communes;
  communes[0].official_zone = "1_ZIP";  // ours: intermediate, one step
  communes[1].official_zone = "3_HZ";   // ours: outside, the same
  communes[2].official_zone = "3_HZ";   // ours: priority, two steps
  communes[3].official_zone = "ZV";     // has no rank
  const Results results = compute(loaded, {1});
  REQUIRE(results.official);
  CHECK(results.official->official == std::vector<std::string>{"1_ZIP", "3_HZ", "ZV"});
  CHECK(results.official->people[0] == std::vector<double>{0, 200, 50});
  CHECK(results.official->people[1] == std::vector<double>{1000, 0, 0});
  CHECK(results.official->people[2] == std::vector<double>{0, 500, 0});
  CHECK(results.official->disagreements == std::vector<std::uint32_t>{0, 2});  // 1000 × 1 before 200 × 2
  communes[3].official_zone = "";
  const Results gap = compute(loaded, {1});
  CHECK(gap.official->official.front().empty());
}

TEST_CASE("without a supply nothing is classified, and figures have no physicians") {
  Loaded loaded = small_territory();
  loaded.territory.physicians.clear();
  loaded.territory.supply_given = false;
  const Results results = compute(loaded, {1});
  CHECK(results.reach.empty());
  CHECK(results.classes.empty());
  CHECK_FALSE(results.index);
  const GroupFigures area = area_figures(loaded, results);
  CHECK(area.heads == 0);
  CHECK(area.means.empty());
  CHECK(area.people == 1750);
  CHECK(loaded.diagnostics.count("supply-unknown") == 1);
  CHECK_THAT(summary_json(loaded, results),
             !ContainsSubstring("apl_index") && ContainsSubstring("\"people\": 1750"));
}

TEST_CASE("where nobody lives, and where nobody is reached, there is no number that is none") {
  Loaded empty = small_territory();
  empty.territory.cells.clear();
  for (auto& c : empty.territory.communes) c.population = Persons(0);
  const Results results = compute(empty, {1});
  const GroupFigures area = area_figures(empty, results);
  CHECK(area.people == 0);
  CHECK_FALSE(area.means[0]);
  CHECK_FALSE(area.gini);
  for (const double score : results.index->communes) CHECK(score == 0);  // supply without demand
  CHECK_THAT(summary_json(empty, results), !ContainsSubstring("nan") && !ContainsSubstring("inf,"));

  Loaded far = small_territory();
  far.study.access.methods = {"nearest", "2sfca",   "e2sfca",  "m2sfca",    "3sfca",
                              "bfca",    "mh3sfca", "gravity", "cumulative"};
  far.territory.physicians = {physician("P", {}, {}, 5000, {{"01004", 900000, 1}})};
  const Results unreached = compute(far, {1});
  CHECK(far.diagnostics.count("people-out-of-reach") == 1750);
  for (const Measure& m : unreached.measures) {
    for (const double score : m.communes) CHECK((m.method == "nearest" ? std::isinf(score) : score == 0));
  }
  CHECK_THAT(summary_json(far, unreached), !ContainsSubstring("nan"));
}

TEST_CASE("a catchment beyond the travel limit is said") {
  Loaded loaded = small_territory();
  loaded.study.travel.limit = Milliseconds(5 * 60'000);
  const Results results = compute(loaded, {1});
  CHECK(loaded.diagnostics.count("measure-cut-by-limit") == 1);
  CHECK(results.measures.size() == 1);
}

TEST_CASE("rules of the study that cannot be are refused by their section") {
  const auto message = [](auto change) {
    Loaded loaded = small_territory();
    change(loaded.study);
    try {
      (void)compute(loaded, {1});
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::usage);
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK_THAT(message([](study::Study& s) { s.access.methods = {"2sfcb"}; }),
             ContainsSubstring("[access]") && ContainsSubstring("2sfca"));
  CHECK_THAT(message([](study::Study& s) { s.access.profile = "apl-2016"; }), ContainsSubstring("apl-2015"));
  CHECK_THAT(message([](study::Study& s) { s.zoning.rule = "legal-2017"; }),
             ContainsSubstring("legal breaks"));
  CHECK_THAT(message([](study::Study& s) { s.access.methods = {"e2sfca"}, s.access.decay = "step"; }),
             ContainsSubstring("[access]"));
}

TEST_CASE("the order in which physicians and cells are given changes no place's score") {
  Loaded loaded = small_territory();
  const Results before = compute(loaded, {1});
  Loaded turned = small_territory();
  std::swap(turned.territory.physicians[0], turned.territory.physicians[3]);
  std::swap(turned.territory.cells[0], turned.territory.cells[1]);
  const Results after = compute(turned, {2});
  for (std::size_t c = 0; c < 4; ++c) {
    CHECK(after.index->communes[c] == Approx(before.index->communes[c]).epsilon(1e-12));
    CHECK(after.measures[0].communes[c] == Approx(before.measures[0].communes[c]).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace maillage::workflow
