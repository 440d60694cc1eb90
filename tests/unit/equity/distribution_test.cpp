#include "maillage/equity/distribution.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "maillage/core/error.hpp"

using namespace maillage::equity;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Values = std::vector<double>;

namespace {

Distribution of(const Values& scores, const Values& weights) { return *Distribution::of(scores, weights); }

const Values golden_weights{5, 10, 50};
// E2SFCA of the golden case, from its closed form.
Values golden_scores() {
  const double a = 50 / (5 + .22 * 10 + .68 * 50), b = 100 / (.68 * 10 + .68 * 50);
  return {a, .22 * a + .68 * b, .68 * (a + b)};
}

struct Sample {
  Values scores, weights;
};

Sample random_sample(unsigned seed, std::size_t n = 60) {
  std::mt19937 random(seed);
  Sample sample;
  for (std::size_t k = 0; k < n; ++k) {
    sample.scores.push_back(random() % 9 == 0 ? 0 : random() % 5000 / 1000.0);
    sample.weights.push_back(random() % 7);
  }
  return sample;
}

// One entry per person: weights of random_sample are whole numbers.
Values people_of(const Sample& sample) {
  Values people;
  for (std::size_t k = 0; k < sample.scores.size(); ++k) {
    people.insert(people.end(), static_cast<std::size_t>(sample.weights[k]), sample.scores[k]);
  }
  return people;
}

}  // namespace

TEST_CASE("golden statistics of METHODS § 2") {
  const auto d = of(golden_scores(), golden_weights);
  CHECK_THAT(d.mean(), WithinAbs(2.307692, 5e-7));
  CHECK_THAT(d.gini(), WithinAbs(.065098, 5e-7));
  CHECK_THAT(d.theil(), WithinAbs(.015, 5e-4));
  CHECK(d.fgt(2.5, 0) == 1);
  CHECK_THAT(d.fgt(2.5, 1), WithinAbs(.076923, 5e-7));
  CHECK_THAT(d.fgt(2.5, 2), WithinAbs(.028271, 5e-7));
}

TEST_CASE("against the definition over single persons") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Sample sample = random_sample(seed);
    const Values people = people_of(sample);
    const auto d = of(sample.scores, sample.weights);
    const double n = static_cast<double>(people.size());
    const double mean = std::accumulate(people.begin(), people.end(), 0.0) / n;
    double differences = 0, theil = 0, poor = 0, gap = 0;
    for (const double x : people) {
      for (const double y : people) differences += std::abs(x - y);
      theil += x > 0 ? x / mean * std::log(x / mean) / n : 0;
      poor += x <= 2 ? 1 / n : 0;
      gap += x <= 2 ? (2 - x) / 2 / n : 0;
    }
    CHECK_THAT(d.mean(), WithinRel(mean, 1e-12));
    CHECK_THAT(d.gini(), WithinRel(differences / (2 * n * n * mean), 1e-10));
    CHECK_THAT(d.theil(), WithinRel(theil, 1e-10));
    CHECK_THAT(d.fgt(2, 0), WithinRel(poor, 1e-12));
    CHECK_THAT(d.fgt(2, 1), WithinRel(gap, 1e-12));
  }
}

TEST_CASE("scale, replication and order change no relative figure") {
  const Sample sample = random_sample(42);
  const auto d = of(sample.scores, sample.weights);
  Values scaled = sample.scores, doubled = sample.weights;
  for (double& x : scaled) x *= 7;
  for (double& w : doubled) w *= 3;
  Values twice = sample.scores, twice_weights = sample.weights;
  twice.insert(twice.end(), sample.scores.rbegin(), sample.scores.rend());
  twice_weights.insert(twice_weights.end(), sample.weights.rbegin(), sample.weights.rend());
  for (const auto& other :
       {of(scaled, sample.weights), of(sample.scores, doubled), of(twice, twice_weights)}) {
    CHECK_THAT(other.gini(), WithinRel(d.gini(), 1e-12));
    CHECK_THAT(other.theil(), WithinRel(d.theil(), 1e-12));
    CHECK_THAT(*other.palma(), WithinRel(*d.palma(), 1e-10));
  }
}

TEST_CASE("a transfer from worse to better served raises every inequality") {
  const Values weights{2, 2, 2, 2};
  const auto before = of({1, 2, 3, 4}, weights), after = of({1, 1.5, 3.5, 4}, weights);
  CHECK(after.gini() > before.gini());
  CHECK(after.theil() > before.theil());
  CHECK(after.fgt(2.5, 2) > before.fgt(2.5, 2));
  CHECK_THAT(after.mean(), WithinRel(before.mean(), 1e-12));
}

