#include "maillage/sources/roads.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>
#include <vector>

#include "maillage/core/error.hpp"
#include "maillage/network/search.hpp"

namespace maillage::sources {
namespace {

using network::NodeIndex;
using network::RoadGraph;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

table::Column texts(std::string name, table::Texts values) {
  return {std::move(name), {}, {}, {}, std::move(values), {}};
}
table::Column reals(std::string name, table::Reals values) {
  return {std::move(name), {}, {}, {}, std::move(values), {}};
}
table::Column integers(std::string name, table::Integers values) {
  return {std::move(name), {}, {}, {}, std::move(values), {}};
}

table::GeometryColumn lines(std::vector<geo::MultiLineString> rows, geo::Crs crs = geo::lambert93) {
  table::GeometryColumn geometry{table::GeometryKind::line, crs, {}};
  for (auto& row : rows) geometry.rows.emplace_back(std::move(row));
  return geometry;
}

// The time from a node to the next over one edge; impassable when there is none.
std::uint32_t edge_ms(const RoadGraph& graph, const std::string& from, const std::string& to) {
  const NodeIndex a = graph.find(from).value();
  const NodeIndex b = graph.find(to).value();
  std::uint32_t least = network::impassable;
  for (const network::Edge& e : graph.leaving(a)) {
    if (e.node == b) least = std::min(least, e.ms);
  }
  return least;
}

std::string message_of(const table::Table& table, const RoadMapping& mapping, ErrorCode code) {
  Diagnostics diagnostics;
  try {
    (void)read_roads(table, mapping, diagnostics);
  } catch (const Error& error) {
    CHECK(error.code() == code);
    return error.what();
  }
  FAIL("no error");
  return {};
}

table::Table plain_table() {
  table::Table t("roads");
  t.add(integers("from_node", {1, 2, 3}));
  t.add(texts("to_node", {"2", "pt_STP", "1"}));
  t.add(reals("length_m", {1000, 500, 250}));
  t.add(reals("speed_kmh", {60, 50, 30}));
  t.add(texts("direction", {"both", "forward", "backward"}));
  return t;
}

TEST_CASE("roads by node ids: times, directions, ids of any type") {
  const table::Table t = plain_table();
  const RoadMapping mapping = recognise_roads(t);
  CHECK(describe(mapping) ==
        "from=from_node, to=to_node, length=length_m, speed=speed_kmh, direction=direction");
  Diagnostics diagnostics;
  const RoadGraph graph = read_roads(t, mapping, diagnostics);
  CHECK(diagnostics.all().empty());
  CHECK(edge_ms(graph, "1", "2") == 60000);
  CHECK(edge_ms(graph, "2", "1") == 60000);
  CHECK(edge_ms(graph, "2", "pt_STP") == 36000);
  CHECK(edge_ms(graph, "pt_STP", "2") == network::impassable);
  CHECK(edge_ms(graph, "1", "3") == 30000);
  CHECK(edge_ms(graph, "3", "1") == network::impassable);
}

TEST_CASE("columns are recognised without case, and the best known name first") {
  table::Table t("roads");
  t.add(texts("Maxspeed", {"50"}));
  t.add(reals("freespeed_kmh", {50}));
  t.add(texts("HIGHWAY", {"primary"}));
  t.add(texts("from", {"a"}));
  const RoadMapping mapping = recognise_roads(t);
  CHECK(mapping.speed == "freespeed_kmh");
  CHECK(mapping.road_class == "HIGHWAY");
  CHECK(mapping.from.empty());  // one end alone names no nodes
}

TEST_CASE("ferries take their duration and are joined at their ends only") {
  table::Table t("roads");
  t.add(texts("from", {"a", "b"}));
  t.add(texts("to", {"b", "c"}));
  t.add(reals("length_m", {1000, 20000}));
  table::Column speed = reals("speed_kmh", {60, 0});
  speed.set_missing(1);
  t.add(speed);
  table::Column duration = reals("duration_min", {0, 45.5});
  duration.set_missing(0);
  t.add(duration);
  t.add(texts("direction", {"both", "both"}));
  t.set_geometry(lines({{{{0, 0}, {1000, 0}}}, {{{1000, 0}, {21000, 0}}}}));
  Diagnostics diagnostics;
  const RoadGraph graph = read_roads(t, recognise_roads(t), diagnostics);
  CHECK(diagnostics.all().empty());
  CHECK(edge_ms(graph, "b", "c") == 2730000);
  CHECK(graph.line(0).size() == 2);
  CHECK(graph.line(1).empty());
  CHECK(graph.position(graph.find("c").value()) == geo::XY{21000, 0});
}

TEST_CASE("speeds: by class where there is none, units understood, wrong ones dropped and named") {
  table::Table t("roads");
  t.add(texts("id",
              {"plain", "unit", "miles", "word", "class only", "unknown class", "negative", "zero", "nan"}));
  t.add(texts("from", table::Texts(9, "a")));
  t.add(texts("to", {"1", "2", "3", "4", "5", "6", "7", "8", "9"}));
  t.add(reals("length_m", table::Reals(9, 1000)));
  t.add(texts("maxspeed", {"50", "80 km/h", "30 mph", "FR:urban", "", "", "-50", "0", "nan"}));
  t.add(texts("highway", {"x", "x", "x", "Primary", "residential", "x", "primary", "primary", "primary"}));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  mapping.class_speeds = {{"primary", 80}, {"residential", 25}};
  Diagnostics diagnostics;
  const RoadGraph graph = read_roads(t, mapping, diagnostics);
  CHECK(edge_ms(graph, "a", "1") == 72000);
  CHECK(edge_ms(graph, "a", "2") == 45000);
  CHECK(edge_ms(graph, "a", "3") == 74565);  // 48.28032 km/h
  CHECK(edge_ms(graph, "a", "4") == 45000);
  CHECK(edge_ms(graph, "a", "5") == 144000);
  CHECK(graph.roads() == 5);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].code == "road-without-speed");
  CHECK(diagnostics.all()[0].first_ids == std::vector<std::string>{"unknown class"});
  CHECK(diagnostics.all()[1].code == "road-speed-invalid");
  CHECK(diagnostics.all()[1].first_ids == std::vector<std::string>{"negative", "zero", "nan"});
  for (const ClassSpeed& speed : default_class_speeds()) CHECK((speed.kmh >= 15 && speed.kmh <= 130));
}

