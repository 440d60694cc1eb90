#include "maillage/access/catchment.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "maillage/core/error.hpp"

using namespace maillage::access;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Amounts = std::vector<double>;

namespace {

const Amounts golden_demand{5, 10, 50};
const Amounts golden_supply{50, 100};
const std::vector<Pair> golden_pairs{{0, 0, 5}, {0, 1, 70}, {1, 0, 50}, {1, 1, 40}, {2, 0, 25}, {2, 1, 30}};
constexpr const char* golden_decay = "step:20=1,40=0.68,60=0.22";

AccessResult run(const char* method, const char* decay, const std::vector<Pair>& pairs, const Amounts& demand,
                 const Amounts& supply, Bound bound = Bound::closed) {
  PairView view(pairs);
  return compute(view, demand, supply, {.method = parse_method(method), .decay = parse_decay(decay, bound)});
}

void check_golden(const char* method, const char* decay, const Amounts& wanted, Bound bound = Bound::closed) {
  INFO(method);
  const auto scores = run(method, decay, golden_pairs, golden_demand, golden_supply, bound).scores;
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK_THAT(scores[i], WithinAbs(wanted[i], 5.1e-7));
}

double weighted_sum(const Amounts& a, const Amounts& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

struct Instance {
  Amounts demand, supply;
  std::vector<Pair> pairs;
};

// Every eighth place is empty, every sixth site closed, a third of the pairs missing; one-way: t(i,j) and
// t(j,i) differ.
Instance random_instance(unsigned seed) {
  std::mt19937 random(seed);
  Instance instance;
  for (unsigned i = 0; i < 40; ++i) instance.demand.push_back(random() % 8 == 0 ? 0 : random() % 1000 + 0.5);
  for (unsigned j = 0; j < 15; ++j) instance.supply.push_back(random() % 6 == 0 ? 0 : random() % 9 + 1);
  for (std::uint32_t i = 0; i < 40; ++i) {
    for (std::uint32_t j = 0; j < 15; ++j) {
      if (random() % 3 != 0) instance.pairs.push_back({i, j, random() % 60000 / 1000.0});
    }
  }
  return instance;
}

constexpr const char* catchments[] = {"gravity", "e2sfca",  "m2sfca",      "3sfca",
                                      "bfca",    "mh3sfca", "availability"};

// The formulas of METHODS § 2 on a full matrix, NaN-free by skipping what is not there.
Amounts oracle(const std::string& method, const Instance& x, const Decay& decay) {
  const std::size_t n = x.demand.size(), m = x.supply.size();
  std::vector<Amounts> w(n, Amounts(m));
  for (const Pair& pair : x.pairs)
    w[pair.demand][pair.supply] = x.supply[pair.supply] > 0 ? decay(pair.minutes) : 0;
  const auto over = [](double a, double b) { return b > 0 ? a / b : 0; };
  Amounts row(n), row_supply(n), column(m), scores(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j) {
      row[i] += w[i][j];
      row_supply[i] += w[i][j] * x.supply[j];
      if (x.demand[i] > 0) column[j] += w[i][j];
    }
  }
  const auto to_supply = [&](std::size_t i, std::size_t j) {  // how much of i's demand weighs on j
    if (method == "3sfca") return over(w[i][j], row[i]) * w[i][j];
    if (method == "bfca") return over(w[i][j], row[i]);
    if (method == "mh3sfca") return over(x.supply[j] * w[i][j], row_supply[i]);
    return w[i][j];
  };
  const auto to_demand = [&](std::size_t i, std::size_t j) {  // how much of j's ratio counts for i
    if (method == "m2sfca") return w[i][j] * w[i][j];
    if (method == "3sfca") return over(w[i][j], row[i]) * w[i][j];
    if (method == "bfca") return over(w[i][j], column[j]);
    if (method == "mh3sfca") return over(x.supply[j] * w[i][j], row_supply[i]) * w[i][j];
    return w[i][j];
  };
  for (std::size_t j = 0; j < m; ++j) {
    double load = 0;
    for (std::size_t i = 0; i < n; ++i) load += to_supply(i, j) * x.demand[i];
    const double ratio = method == "gravity" ? x.supply[j] : over(x.supply[j], load);
    for (std::size_t i = 0; i < n; ++i) scores[i] += to_demand(i, j) * ratio;
  }
  if (method == "availability") {
    for (std::size_t i = 0; i < n; ++i) scores[i] *= x.demand[i];
  }
  return scores;
}

}  // namespace

