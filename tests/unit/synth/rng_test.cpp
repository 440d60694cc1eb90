#include "maillage/synth/rng.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace maillage::synth;

TEST_CASE("SplitMix64 gives its reference values") {
  // First three outputs of Vigna's splitmix64.c from state 1234567.
  std::uint64_t state = 1234567;
  const auto next = [&] {
    const std::uint64_t out = mix(state);
    state += 0x9e3779b97f4a7c15ULL;
    return out;
  };
  CHECK(next() == 6457827717110365317ULL);
  CHECK(next() == 3203168211198807973ULL);
  CHECK(next() == 9817491932198370423ULL);
}

TEST_CASE("Streams of different subjects, indexes and seeds differ; equal ones are equal") {
  Rng a(1, Subject::towns, 5), b(1, Subject::towns, 5), c(1, Subject::towns, 6), d(2, Subject::towns, 5),
      e(1, Subject::names, 5);
  const std::uint64_t first = a.next();
  CHECK(b.next() == first);
  CHECK(c.next() != first);
  CHECK(d.next() != first);
  CHECK(e.next() != first);
}

TEST_CASE("Uniform and normal numbers have the moments of their laws") {
  Rng rng(7, Subject::cells);
  const int n = 200000;
  double sum = 0, square = 0, uniform_sum = 0;
  for (int i = 0; i < n; ++i) {
    const double z = rng.normal();
    sum += z, square += z * z;
    const double u = rng.uniform();
    REQUIRE((u >= 0 && u < 1));
    uniform_sum += u;
  }
  CHECK(sum / n > -0.01);
  CHECK(sum / n < 0.01);
  CHECK(square / n > 0.985);
  CHECK(square / n < 1.015);
  CHECK(uniform_sum / n > 0.495);
  CHECK(uniform_sum / n < 0.505);
}

TEST_CASE("below() covers its range and never leaves it") {
  Rng rng(3, Subject::names);
  std::array<int, 7> seen{};
  for (int i = 0; i < 70000; ++i) ++seen.at(rng.below(7));
  for (const int s : seen) {
    CHECK(s > 9500);
    CHECK(s < 10500);
  }
}