TEST_CASE("equal scores, all zero, one holder") {
  const auto equal = of({3, 3, 3}, {1, 2, 3});
  CHECK_THAT(equal.gini(), WithinAbs(0, 1e-15));
  CHECK_THAT(equal.theil(), WithinAbs(0, 1e-15));
  CHECK_THAT(*equal.palma(), WithinRel(.25, 1e-12));
  const auto zero = of({0, 0}, {1, 1});
  CHECK(zero.gini() == 0);
  CHECK(zero.theil() == 0);
  CHECK_THAT(*zero.palma(), WithinRel(.25, 1e-12));
  CHECK(zero.fgt(2.5, 2) == 1);
  const auto one = of({0, 5}, {99, 1});
  CHECK_THAT(one.gini(), WithinRel(.99, 1e-12));
  CHECK_THAT(one.theil(), WithinRel(std::log(100.0), 1e-12));
  CHECK(!one.palma());
}

TEST_CASE("quantiles are bounds, tenths have means") {
  Values scores(20), weights(20, 1.0);
  std::iota(scores.begin(), scores.end(), 1.0);
  const auto d = of(scores, weights);
  CHECK(d.quantile(.1) == 2);
  CHECK(d.quantile(.3) == 6);
  CHECK(d.quantile(.5) == 10);
  CHECK(d.quantile(.9) == 18);
  CHECK(d.quantile(0) == 1);
  CHECK(d.quantile(1) == 20);
  const Values tenths = d.means_of_tenths();
  REQUIRE(tenths.size() == 10);
  CHECK_THAT(tenths.front(), WithinRel(1.5, 1e-12));
  CHECK_THAT(tenths.back(), WithinRel(19.5, 1e-12));
  const Values split = of({1, 2}, {15, 85}).means_of_tenths();
  CHECK_THAT(split[0], WithinRel(1.0, 1e-12));
  CHECK_THAT(split[1], WithinRel(1.5, 1e-12));
  for (unsigned seed = 1; seed < 6; ++seed) {
    const Sample sample = random_sample(seed);
    const auto other = of(sample.scores, sample.weights);
    const Values means = other.means_of_tenths();
    CHECK_THAT(std::accumulate(means.begin(), means.end(), 0.0) / 10, WithinRel(other.mean(), 1e-12));
    for (std::size_t k = 1; k < 10; ++k) CHECK(means[k] >= means[k - 1] - 1e-12);
  }
}

TEST_CASE("shares at and below a threshold") {
  const auto d = of({1, 2.5, 4}, {1, 2, 7});
  CHECK_THAT(d.share_at_most(2.5), WithinRel(.3, 1e-12));
  CHECK_THAT(d.share_below(2.5), WithinRel(.1, 1e-12));
  CHECK(d.share_below(1) == 0);
  CHECK(d.share_at_most(9) == 1);
}

TEST_CASE("the Lorenz curve starts at 0, ends at 1, lies under the diagonal and is convex") {
  const Sample sample = random_sample(5);
  const auto points = of(sample.scores, sample.weights).lorenz();
  CHECK(points.front() == LorenzPoint{0, 0});
  CHECK(points.back() == LorenzPoint{1, 1});
  for (std::size_t k = 1; k < points.size(); ++k) {
    CHECK(points[k].access <= points[k].people + 1e-12);
    CHECK(points[k].access >= points[k - 1].access);
  }
}

TEST_CASE("Theil between and within groups add up") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Sample sample = random_sample(seed);
    std::vector<std::uint32_t> groups;
    for (std::uint32_t k = 0; k < sample.scores.size(); ++k) groups.push_back(k * 7 % 5);
    const auto parts = *theil_parts(sample.scores, sample.weights, groups, 6);
    CHECK_THAT(parts.total, WithinRel(of(sample.scores, sample.weights).theil(), 1e-10));
    CHECK(parts.between >= 0);
    CHECK(parts.within >= 0);
  }
  const std::vector<std::uint32_t> apart{0, 0, 1};
  const auto between = *theil_parts(Values{2, 2, 5}, Values{1, 4, 2}, apart, 2);
  CHECK_THAT(between.within, WithinAbs(0, 1e-15));
  CHECK_THROWS_AS(theil_parts(Values{1, 2, 3}, Values{1, 1, 1}, apart, 1), maillage::Error);
}

TEST_CASE("nobody, and what cannot be counted") {
  CHECK(!Distribution::of(Values{}, Values{}));
  CHECK(!Distribution::of(Values{1, 2}, Values{0, 0}));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(Distribution::of(Values{1, nan}, Values{1, 0})->mean() ==
        1);  // nobody lives where the score is missing
  CHECK_THROWS_AS(Distribution::of(Values{nan}, Values{1}), maillage::Error);
  CHECK_THROWS_AS(Distribution::of(Values{-1}, Values{1}), maillage::Error);
  CHECK_THROWS_AS(Distribution::of(Values{1}, Values{-1}), maillage::Error);
  CHECK_THROWS_AS(Distribution::of(Values{1}, Values{1, 2}), maillage::Error);
  CHECK_THROWS_AS(of({1}, {1}).fgt(0, 1), maillage::Error);
}