TEST_CASE("golden case of METHODS § 2") {
  check_golden("2sfca", "binary:30", {.909091, 0, 2.909091});
  check_golden("2sfca", "binary:30", {.909091, 0, .909091}, Bound::open);
  check_golden("e2sfca", golden_decay, {1.213592, 1.933657, 2.491909});
  check_golden("m2sfca", golden_decay, {1.213592, 1.192071, 1.694498});
  check_golden("3sfca", golden_decay, {2.218497, 2.440125, 2.290125});
  check_golden("bfca", golden_decay, {.811103, 1.714279, 2.087386});
  check_golden("mh3sfca", golden_decay, {2.168344, 1.461996, 1.572377});
  check_golden("nearest", "binary:60", {5, 40, 25});
  check_golden("cumulative", "binary:30", {50, 0, 150});
  check_golden("gravity", golden_decay, {50, .22 * 50 + .68 * 100, .68 * 150});
  check_golden("availability", golden_decay, {5 * 1.2135922, 10 * 1.9336570, 124.5954693});
}

TEST_CASE("the streaming sums equal the formulas on a full matrix") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const Instance x = random_instance(seed);
    for (const char* method : catchments) {
      INFO(method << " seed " << seed);
      const auto scores = run(method, golden_decay, x.pairs, x.demand, x.supply).scores;
      const Amounts wanted = oracle(method, x, parse_decay(golden_decay));
      for (std::size_t i = 0; i < wanted.size(); ++i) CHECK_THAT(scores[i], WithinRel(wanted[i], 1e-12));
    }
  }
}

TEST_CASE("Σ P·A = Σ S over the sites that have demand") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Instance x = random_instance(seed);
    const double all = std::accumulate(x.supply.begin(), x.supply.end(), 0.0);
    for (const auto& [method, decay] :
         {std::pair{"2sfca", "binary:45"}, {"e2sfca", golden_decay}, {"kd2sfca", "dai:60"}}) {
      const auto result = run(method, decay, x.pairs, x.demand, x.supply);
      REQUIRE(result.supply_without_demand == 0);
      CHECK_THAT(weighted_sum(x.demand, result.scores), WithinRel(all, 1e-12));
    }
    const auto available = run("availability", golden_decay, x.pairs, x.demand, x.supply);
    CHECK_THAT(std::accumulate(available.scores.begin(), available.scores.end(), 0.0), WithinRel(all, 1e-12));
  }
}

TEST_CASE("the order of places and sites does not matter") {
  const Instance x = random_instance(7);
  Instance y{Amounts(x.demand.rbegin(), x.demand.rend()), Amounts(x.supply.rbegin(), x.supply.rend()),
             x.pairs};
  const auto last_i = static_cast<std::uint32_t>(x.demand.size() - 1),
             last_j = static_cast<std::uint32_t>(x.supply.size() - 1);
  for (Pair& pair : y.pairs) pair = {last_i - pair.demand, last_j - pair.supply, pair.minutes};
  for (const char* method : catchments) {
    auto a = run(method, golden_decay, x.pairs, x.demand, x.supply).scores;
    auto b = run(method, golden_decay, y.pairs, y.demand, y.supply).scores;
    std::ranges::reverse(b);
    for (std::size_t i = 0; i < a.size(); ++i) CHECK_THAT(b[i], WithinRel(a[i], 1e-12));
  }
}

TEST_CASE("more supply never lowers a score of the two-step family") {
  const Instance x = random_instance(3);
  const auto before = run("e2sfca", golden_decay, x.pairs, x.demand, x.supply).scores;
  for (std::size_t j = 0; j < x.supply.size(); ++j) {
    Amounts more = x.supply;
    more[j] += 2;
    const auto after = run("e2sfca", golden_decay, x.pairs, x.demand, more).scores;
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(after[i] >= before[i] * (1 - 1e-14));
  }
}