TEST_CASE("lengths: negative, missing and text that is no number") {
  table::Table t("roads");
  t.add(texts("from", {"a", "a", "a", "a"}));
  t.add(texts("to", {"b", "c", "d", "e"}));
  t.add(texts("length_m", {"-5", "", "12,5", "100"}));
  t.add(reals("speed_kmh", {36, 36, 36, 36}));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  SECTION("without a drawing the length cannot be made up") {
    Diagnostics diagnostics;
    const RoadGraph graph = read_roads(t, mapping, diagnostics);
    CHECK(graph.roads() == 1);
    CHECK(diagnostics.count("road-length-invalid") == 2);
    CHECK(diagnostics.count("road-without-length") == 1);
  }
  SECTION("with one it is measured, and said") {
    const geo::MultiLineString line{{{0, 0}, {30, 40}}};
    t.set_geometry(lines({line, line, line, line}));
    Diagnostics diagnostics;
    const RoadGraph graph = read_roads(t, mapping, diagnostics);
    CHECK(graph.roads() == 2);
    CHECK(edge_ms(graph, "a", "c") == 5000);
    CHECK(diagnostics.count("road-length-from-drawing") == 1);
  }
}

TEST_CASE("a road of over 2^31 ms is dropped and said") {
  table::Table t("roads");
  t.add(texts("from", {"a", "a"}));
  t.add(texts("to", {"b", "c"}));
  t.add(reals("length_m", {1000000, 1000}));
  t.add(reals("speed_kmh", {0.001, 60}));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  Diagnostics diagnostics;
  CHECK(read_roads(t, mapping, diagnostics).roads() == 1);
  CHECK(diagnostics.count("road-too-slow") == 1);
}

TEST_CASE("words of direction") {
  table::Table t("roads");
  const table::Texts words{"yes", "no", "-1", "", "Sens direct", "Sens inverse", "Double sens", "sideways"};
  t.add(texts("from", table::Texts(8, "a")));
  t.add(texts("to", {"1", "2", "3", "4", "5", "6", "7", "8"}));
  t.add(reals("length_m", table::Reals(8, 10)));
  t.add(reals("speed_kmh", table::Reals(8, 36)));
  t.add(texts("oneway", words));
  Diagnostics diagnostics;
  const RoadGraph graph = read_roads(t, recognise_roads(t), diagnostics);
  const auto open = [&](const std::string& node) {
    return std::string(edge_ms(graph, "a", node) != network::impassable ? ">" : "") +
           (edge_ms(graph, node, "a") != network::impassable ? "<" : "");
  };
  CHECK(open("1") == ">");
  CHECK(open("2") == "><");
  CHECK(open("3") == "<");
  CHECK(open("4") == "><");
  CHECK(open("5") == ">");
  CHECK(open("6") == "<");
  CHECK(open("7") == "><");
  CHECK(diagnostics.count("road-direction-unknown") == 1);
}

