#include "maillage/zoning/classes.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>

#include "maillage/core/error.hpp"

using namespace maillage;
using namespace maillage::zoning;
using access::Bound;
using Catch::Matchers::WithinRel;
using Values = std::vector<double>;
using enum AccessClass;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();
const double infinity = std::numeric_limits<double>::infinity();

// The rule by its words: how many people are at or under a score decides its block's class.
std::vector<AccessClass> oracle(const Values& scores, const Values& people, const RankRule& rule) {
  double all = 0;
  std::map<double, double> blocks;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) continue;
    blocks[scores[i]] += people[i];
    all += people[i];
  }
  std::vector<AccessClass> result;
  for (const double score : scores) {
    if (std::isnan(score)) {
      result.push_back(unknown);
      continue;
    }
    double upto = 0;
    for (const auto& [value, block] : blocks) upto += value <= score ? block : 0;
    const bool worst = score == blocks.begin()->first;
    if (upto <= rule.priority_share * all + 1e-9 || worst) {
      result.push_back(priority);
    } else {
      result.push_back(upto <= (rule.priority_share + rule.intermediate_share) * all + 1e-9 ? intermediate
                                                                                            : outside);
    }
  }
  return result;
}

}  // namespace

TEST_CASE("rank classes fill the shares from the worst served") {
  const Values scores{4, 1, 3, 2, missing}, people{25, 25, 25, 25, 50};
  const auto classes = classify_by_rank(scores, people, {.priority_share = .25, .intermediate_share = .5});
  CHECK(classes.of == std::vector{outside, priority, intermediate, intermediate, unknown});
  CHECK(classes.people_in(priority) == 25);
  CHECK(classes.people_in(intermediate) == 50);
  CHECK(classes.people_in(outside) == 25);
  CHECK(classes.people_in(unknown) == 50);
}

TEST_CASE("equal scores share a class; the worst block is priority whatever its size") {
  const Values scores{0, 0, 0, 5, 6}, people{30, 30, 20, 10, 10};
  const auto classes = classify_by_rank(scores, people, {.priority_share = .3, .intermediate_share = .6});
  CHECK(classes.of == std::vector{priority, priority, priority, intermediate, outside});
  CHECK(classify_by_rank(scores, people, {.priority_share = 0, .intermediate_share = .5}).of[0] == outside);
  CHECK(classify_by_rank(scores, people, {.priority_share = 1, .intermediate_share = 0}).of[4] == priority);
}

TEST_CASE("rank classes against the rule by its words") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    Values scores, people;
    for (int k = 0; k < 80; ++k) {
      scores.push_back(random() % 12 == 0 ? missing : random() % 40 / 10.0);
      people.push_back(random() % 50);
    }
    const RankRule rule{random() % 50 / 100.0 + .01, random() % 40 / 100.0};
    const auto classes = classify_by_rank(scores, people, rule);
    CHECK(classes.of == oracle(scores, people, rule));
    const double all = std::accumulate(people.begin(), people.end(), 0.0);
    CHECK_THAT(classes.people_in(priority) + classes.people_in(intermediate) + classes.people_in(outside) +
                   classes.people_in(unknown),
               WithinRel(all, 1e-12));
  }
}

TEST_CASE("ranks do not depend on the scale or the order of places") {
  const Values scores{.3, .1, .7, .2, .9}, people{5, 10, 20, 15, 40};
  Values scaled = scores, backwards(scores.rbegin(), scores.rend()),
         people_backwards(people.rbegin(), people.rend());
  for (double& score : scaled) score *= 1e4;
  const auto classes = classify_by_rank(scores, people, {});
  CHECK(classify_by_rank(scaled, people, {}).of == classes.of);
  auto reversed = classify_by_rank(backwards, people_backwards, {}).of;
  std::ranges::reverse(reversed);
  CHECK(reversed == classes.of);
}

TEST_CASE("rules out of range are refused") {
  const Values one{1};
  CHECK_THROWS_AS(classify_by_rank(one, one, {.priority_share = .7, .intermediate_share = .7}), Error);
  CHECK_THROWS_AS(classify_by_rank(one, one, {.priority_share = -.1, .intermediate_share = .7}), Error);
  CHECK_THROWS_AS(classify_by_rank(one, one, {.priority_share = missing, .intermediate_share = 0}), Error);
  CHECK_THROWS_AS(classify_by_rank(one, Values{1, 2}, {}), Error);
  CHECK_THROWS_AS(classify_by_rank(one, Values{-1}, {}), Error);
  CHECK(classify_by_rank({}, {}, {}).of.empty());
}

TEST_CASE("the 2017 breaks, closed, and refused for head counts without calibration") {
  const Values scores{2.5, 2.500001, 4, 4.1, missing}, people{1, 2, 3, 4, 5};
  const auto classes = classify_zoning_2017(scores, people, access::SupplyBasis::observed_acts, std::nullopt);
  CHECK(classes.of == std::vector{priority, intermediate, intermediate, outside, unknown});
  const access::Calibration calibration{
      .factor = .7, .target = 3.34, .vintage = "2022", .source = "s", .territory = "t"};
  CHECK(classify_zoning_2017(scores, people, access::SupplyBasis::heads, calibration).of == classes.of);
  try {
    static_cast<void>(classify_zoning_2017(scores, people, access::SupplyBasis::heads, std::nullopt));
    FAIL("allowed");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
  }
}

TEST_CASE("under-served by score, by minutes, by both, edges closed and open") {
  using enum Judgement;
  const Values scores{2.4, 2.5, 2.6, missing, 2.6, missing}, minutes{10, 30, 30.1, 31, missing, 5};
  CHECK(judge({.score = 2.5}, scores, {}) ==
        std::vector{under_served, under_served, served, unknown, served, unknown});
  CHECK(judge({.score = 2.5, .score_bound = Bound::open}, scores, {})[1] == served);
  CHECK(judge({.minutes = 30}, {}, minutes) ==
        std::vector{served, served, under_served, under_served, unknown, served});
  CHECK(judge({.minutes = 30, .minutes_bound = Bound::open}, {}, minutes)[1] == under_served);
  CHECK(judge({.minutes = 30}, {}, Values{infinity})[0] == under_served);
  CHECK(judge({.score = 2.5, .minutes = 30}, scores, minutes) ==
        std::vector{under_served, under_served, under_served, under_served, unknown, unknown});
  CHECK(judge({.score = 2.5, .minutes = 30, .combine = UnderServedRule::Combine::all}, scores, minutes) ==
        std::vector{served, served, served, unknown, served, served});
  CHECK_THROWS_AS(judge({}, scores, minutes), Error);
  CHECK_THROWS_AS(judge({.score = 1, .minutes = 1}, scores, {}), Error);
}

TEST_CASE("names never claim to be the law's") {
  for (const AccessClass c : {priority, intermediate, outside, unknown}) {
    CHECK(!name(c).empty());
    CHECK(label(c, text::Language::fr).find("ZIP") == std::string_view::npos);
  }
  CHECK(stamp(text::Language::fr) == "aide à la décision, ne vaut pas proposition d'arrêté");
}
