#include "maillage/access/apl.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>
#include <string>

#include "maillage/core/error.hpp"
#include "maillage/reference/embedded.hpp"

using namespace maillage;
using namespace maillage::access;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;
using text::Language;

namespace {

const AplProfile& profile() {
  static const AplProfile value = apl_profile("apl-2015");
  return value;
}

double acts(std::optional<double> acts, std::optional<double> fte, std::optional<double> age) {
  return supply_of_person(profile(), acts ? std::optional(Acts(*acts)) : std::nullopt,
                          fte ? std::optional(Fte(*fte)) : std::nullopt, age)
      .acts.value;
}

}  // namespace

TEST_CASE("the built-in profiles say what was read and what is to be confirmed") {
  const auto old = apl_profile("apl-2012");
  CHECK(old.decay.value.text() == "step:5=1,10=0.3,15=0.1");
  CHECK(old.decay.status == ValueStatus::read);
  CHECK(old.unconfirmed() == std::vector<std::string>{"age_weights"});
  CHECK(!old.target);
  const auto heads = apl_profile("apl-heads-calibrated");
  CHECK(heads.decay.value == profile().decay.value);
  CHECK(heads.target->mean.value == 3.34);
  CHECK(heads.target->vintage == "2022");
  CHECK(profile().unconfirmed() == std::vector<std::string>{"decay", "age_weights"});
  CHECK(profile().decay.value(10) == 1);
  CHECK_THAT(profile().decay.value(15), WithinRel(2.0 / 3, 1e-15));
  CHECK_THAT(profile().decay.value(20), WithinRel(1.0 / 3, 1e-15));
  CHECK(profile().decay.value(20.001) == 0);
}

TEST_CASE("floor and cap apply to the person; no activity is no supply; the age bound is inclusive") {
  CHECK(acts(4000, std::nullopt, 50) == 4000);
  CHECK(acts(1200, std::nullopt, 50) == 3600);
  CHECK(acts(9000, std::nullopt, 50) == 6000);
  CHECK(acts(0, std::nullopt, 50) == 0);
  CHECK(acts(std::nullopt, 1, 50) == 5400);
  CHECK(acts(std::nullopt, .5, 50) == 3600);
  CHECK(acts(std::nullopt, 0, 50) == 0);
  CHECK(acts(std::nullopt, std::nullopt, std::nullopt) == 5400);
  CHECK(acts(4000, .1, 65) == 4000);
  CHECK(acts(4000, std::nullopt, 65.1) == 0);
  CHECK(supply_of_person(profile(), Acts(4000), std::nullopt, 70).over_age);
  CHECK(supply_of_person(profile(), std::nullopt, Fte(1), 40).basis == SupplyBasis::fte);
  CHECK_THROWS_AS(acts(-1, std::nullopt, 40), Error);
  CHECK_THROWS_AS(acts(std::nullopt, std::numeric_limits<double>::quiet_NaN(), 40), Error);
}

TEST_CASE("acts are split over sites after floor and cap, none is lost") {
  const std::vector<double> shares{.5, .3, .2};
  const auto parts = split_over_sites(Acts(6000), shares);
  CHECK_THAT(parts[0].value + parts[1].value + parts[2].value, WithinRel(6000.0, 1e-12));
  CHECK_THAT(parts[1].value, WithinRel(1800.0, 1e-12));
  CHECK_THROWS_AS(split_over_sites(Acts(1), std::vector<double>{.5, .3}), Error);
  CHECK_THROWS_AS(split_over_sites(Acts(1), std::vector<double>{1.5, -.5}), Error);
  CHECK_THROWS_AS(split_over_sites(Acts(1), {}), Error);
}

TEST_CASE("the standardised population keeps the total and follows the ages") {
  const std::vector<Persons> people{Persons(100), Persons(300), Persons(50)};
  const std::vector<double> ages{100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0};
  const auto result = standardised_population(profile(), people, ages);
  CHECK(result.without_ages == 1);
  CHECK_THAT(result.persons[0].value + result.persons[1].value, WithinRel(400.0, 1e-12));
  CHECK(result.persons[2].value == 50);
  CHECK_THAT(result.persons[1].value / result.persons[0].value, WithinRel(3 * 1.8 / .8, 1e-12));
  const std::vector<double> none(18);
  CHECK(standardised_population(profile(), people, none).persons[1] == StandardisedPersons(300));
  CHECK_THROWS_AS(standardised_population(profile(), people, std::vector<double>(17)), Error);
  CHECK_THROWS_AS(standardised_population(profile(), people, std::vector<double>(18, -1.0)), Error);
}

