#include "maillage/carto/classify.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maillage/core/error.hpp"

using namespace maillage;
using namespace maillage::carto;
using Catch::Approx;
using text::Language;

namespace {

const std::vector<double> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
// Three obvious heaps.
const std::vector<double> heaps{1, 2, 2, 3, 10, 11, 12, 12, 30, 31, 33};

double within_squares(const std::vector<double>& v, std::size_t begin, std::size_t end) {
  double sum = 0, out = 0;
  for (std::size_t i = begin; i < end; ++i) sum += v[i];
  const double mean = sum / static_cast<double>(end - begin);
  for (std::size_t i = begin; i < end; ++i) out += (v[i] - mean) * (v[i] - mean);
  return out;
}

// The least sum over every way of cutting sorted values into three.
double least_of_three(const std::vector<double>& v) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t a = 1; a + 1 < v.size(); ++a)
    for (std::size_t b = a + 1; b < v.size(); ++b)
      least =
          std::min(least, within_squares(v, 0, a) + within_squares(v, a, b) + within_squares(v, b, v.size()));
  return least;
}

double squares_of(const Classes& classes, const std::vector<double>& v) {
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= v.size(); ++i)
    if (i == v.size() || classes.index(v[i]) != classes.index(v[begin]))
      sum += within_squares(v, begin, i), begin = i;
  return sum;
}

}  // namespace

TEST_CASE("a break belongs to the side that is closed") {
  const Classes left = fixed({2.5, 4});
  CHECK(left.count() == 3);
  CHECK(left.index(2.49) == 0);
  CHECK(left.index(2.5) == 1);
  CHECK(left.index(4) == 2);
  const Classes right = fixed({2.5, 4}, Closed::right);
  CHECK(right.index(2.5) == 0);
  CHECK(right.index(2.51) == 1);
  CHECK(right.index(4) == 1);
  CHECK(right.index(std::numeric_limits<double>::infinity()) == 2);
}

TEST_CASE("fixed breaks must increase") {
  CHECK_THROWS_AS(fixed({1, 1}), Error);
  CHECK_THROWS_AS(fixed({2, 1}), Error);
  CHECK_THROWS_AS(fixed({std::nan("")}), Error);
  CHECK(fixed({}).count() == 1);
}

TEST_CASE("golden breaks of each method") {
  CHECK(classify(ten, Method::quantiles, 4).breaks == std::vector<double>{3.25, 5.5, 7.75});  // R type 7
  CHECK(classify(ten, Method::equal, 3).breaks == std::vector<double>{4, 7});
  CHECK(classify(heaps, Method::jenks, 3).breaks == std::vector<double>{10, 30});
  const Classes q6 = classify(ten, Method::q6, 6);
  REQUIRE(q6.count() == 6);
  CHECK(q6.breaks[0] == Approx(1.45));
  CHECK(q6.breaks[1] == Approx(3.25));
  CHECK(q6.breaks[4] == Approx(9.55));

  const std::vector<double> tail{1, 1, 1, 1, 2, 2, 3, 4, 18, 90};
  const Classes head = classify(tail, Method::head_tail, 5);
  REQUIRE(head.breaks.size() == 1);  // head {18, 90}: its own head is half of it
  CHECK(head.breaks[0] == Approx(12.3));
}

TEST_CASE("jenks is the exact optimum: brute force over all cuts") {
  std::uint64_t state = 42;
  for (int round = 0; round < 40; ++round) {
    std::vector<double> v;
    for (int i = 0; i < 18; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      v.push_back(1e6 + static_cast<double>(state >> 40) / 65536.0);
    }
    std::sort(v.begin(), v.end());
    const Classes classes = classify(v, Method::jenks, 3);
    REQUIRE(classes.count() == 3);
    CHECK(squares_of(classes, v) == Approx(least_of_three(v)).epsilon(1e-6));
    CHECK(goodness(classes, v) >= goodness(classify(v, Method::quantiles, 3), v) - 1e-12);
  }
}