TEST_CASE("a closed site is no site, an empty place changes no other") {
  const Instance x = random_instance(11);
  Instance without_sites = x, without_places = x;
  std::erase_if(without_sites.pairs, [&](const Pair& pair) { return x.supply[pair.supply] == 0; });
  std::erase_if(without_places.pairs, [&](const Pair& pair) { return x.demand[pair.demand] == 0; });
  REQUIRE(without_sites.pairs.size() < x.pairs.size());
  REQUIRE(without_places.pairs.size() < x.pairs.size());
  for (const char* method : catchments) {
    INFO(method);
    const auto scores = run(method, golden_decay, x.pairs, x.demand, x.supply).scores;
    CHECK(run(method, golden_decay, without_sites.pairs, x.demand, x.supply).scores == scores);
    const auto others = run(method, golden_decay, without_places.pairs, x.demand, x.supply).scores;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (x.demand[i] > 0) CHECK(others[i] == scores[i]);
    }
  }
}

TEST_CASE("empty catchments give 0, never NaN; nearest gives infinity") {
  const Amounts demand{10, 0, 5}, supply{0, 3};
  const std::vector<Pair> pairs{{0, 0, 5}, {1, 1, 5}, {2, 1, 500}};
  for (const char* method : catchments) {
    INFO(method);
    const auto result = run(method, golden_decay, pairs, demand, supply);
    CHECK(result.scores[0] == 0);
    CHECK(std::isfinite(result.scores[1]));
    CHECK(result.scores[2] == 0);
    CHECK(result.demand_without_supply == 2);
    CHECK(result.supply_without_demand == 1);
    CHECK(run(method, golden_decay, {}, demand, supply).scores == Amounts{0, 0, 0});
  }
  const auto nearest = run("nearest", "binary:60", pairs, demand, supply);
  CHECK(std::isinf(nearest.scores[0]));
  CHECK(nearest.scores[1] == 5);
  CHECK(std::isinf(nearest.scores[2]));
  PairView view(pairs);
  CHECK(compute(view, demand, supply, {.method = Method::nearest, .decay = default_decay(Method::nearest)})
            .scores[2] == 500);
}

TEST_CASE("availability with alpha other than 1 still shares out the whole supply") {
  PairView view(golden_pairs);
  const auto result =
      compute(view, golden_demand, golden_supply,
              {.method = Method::availability, .decay = parse_decay(golden_decay), .alpha = .5});
  CHECK_THAT(std::accumulate(result.scores.begin(), result.scores.end(), 0.0), WithinRel(150.0, 1e-12));
  const double a = std::sqrt(5.0), b = .22 * std::sqrt(10.0), c = .68 * std::sqrt(50.0);
  CHECK_THAT(result.scores[0], WithinRel(50 * a / (a + b + c), 1e-12));
}

TEST_CASE("methods by name, their source's decay, and decays that do not fit") {
  CHECK(default_decay(Method::two_step).text() == "binary:30");
  CHECK(default_decay(Method::three_step, Bound::open).bound == Bound::open);
  CHECK_THROWS_AS(default_decay(Method::gravity), maillage::Error);
  for (const char* method : {"nearest", "cumulative", "gravity", "2sfca", "e2sfca", "kd2sfca", "m2sfca",
                             "3sfca", "bfca", "mh3sfca", "availability"}) {
    CHECK(name(parse_method(method)) == method);
  }
  try {
    static_cast<void>(parse_method("e2sfac"));
    FAIL("taken");
  } catch (const maillage::Error& error) {
    CHECK(error.code() == maillage::ErrorCode::usage);
    CHECK_THAT(error.hint(), Catch::Matchers::ContainsSubstring("did you mean « e2sfca »") &&
                                 Catch::Matchers::ContainsSubstring("mh3sfca"));
  }
  CHECK_THROWS_AS(run("2sfca", "dai:30", golden_pairs, golden_demand, golden_supply), maillage::Error);
  CHECK_THROWS_AS(run("cumulative", "step:10=1", golden_pairs, golden_demand, golden_supply),
                  maillage::Error);
  CHECK_THROWS_AS(run("kd2sfca", "binary:30", golden_pairs, golden_demand, golden_supply), maillage::Error);
}

TEST_CASE("amounts at the ends of the range are an error, not a NaN") {
  CHECK_THROWS_AS(run("e2sfca", "binary:30", {{0, 0, 1}}, {1e-300}, {1e300}), maillage::Error);
}