TEST_CASE("the index spends all acts, and calibration brings its mean to the target") {
  const std::vector<Pair> pairs{{0, 0, 3}, {0, 1, 12}, {1, 0, 18}, {2, 1, 9}, {2, 0, 45}};
  PairView view(pairs);
  const std::vector<StandardisedPersons> people{StandardisedPersons(1000), StandardisedPersons(500),
                                                StandardisedPersons(2500)};
  const std::vector<Acts> supply{Acts(5400), Acts(10800)};
  const auto heads = apl_profile("apl-heads-calibrated");
  const auto index = apl_index(heads, view, people, supply);
  double spent = 0;
  for (std::size_t i = 0; i < 3; ++i) spent += index.scores[i] * people[i].value;
  CHECK_THAT(spent, WithinRel(16200.0, 1e-12));
  const auto calibration = calibrate(heads, index.scores, people, "France métropolitaine");
  CHECK_THAT(calibration.factor, WithinRel(3.34 / (16200.0 / 4000), 1e-12));
  CHECK_THROWS_AS(calibrate(profile(), index.scores, people, "x"), Error);
  CHECK_THROWS_AS(calibrate(heads, std::vector<double>{0, 0, 0}, people, "x"), Error);
  CHECK_THROWS_AS(calibration_by_factor(heads, 0, "x"), Error);
  CHECK(calibration_by_factor(heads, .7, "x").factor == .7);
}

TEST_CASE("what it is called, and the legal breaks") {
  const auto heads = apl_profile("apl-heads-calibrated");
  const auto calibration = calibration_by_factor(heads, .681, "France métropolitaine");
  CHECK(indicator_name(SupplyBasis::observed_acts, Language::fr) == "APL");
  CHECK(indicator_name(SupplyBasis::heads, Language::fr) == "indice de type APL (effectifs)");
  CHECK(indicator_name(SupplyBasis::fte, Language::fr) != "APL");
  const auto note = indicator_note(heads, SupplyBasis::heads, calibration, Language::fr);
  CHECK_THAT(note, ContainsSubstring("0,681") && ContainsSubstring("2022") && ContainsSubstring("DREES") &&
                       ContainsSubstring("France métropolitaine") &&
                       ContainsSubstring("à confirmer : pondération par le temps, pondération par l’âge"));
  CHECK_THAT(indicator_note(profile(), SupplyBasis::heads, std::nullopt, Language::fr),
             ContainsSubstring("non calé"));
  CHECK(legal_breaks_allowed(SupplyBasis::observed_acts, std::nullopt));
  CHECK(legal_breaks_allowed(SupplyBasis::heads, calibration));
  CHECK(!legal_breaks_allowed(SupplyBasis::heads, std::nullopt));
  try {
    require_legal_breaks(SupplyBasis::heads, std::nullopt);
    FAIL("allowed");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    CHECK_THAT(error.hint(), ContainsSubstring("calibrate"));
  }
}

TEST_CASE("profiles that cannot be used say where") {
  CHECK_THROWS_AS(apl_profile("apl-2013"), Error);
  CHECK_THROWS_AS(apl_profiles("no json"), Error);
  CHECK_THROWS_AS(apl_profiles(R"({"schema":2,"profiles":[]})"), Error);
  const std::string good(reference::text("apl_profiles.json"));
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"acts_cap\"", "\"acts_top\""},
                                 {"\"value\": 6000", "\"value\": 600"},
                                 {"\"value\": 3600", "\"value\": -1"},
                                 {"\"status\": \"read\"", "\"status\": \"sure\""},
                                 {"step:5=1", "step:5=x"},
                                 {"[0.8, 0.7,", "[0.7,"},
                                 {"\"based_on\": \"apl-2015\"", "\"based_on\": \"apl-2099\""}}) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    INFO(to);
    CHECK_THROWS_AS(apl_profiles(text), Error);
  }
}
