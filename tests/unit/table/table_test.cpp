#include "maillage/table/table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maillage/core/error.hpp"

using namespace maillage::table;
using maillage::Error;

namespace {

Column column(std::string name, Values values) {
  Column c;
  c.name = std::move(name);
  c.values = std::move(values);
  return c;
}

}  // namespace

TEST_CASE("cells as numbers and as text for files") {
  Table table("sites", "Lieux");
  Column beds = column("beds", Integers{12, 0, 7});
  beds.set_missing(1);
  table.add(std::move(beds));
  table.add(column("minutes", Reals{0.1, 20, 1e-7}));
  table.add(column("name", Texts{"a", "", "c"}));
  REQUIRE(table.rows() == 3);
  CHECK(table.at("beds").number(0) == 12);
  CHECK(std::isnan(table.at("beds").number(1)));
  CHECK(table.at("beds").text(1).empty());
  CHECK(table.at("minutes").text(0) == "0.1");
  CHECK(table.at("minutes").text(2) == "1e-07");
  CHECK(table.at("name").text(2) == "c");
  CHECK(table.at("beds").alias == "beds");  // its name stands in for an alias nobody gave
}

TEST_CASE("times in seconds keep three decimals in text files") {
  Column column{"seconds_gp", "", "s", "", Reals{0, 930.5, 0.0004}};
  CHECK(column.text(1) == "930.5");
  column.decimals = 3;
  column.set_missing(2);
  CHECK(column.text(0) == "0.000");
  CHECK(column.text(1) == "930.500");
  CHECK(column.text(2).empty());
}

TEST_CASE("titles of columns carry the unit and are no two alike") {
  Table table("sites");
  table.add({"minutes", "Temps", "min", "", Reals{1}, {}});
  table.add({"minutes_gp", "Temps", "min", "", Reals{1}, {}});
  table.add({"code", "", "", "", Texts{"x"}, {}});
  CHECK(column_titles(table) == std::vector<std::string>{"Temps (min)", "Temps (min) [minutes_gp]", "code"});
}

TEST_CASE("columns of another length, doubled or unknown are bugs that are said") {
  Table table("sites");
  table.add(column("a", Integers{1, 2}));
  CHECK_THROWS_AS(table.add(column("b", Integers{1})), Error);
  CHECK_THROWS_AS(table.add(column("a", Integers{1, 2})), Error);
  CHECK_THROWS_AS(table.at("c"), Error);
  CHECK(table.find("c") == nullptr);
  GeometryColumn geometry;
  geometry.rows.resize(3);
  CHECK_THROWS_AS(table.set_geometry(std::move(geometry)), Error);
}

TEST_CASE("an empty table keeps the length of its first column") {
  Table table("none");
  CHECK(table.rows() == 0);
  table.add(column("a", Texts{}));
  CHECK_THROWS_AS(table.add(column("b", Texts{"x"})), Error);
}
