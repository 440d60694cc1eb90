#include "maillage/text/language.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maillage/core/error.hpp"

using namespace maillage::text;

TEST_CASE("numbers as French and English readers write them") {
  CHECK(integer(355486, Language::fr) == "355\u202f486");
  CHECK(integer(355486, Language::en) == "355,486");
  CHECK(integer(-1200, Language::fr) == "−1\u202f200");
  CHECK(integer(999, Language::fr) == "999");
  CHECK(number(1234.5, 2, Language::fr) == "1\u202f234,50");
  CHECK(number(-0.001, 1, Language::fr) == "0,0");
  CHECK(number(std::nan(""), 1, Language::fr) == "–");
  CHECK(percent(0.1234, 1, Language::fr) == "12,3\u202f%");
  CHECK(percent(0.1234, 1, Language::en) == "12.3%");
}

TEST_CASE("dates; what is no date stays as it is") {
  CHECK(date("2026-11-22", Language::fr) == "22 novembre 2026");
  CHECK(date("2026-08-01", Language::fr) == "1er août 2026");
  CHECK(date("2026-11-22", Language::en) == "22 November 2026");
  CHECK(date("2025-03", Language::fr) == "mars 2025");
  CHECK(date("2025", Language::fr) == "2025");
  CHECK(date("hier", Language::fr) == "hier");
  CHECK(date("2025-13-01", Language::fr) == "2025-13-01");
}

TEST_CASE("numbers for files read back the same") {
  for (const double v : {0.1, 1.0 / 3, 1e-300, 12345678.9, 0.0}) CHECK(std::stod(shortest(v)) == v);
  CHECK(shortest(0.5) == "0.5");
  CHECK(seconds(900000) == "900.000");
  CHECK(seconds(7) == "0.007");
}

TEST_CASE("languages by code") {
  CHECK(parse_language("en") == Language::en);
  CHECK_THROWS_AS(parse_language("de"), maillage::Error);
}
