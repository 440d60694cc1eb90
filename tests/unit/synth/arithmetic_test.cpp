#include "arithmetic.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

using namespace maillage::synth;

TEST_CASE("Elementary functions agree with the C library to a few units in the last place") {
  for (double x = 1e-6; x < 1e7; x *= 1.37) {
    CHECK(natural_log(x) == Catch::Approx(std::log(x)).epsilon(1e-14).margin(1e-15));
    CHECK(exponential(std::log(x)) == Catch::Approx(x).epsilon(1e-13));
  }
  for (double t = -2.5; t < 2.5; t += 0.0137) {
    CHECK(std::abs(sine_turn(t) - std::sin(2 * M_PI * t)) < 4e-15);
    CHECK(std::abs(cosine_turn(t) - std::cos(2 * M_PI * t)) < 4e-15);
  }
  CHECK(exponential(0) == 1);
  CHECK(natural_log(1) == 0);
  CHECK(power(9, 0.5) == Catch::Approx(3).epsilon(1e-14));
}

TEST_CASE("Rounding to decimetres") {
  CHECK(decimetre(12.34) == 12.3);
  CHECK(decimetre(12.35000001) == 12.4);
  CHECK(decimetre(-0.26) == -0.3);
}
