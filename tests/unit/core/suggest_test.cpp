#include "maillage/core/suggest.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

TEST_CASE("the nearest known word, or none") {
  const std::vector<std::string> known = {"limit", "detour", "speed", "snap_limit"};
  CHECK(maillage::nearest_word("limite", known) == "limit");
  CHECK(maillage::nearest_word("LIMIT", known) == "limit");
  CHECK(maillage::nearest_word("spede", known) == "speed");
  CHECK(maillage::nearest_word("population", known).empty());
  CHECK(maillage::nearest_word("x", std::vector<std::string>{}).empty());
}
