#include "maillage/access/decay.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "maillage/core/error.hpp"

using namespace maillage::access;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

double at(const char* spec, double t, Bound bound = Bound::closed) { return parse_decay(spec, bound)(t); }

maillage::Error failure(const char* spec) {
  try {
    static_cast<void>(parse_decay(spec));
  } catch (const maillage::Error& error) {
    return error;
  }
  FAIL(spec << " was taken");
  return {maillage::ErrorCode::internal, ""};
}

}  // namespace

TEST_CASE("golden values of METHODS § 2") {
  CHECK_THAT(at("dai:30", 0), WithinAbs(1, 1e-12));
  CHECK_THAT(at("dai:30", 10), WithinAbs(.862656, 5e-7));
  CHECK_THAT(at("dai:30", 15), WithinAbs(.701367, 5e-7));
  CHECK_THAT(at("dai:30", 20), WithinAbs(.493575, 5e-7));
  CHECK_THAT(at("dai:30", 30), WithinAbs(0, 1e-12));
  CHECK_THAT(at("logistic:m=30,s=5", 30), WithinAbs(.500009, 5e-7));
  CHECK_THAT(at("logistic:m=30,s=5", 45), WithinAbs(.004315, 5e-7));
}

TEST_CASE("each form against its formula") {
  CHECK(at("binary:30", 30) == 1);
  CHECK_THAT(at("linear:40", 10), WithinAbs(.75, 1e-12));
  CHECK_THAT(at("exponential:beta=0.1", 20), WithinAbs(std::exp(-2.0), 1e-15));
  CHECK_THAT(at("power:beta=2,min=5", 1), WithinAbs(.04, 1e-15));
  CHECK_THAT(at("power:beta=2", 10), WithinAbs(.01, 1e-15));
  CHECK_THAT(at("gaussian:sigma=10", 10), WithinAbs(std::exp(-.5), 1e-15));
  CHECK_THAT(at("gaussian01:30", 30), WithinAbs(.01, 1e-12));
  CHECK_THAT(at("gaussian01:30", 15), WithinAbs(std::pow(.01, .25), 1e-12));
  CHECK_THAT(at("epanechnikov:20", 10), WithinAbs(.75 * .75, 1e-15));
  CHECK(at("step:20=1,40=0.68,60=0.22", 20) == 1);
  CHECK(at("step:20=1,40=0.68,60=0.22", 20.0001) == .68);
  CHECK(at("step:20=1,40=0.68,60=0.22", 60) == .22);
}

TEST_CASE("beyond the limit the weight is 0, whatever the form") {
  for (const char* spec : {"binary:30", "step:10=1,30=0.5", "linear:30", "exponential:beta=0.1,limit=30",
                           "power:beta=1,limit=30", "gaussian:sigma=50,limit=30", "dai:30", "gaussian01:30",
                           "epanechnikov:30", "logistic:m=30,s=5,limit=30"}) {
    INFO(spec);
    CHECK(at(spec, 30.0000001) == 0);
    CHECK(at(spec, 29.999) > 0);
    CHECK(at(spec, 30, Bound::open) == 0);
    CHECK(parse_decay(spec).limit == 30);
  }
  CHECK(at("exponential:beta=0.1", 1000) > 0);
  CHECK(at("exponential:beta=9", 1000) == 0);  // under 1e-100
}

TEST_CASE("closed and open band edges") {
  CHECK(at("step:20=1,40=0.68", 20, Bound::open) == .68);
  CHECK(at("step:20=1,40=0.68", 40, Bound::open) == 0);
  CHECK(parse_bound("open") == Bound::open);
  CHECK_THROWS_AS(parse_bound("half"), maillage::Error);
}

TEST_CASE("units, and the canonical text reads back") {
  CHECK(parse_decay("binary:900s") == parse_decay("binary:15"));
  CHECK(parse_decay("step:15min=1,1800s=0.5") == parse_decay("step:15=1,30=0.5"));
  CHECK(parse_decay("step:20=1,40=0.68").text() == "step:20=1,40=0.68");
  CHECK(parse_decay("power:beta=1.5").text() == "power:beta=1.5,min=1");
  for (const char* spec : {"binary:7.33", "step:10=0.962,20=0.704", "linear:30",
                           "exponential:beta=0.1,limit=60", "power:beta=2,min=3", "gaussian:sigma=15",
                           "dai:30", "gaussian01:30", "epanechnikov:30", "logistic:m=30,s=5,limit=90"}) {
    const Decay decay = parse_decay(spec, Bound::open);
    CHECK(parse_decay(decay.text(), Bound::open) == decay);
  }
}

TEST_CASE("what cannot be read is a usage error that says how to write it") {
  CHECK_THAT(failure("gausian:sigma=3").hint(), ContainsSubstring("did you mean « gaussian »"));
  CHECK_THAT(failure("zzzzzzzzzzz:1").hint(), ContainsSubstring("known: binary, step"));
  CHECK_THAT(failure("step:20=1,20=0.5").message(), ContainsSubstring("increase"));
  CHECK_THAT(failure("step:").message(), ContainsSubstring("no band"));
  CHECK_THAT(failure("step:20=-1").message(), ContainsSubstring("negative"));
  CHECK_THAT(failure("step:20").message(), ContainsSubstring("edge=weight"));
  CHECK_THAT(failure("gaussian:30").message(), ContainsSubstring("sigma is missing"));
  CHECK_THAT(failure("binary:30,40").message(), ContainsSubstring("« 40 »"));
  CHECK_THAT(failure("binary:30,limit=40").message(), ContainsSubstring("« limit=40 »"));
  CHECK_THAT(failure("step:20=1e101").message(), ContainsSubstring("above 1e100"));
  CHECK_THAT(failure("power:beta=90,min=0.001").message(), ContainsSubstring("the weight at 0 minutes"));
  CHECK_THAT(failure("gaussian:sigma=1e-200").message(), ContainsSubstring("the weight at 0 minutes"));
  for (const char* spec : {"", "binary", "binary:", "binary:0", "binary:-5", "binary:NaN", "binary:inf",
                           "linear:1,5", "exponential:beta=0", "power:beta=1,min=0", "logistic:m=30", "dai:x",
                           "gaussian:sigma=1e999", "exponential:beta=1,limit=0"}) {
    INFO(spec);
    CHECK(failure(spec).code() == maillage::ErrorCode::usage);
    CHECK(!failure(spec).hint().empty());
  }
}
