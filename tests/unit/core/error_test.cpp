#include "maillage/core/error.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using maillage::Error;
using maillage::ErrorCode;

TEST_CASE("context goes in front, the hint stays behind") {
  const Error inner(ErrorCode::input, "population is negative (-3)", "correct the value");
  const Error outer = inner.within("line 42").within("sites.csv");
  CHECK(outer.message() == "sites.csv: line 42: population is negative (-3)");
  CHECK(std::string(outer.what()) ==
        "sites.csv: line 42: population is negative (-3)\n  → correct the value");
  CHECK(outer.code() == ErrorCode::input);
}

TEST_CASE("exit codes are those of the contract") {
  CHECK(maillage::exit_code(ErrorCode::usage) == 2);
  CHECK(maillage::exit_code(ErrorCode::data) == 3);
  CHECK(maillage::exit_code(ErrorCode::infeasible) == 4);
  CHECK(maillage::exit_code(ErrorCode::interrupted) == 130);
  for (const ErrorCode code : {ErrorCode::input, ErrorCode::crs, ErrorCode::geometry, ErrorCode::io,
                               ErrorCode::database, ErrorCode::limit, ErrorCode::internal}) {
    CHECK(maillage::exit_code(code) == 1);
  }
}