TEST_CASE("weights count") {
  const std::vector<double> values{1, 2, 3}, weights{1, 1, 98};
  CHECK(classify(values, Method::quantiles, 2, weights).breaks == std::vector<double>{3});
  // Weighted by repetition is the same as repeating.
  const std::vector<double> repeated{1, 1, 1, 5, 6, 9, 9}, distinct{1, 5, 6, 9}, times{3, 1, 1, 2};
  CHECK(classify(repeated, Method::jenks, 3).breaks == classify(distinct, Method::jenks, 3, times).breaks);
  CHECK(classify(repeated, Method::head_tail, 4).breaks ==
        classify(distinct, Method::head_tail, 4, times).breaks);
  CHECK_THROWS_AS(classify(values, Method::jenks, 2, std::vector<double>{1, 2}), Error);
  CHECK_THROWS_AS(classify(values, Method::jenks, 2, std::vector<double>{1, -2, 1}), Error);
}

TEST_CASE("equal values make fewer classes, not empty ones") {
  const std::vector<double> zeros{0, 0, 0, 0, 0, 0, 0, 1, 2};
  for (const Method method :
       {Method::quantiles, Method::jenks, Method::q6, Method::equal, Method::head_tail}) {
    const Classes classes = classify(zeros, method, 5);
    std::vector<int> seen(classes.count());
    for (const double v : zeros) ++seen[classes.index(v)];
    CHECK(seen.front() > 0);
    CHECK(seen.back() > 0);
  }
  CHECK(classify(std::vector<double>{7, 7, 7}, Method::quantiles, 4).count() == 1);
  CHECK(classify(std::vector<double>{7, 7, 7}, Method::jenks, 4).count() == 1);
}

TEST_CASE("values that cannot be classified") {
  CHECK_THROWS_AS(classify(std::vector<double>{}, Method::jenks, 3), Error);
  CHECK_THROWS_AS(classify(std::vector<double>{std::nan("")}, Method::equal, 3), Error);
  CHECK_THROWS_AS(classify(std::vector<double>{1, std::numeric_limits<double>::infinity()}, Method::equal, 3),
                  Error);
  CHECK_THROWS_AS(classify(ten, Method::equal, 0), Error);
  CHECK_THROWS_AS(classify(ten, Method::equal, 13), Error);
  CHECK_THROWS_AS(parse_method("fixed"), Error);
  CHECK(parse_method("fisher") == Method::jenks);
}

TEST_CASE("labels say which side is closed, in both languages") {
  using Labels = std::vector<std::string>;
  const Classes legal = fixed({2.5, 4});
  CHECK(labels(legal, Language::fr) == Labels{"moins de 2,5", "2,5 à 4,0", "4,0 et plus"});
  CHECK(labels(legal, Language::en) == Labels{"under 2.5", "2.5 to 4.0", "4.0 and over"});
  CHECK(labels(fixed({2.5, 4}, Closed::right), Language::fr) ==
        Labels{"2,5 et moins", "2,5 à 4,0", "plus de 4,0"});
  CHECK(labels(fixed({10, 15}), Language::fr) == Labels{"moins de 10", "10 à 15", "15 et plus"});
  CHECK(labels(fixed({1000, 20000}), Language::fr)[1] == "1\u202f000 à 20\u202f000");
  CHECK(labels(fixed({}), Language::en) == Labels{"all values"});
}

TEST_CASE("decimals: as few as keep the breaks what they are") {
  CHECK(decimals_needed(fixed({10, 20})) == 0);
  CHECK(decimals_needed(fixed({2.5, 4})) == 1);
  CHECK(decimals_needed(fixed({0.125})) == 3);
  CHECK(decimals_needed(fixed({100.0 / 3, 200.0 / 3})) == 1);  // ± .05 is under 1 % of the class
  CHECK(rounded(fixed({1.234, 1.236, 9}), 2).breaks == std::vector<double>{1.23, 1.24, 9});
  CHECK(rounded(fixed({1.234, 1.236, 9}), 1).breaks == std::vector<double>{1.2, 9});
}