TEST_CASE("the letters of Geofabrik count only beside a B: T alone may be 'true'") {
  for (const bool with_b : {true, false}) {
    table::Table t("roads");
    t.add(texts("from", {"a", "a", "a"}));
    t.add(texts("to", {"1", "2", "3"}));
    t.add(reals("length_m", {10, 10, 10}));
    t.add(reals("speed_kmh", {36, 36, 36}));
    t.add(texts("oneway", {"T", "F", with_b ? "B" : "no"}));
    Diagnostics diagnostics;
    const RoadGraph graph = read_roads(t, recognise_roads(t), diagnostics);
    CHECK(diagnostics.count("road-direction-unknown") == (with_b ? 0U : 2U));
    CHECK(graph.edges() == (with_b ? 4U : 2U));
  }
}

TEST_CASE("lines without node ids join at their ends, parts share length and duration") {
  table::Table t("roads");
  t.add(reals("length_m", {600, 100}));
  t.add(reals("speed_kmh", {36, 36}));
  t.set_geometry(lines({{{{0, 0}, {100, 0}}, {{100, 0}, {100, 200}}}, {{{100, 200}, {0, 200}}}}));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  Diagnostics diagnostics;
  const RoadGraph graph = read_roads(t, mapping, diagnostics);
  CHECK(graph.nodes() == 4);
  CHECK(graph.component_sizes().size() == 1);
  CHECK(graph.road(0).forward_ms == 20000);
  CHECK(graph.road(1).forward_ms == 40000);
  CHECK(graph.road(1).forward_mm == 400000);
  CHECK(diagnostics.count("road-of-several-lines") == 1);
}

TEST_CASE("a file with a line per direction is told from one with a line per road") {
  table::Table each("roads");
  each.add(texts("from", {"a", "b", "b", "c", "x"}));
  each.add(texts("to", {"b", "a", "c", "b", "a"}));
  CHECK(has_line_per_direction(each, recognise_roads(each)));
  table::Table once("roads");
  once.add(texts("from", {"a", "b", "c"}));
  once.add(texts("to", {"b", "c", "a"}));
  CHECK_FALSE(has_line_per_direction(once, recognise_roads(once)));
  table::Table drawn("roads");
  drawn.add(reals("speed_kmh", {36, 36}));
  drawn.set_geometry(lines({{{{0, 0}, {5, 0}}}, {{{5, 0}, {2, 1}, {0, 0}}}}));
  CHECK(has_line_per_direction(drawn, recognise_roads(drawn)));
  CHECK_FALSE(has_line_per_direction(table::Table("roads"), {}));
}

TEST_CASE("what must be said is asked for") {
  const table::Table t = plain_table();
  RoadMapping mapping = recognise_roads(t);
  SECTION("a column that is not there, with the nearest") {
    mapping.speed = "sped_kmh";
    CHECK(message_of(t, mapping, ErrorCode::usage).find("« speed_kmh »") != std::string::npos);
  }
  SECTION("no speed") {
    mapping.speed.clear();
    CHECK(message_of(t, mapping, ErrorCode::usage).find("how fast") != std::string::npos);
  }
  SECTION("no direction") {
    mapping.direction.clear();
    CHECK(message_of(t, mapping, ErrorCode::usage).find("direction") != std::string::npos);
  }
  SECTION("one end only") {
    mapping.to.clear();
    CHECK(message_of(t, mapping, ErrorCode::usage).find("one end") != std::string::npos);
  }
  SECTION("no lines and no lengths") {
    mapping.length.clear();
    CHECK(message_of(t, mapping, ErrorCode::usage).find("no lines") != std::string::npos);
  }
}

TEST_CASE("degrees are not lengths: they must be stated") {
  table::Table t("roads");
  t.add(texts("from", {"a"}));
  t.add(texts("to", {"b"}));
  t.add(reals("speed_kmh", {36}));
  t.set_geometry(lines({{{{9, 42}, {9.1, 42}}}}, geo::wgs84));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  CHECK(message_of(t, mapping, ErrorCode::crs).find("EPSG:4326") != std::string::npos);
  t.add(reals("length_m", {100}));
  mapping.length = "length_m";
  Diagnostics diagnostics;
  CHECK(edge_ms(read_roads(t, mapping, diagnostics), "a", "b") == 10000);
}

TEST_CASE("a network without any usable road is an error") {
  table::Table t("roads");
  t.add(texts("from", {"a"}));
  t.add(texts("to", {"b"}));
  t.add(reals("length_m", {nan}));
  t.add(reals("speed_kmh", {36}));
  RoadMapping mapping = recognise_roads(t);
  mapping.line_direction = network::Direction::both;
  CHECK(message_of(t, mapping, ErrorCode::input).find("no usable road") != std::string::npos);
}

}  // namespace
}  // namespace maillage::sources
