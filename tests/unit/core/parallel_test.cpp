#include "maillage/core/parallel.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "maillage/core/error.hpp"

using maillage::Error;
using maillage::ErrorCode;

TEST_CASE("every index once, for any number of threads and grain") {
  for (const unsigned threads : {1U, 2U, 5U}) {
    for (const std::size_t grain : {1U, 7U, 1000U}) {
      const auto squares =
          maillage::parallel_map<std::size_t>(501, grain, {threads}, [](std::size_t i) { return i * i + 1; });
      REQUIRE(squares.size() == 501);
      for (std::size_t i = 0; i < squares.size(); ++i) CHECK(squares[i] == i * i + 1);
    }
  }
}

TEST_CASE("the failure of the lowest range is the one reported") {
  for (const unsigned threads : {1U, 2U}) {
    try {
      maillage::parallel_ranges(100, 1, {threads}, [](std::size_t begin, std::size_t) {
        if (begin >= 3) throw Error(ErrorCode::input, "range " + std::to_string(begin));
      });
      FAIL("no exception");
    } catch (const Error& e) {
      CHECK(e.message() == "range 3");
    }
  }
}

TEST_CASE("nothing to do calls nothing") {
  maillage::parallel_ranges(0, 1, {}, [](std::size_t, std::size_t) { FAIL("called"); });
  SUCCEED();
}
