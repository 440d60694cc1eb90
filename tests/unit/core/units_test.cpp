#include "maillage/core/units.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maillage/core/error.hpp"

using maillage::Error;
using maillage::parse_duration;
using maillage::parse_length;

TEST_CASE("durations with units; a bare number is minutes") {
  CHECK(parse_duration("15min").value == 900000);
  CHECK(parse_duration("900s").value == 900000);
  CHECK(parse_duration("900000ms").value == 900000);
  CHECK(parse_duration("15").value == 900000);
  CHECK(parse_duration("0.5").value == 30000);
  for (const char* bad : {"", "15 h", "-1", "min", "nan", "inf", "1,5min", "1e30"})
    CHECK_THROWS_AS(parse_duration(bad), Error);
}

TEST_CASE("lengths with units; a bare number is metres") {
  CHECK(parse_length("1km").value == 1000);
  CHECK(parse_length("1000m").value == 1000);
  CHECK(parse_length("250").value == 250);
  for (const char* bad : {"", "-1m", "1 mile", "km"}) CHECK_THROWS_AS(parse_length(bad), Error);
}

TEST_CASE("other spellings of a unit are not read, and the one that is is named") {
  const auto hint = [](const char* text) {
    try {
      (void)parse_duration(text);
    } catch (const Error& error) {
      return error.hint();
    }
    return std::string("was read");
  };
  CHECK(hint("15mn").starts_with("did you mean 15min?"));
  CHECK(hint("15 min").starts_with("did you mean 15min?"));
  CHECK(hint("7,5min").starts_with("did you mean 7.5min?"));
  CHECK(hint("900 secondes").starts_with("did you mean 900s?"));
  CHECK(hint("quinze") == "write it as 15min, 900s or 900000ms");
  CHECK(hint("-5min") == "write it as 15min, 900s or 900000ms");
}

TEST_CASE("minutes keep the order of milliseconds against an edge") {
  using maillage::Milliseconds;
  for (const double edge : {7.3, 10.0, 15.0, 20.0, 29.9, 30.0}) {
    const auto at = maillage::from_minutes(edge);
    CHECK(maillage::minutes(at) <= edge);
    CHECK(maillage::minutes(at + Milliseconds(1)) > edge);
  }
}
