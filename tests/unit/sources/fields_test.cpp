#include "maillage/sources/fields.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "written_input.hpp"

namespace maillage::sources {
namespace {

using Catch::Matchers::ContainsSubstring;

TEST_CASE("texts are trimmed, and what stands for no value is empty") {
  const WrittenInput input("p", {{"a"}, {" x "}, {"NA"}, {"NULL"}, {"null"}, {"-"}, {"\t"}});
  const Fields fields = input.fields();
  CHECK(fields.rows() == 6);
  CHECK(fields.text(0, "a") == "x");
  for (std::size_t row = 1; row < 6; ++row) CHECK(fields.text(row, "a").empty());
  CHECK(fields.text(0, "unused").empty());
  CHECK_FALSE(fields.has("unused"));
}

TEST_CASE("numbers of text and of number columns") {
  const WrittenInput input("p", {{"n"}, {"1.5"}, {" -2e3 "}, {"-"}, {"NA"}});
  const Fields fields = input.fields();
  CHECK(fields.number(0, "n") == 1.5);
  CHECK(fields.number(1, "n") == -2000);
  CHECK_FALSE(fields.number(2, "n"));
  CHECK_FALSE(fields.number(3, "n"));
  CHECK_FALSE(fields.number(0, "unused"));

  table::Table table("layer");
  table.add({"code", {}, {}, {}, table::Integers{1004}, {}});
  table.add({"bad", {}, {}, {}, table::Reals{std::numeric_limits<double>::infinity()}, {}});
  const Fields layer(table, {{"code", {"code", true}}, {"bad", {"bad", true}}}, "l", "l.gpkg", {});
  CHECK(layer.text(0, "code") == "1004");
  CHECK(layer.number(0, "code") == 1004);
  CHECK_THAT(error_of([&] { (void)layer.number(0, "bad"); }).message(),
             ContainsSubstring("l.gpkg, feature 1") && ContainsSubstring("not a finite number"));
}

TEST_CASE("what is no number is refused with its line, and decimals with a comma are recognised") {
  const WrittenInput input("p", {{"n"}, {"1,5"}, {"many"}, {"nan"}, {"inf"}, {"1e999"}, {"12x"}});
  const Fields fields = input.fields();
  const Error comma = error_of([&] { (void)fields.number(0, "n"); });
  CHECK(comma.code() == ErrorCode::input);
  CHECK_THAT(comma.message(), ContainsSubstring("p.csv, line 2: n is « 1,5 »"));
  CHECK_THAT(comma.hint(), ContainsSubstring("point"));
  for (std::size_t row = 1; row < 6; ++row) {
    const Error error = error_of([&] { (void)fields.number(row, "n"); });
    CHECK(error.code() == ErrorCode::input);
    CHECK_THAT(error.message(), ContainsSubstring("p.csv, line " + std::to_string(row + 2)));
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("amounts are neither negative nor out of range") {
  const WrittenInput input("p", {{"n"}, {"-0.5"}, {"11"}, {"10"}, {"0"}, {"-"}});
  const Fields fields = input.fields();
  CHECK_THAT(error_of([&] { (void)fields.amount(0, "n"); }).message(), ContainsSubstring("negative (-0.5)"));
  CHECK_THAT(error_of([&] { (void)fields.amount(1, "n", 10); }).message(),
             ContainsSubstring("more than can be"));
  CHECK(fields.amount(2, "n", 10) == 10);
  CHECK(fields.amount(3, "n") == 0);
  CHECK_FALSE(fields.amount(4, "n"));
}

TEST_CASE("what is a person's is in no message") {
  const WrittenInput input("p", {{"age"}, {"151.5"}, {"-51.5"}, {"51.5 ans"}, {"51.5"}, {"-"}});
  const Fields fields = input.fields();
  for (std::size_t row = 0; row < 3; ++row) {
    const Error error = error_of([&] { (void)fields.private_amount(row, "age", 110); });
    CHECK_THAT(error.what(), ContainsSubstring("age is not a number from 0 to 110"));
    CHECK_THAT(error.what(), !ContainsSubstring("51.5"));
  }
  CHECK(fields.private_amount(3, "age", 110) == 51.5);
  CHECK_FALSE(fields.private_amount(4, "age", 110));
  CHECK_FALSE(fields.private_amount(4, "unused", 110));
}

TEST_CASE("a column that must be there names the nearest one and how to say so") {
  const WrittenInput input("population", {{"insee", "totol"}, {"01001", "3"}});
  const Error error = error_of([&] { (void)input.fields({{"total", {"total", true}}}); });
  CHECK(error.code() == ErrorCode::input);
  CHECK_THAT(error.message(), ContainsSubstring("population.csv: no column « total »") &&
                                  ContainsSubstring("did you mean « totol »"));
  CHECK_THAT(error.hint(), ContainsSubstring("insee, totol") && ContainsSubstring("columns = { total ="));
  CHECK_FALSE(input.fields({{"total", {"total", false}}}).has("total"));
}

TEST_CASE("points come from the geometry, else from x and y") {
  const WrittenInput table("s", {{"x", "y"}, {"1", "2"}, {"1", "-"}});
  CHECK(table.fields().point(0) == geo::XY{1, 2});
  CHECK_FALSE(table.fields().point(1));
  WrittenInput layer("s", {{"x", "y"}, {"1", "2"}, {"1", "2"}});
  layer.with(table::GeometryKind::point, {geo::XY{7, 8}, std::monostate{}});
  CHECK(layer.fields().point(0) == geo::XY{7, 8});
  CHECK_FALSE(layer.fields().point(1));
  CHECK(layer.fields().polygon(0) == nullptr);
  CHECK(table.fields().polygon(0) == nullptr);
  CHECK(layer.fields().where(1) == "s.csv, feature 2");
  CHECK(table.fields().where(1) == "s.csv, line 3");
}

}  // namespace
}  // namespace maillage::sources
