#include "maillage/network/builder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <set>

#include "maillage/core/error.hpp"
#include "oracle.hpp"

namespace maillage::network {
namespace {

const geo::LineString east{{0, 0}, {100, 0}};

TEST_CASE("edge times are whole milliseconds of length over speed") {
  CHECK(edge_milliseconds(1000, 60) == 60000);
  CHECK(edge_milliseconds(49.39, 30) == 5927);  // 5926.8
  CHECK(edge_milliseconds(0, 130) == 0);
  CHECK(edge_milliseconds(1e300, 1e-300) == std::int64_t{1} << 62U);
}

TEST_CASE("nodes have ids of any text, and are found by them") {
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  const NodeIndex stop = builder.node("pt_STP-TR00036");
  CHECK(builder.node(std::int64_t{42}) == builder.node("42"));
  REQUIRE(builder.add({"r", stop, builder.node("42"), east, 100, 6000}));
  const RoadGraph graph = builder.build();
  REQUIRE(graph.nodes() == 2);
  CHECK(graph.key(graph.find("pt_STP-TR00036").value()) == "pt_STP-TR00036");
  CHECK(graph.position(graph.find("42").value()) == geo::XY{100, 0});
  CHECK_FALSE(graph.find("43").has_value());
  CHECK_FALSE(graph.find("").has_value());
  CHECK(graph.edges() == 2);
  CHECK(diagnostics.all().empty());
}

TEST_CASE("roads without ids join at their coordinates, exactly or within a tolerance") {
  const geo::LineString next{{100.4, 0}, {200, 0}};
  for (const double tolerance : {0.0, 0.5}) {
    Diagnostics diagnostics;
    GraphBuilder builder({geo::lambert93, tolerance}, diagnostics);
    REQUIRE(builder.add({"a", no_index, no_index, east, 100, 6000}));
    REQUIRE(builder.add({"b", no_index, no_index, next, 100, 6000}));
    const RoadGraph graph = builder.build();
    CHECK(graph.nodes() == (tolerance == 0 ? 4U : 3U));
    CHECK(graph.component_sizes().size() == (tolerance == 0 ? 2U : 1U));
  }
  Diagnostics diagnostics;
  CHECK_THROWS_AS(GraphBuilder({geo::lambert93, -1}, diagnostics), Error);
}

TEST_CASE("the nearest node within the tolerance is joined, not the first") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 1}, diagnostics);
  const geo::LineString a{{0, 0}, {10, 0}};
  const geo::LineString b{{11.5, 0}, {30, 0}};
  const geo::LineString c{{10.8, 0}, {10.8, 50}};  // .8 from a's end, .7 from b's start
  REQUIRE(builder.add({"a", no_index, no_index, a, 10, 1}));
  REQUIRE(builder.add({"b", no_index, no_index, b, 10, 1}));
  REQUIRE(builder.add({"c", no_index, no_index, c, 10, 1}));
  const RoadGraph graph = builder.build();
  CHECK(graph.road(2).from == graph.road(1).from);
  CHECK(graph.road(2).from != graph.road(0).to);
}

TEST_CASE("what cannot be used is dropped with its reason") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const geo::LineString broken{{0, 0}, {nan, 0}};
  const geo::LineString point{{7, 7}, {7, 7}};
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  CHECK_FALSE(builder.add({"nan", no_index, no_index, east, nan, 5}));
  CHECK_FALSE(builder.add({"negative", no_index, no_index, east, -1, 5}));
  CHECK_FALSE(builder.add({"past", no_index, no_index, east, 1, -5}));
  CHECK_FALSE(builder.add({"slow", no_index, no_index, east, 1, std::int64_t{1} << 31U}));
  CHECK_FALSE(builder.add({"nowhere", no_index, no_index, {}, 1, 5}));
  CHECK_FALSE(builder.add({"broken", no_index, no_index, broken, 1, 5}));
  CHECK_FALSE(builder.add({"point", no_index, no_index, point, 0, 0}));
  CHECK_FALSE(builder.add({"shut", no_index, no_index, east, 1, 5, Direction::both, true}));
  CHECK_THROWS_AS(builder.build(), Error);
  REQUIRE(builder.add({"slowest", no_index, no_index, east, 1, longest_ms}));
  CHECK(builder.build().edges() == 2);
  std::set<std::string> codes;
  for (const Diagnostic& d : diagnostics.all()) codes.insert(d.code);
  CHECK(codes == std::set<std::string>{"road-length-invalid", "road-time-invalid", "road-too-slow",
                                       "road-without-node", "road-geometry-invalid", "road-going-nowhere",
                                       "road-closed"});
  CHECK(diagnostics.count("road-length-invalid") == 2);
}

TEST_CASE("a road of no length between two nodes connects them") {
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  REQUIRE(builder.add({"link", builder.node("a"), builder.node("b"), {}, 0, 0}));
  const RoadGraph graph = builder.build();
  CHECK(graph.component_sizes().size() == 1);
  CHECK(graph.line(0).empty());
}

TEST_CASE("two one-way roads drawn the other way round become one road of two directions") {
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  const geo::LineString west{{100, 0}, {0, 0}};
  const geo::LineString bent{{100, 0}, {50, 1}, {0, 0}};
  const auto a = builder.node("a");
  const auto b = builder.node("b");
  REQUIRE(builder.add({"bent", b, a, bent, 101, 9000, Direction::forward}));
  REQUIRE(builder.add({"there", a, b, east, 100, 6000, Direction::forward}));
  REQUIRE(builder.add({"back, other length", b, a, west, 120, 8000, Direction::forward}));
  REQUIRE(builder.add({"back", b, a, west, 100, 7000, Direction::forward}));
  const RoadGraph graph = builder.build();
  REQUIRE(graph.roads() == 3);
  CHECK(graph.edges() == 4);
  const Road& merged = graph.road(1);
  CHECK(merged.forward_ms == 6000);
  CHECK(merged.backward_ms == 7000);  // the one of equal length
  CHECK(graph.road(0).backward_ms == impassable);
  CHECK(graph.line(0).size() == 3);
  CHECK(graph.line(2)[0] == geo::XY{100, 0});
}

TEST_CASE("rows hold every edge of the input, forward and backward") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const oracle::RandomNetwork network = oracle::random_network(seed, 30, 60, 5000);
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    using Triple = std::tuple<std::string, std::string, std::uint32_t>;
    std::multiset<Triple> wanted, forward, backward;
    std::size_t dropped = 0;
    for (const auto& e : network.plain().edges) {
      wanted.emplace(std::to_string(e.from), std::to_string(e.to), static_cast<std::uint32_t>(e.ms));
    }
    for (NodeIndex n = 0; n < graph.nodes(); ++n) {
      EdgeIndex edge = graph.first_edge(n);
      for (const Edge& e : graph.leaving(n)) {
        forward.emplace(graph.key(n), graph.key(e.node), e.ms);
        const EdgeRoad of = graph.edge_road(edge++);
        const Road& road = graph.road(of.road);
        CHECK((of.backward ? road.to : road.from) == n);
        CHECK((of.backward ? road.backward_ms : road.forward_ms) == e.ms);
      }
      for (const Edge& e : graph.arriving(n)) backward.emplace(graph.key(e.node), graph.key(n), e.ms);
    }
    CHECK(dropped == 0);
    REQUIRE(forward == wanted);
    REQUIRE(backward == wanted);
  }
}

TEST_CASE("components hold the nodes that reach each other, the largest first") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const oracle::RandomNetwork network = oracle::random_network(seed, 40, 45, 5000);
    const oracle::PlainGraph plain = network.plain();
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    std::vector<std::vector<std::int64_t>> times;
    for (std::size_t s = 0; s < plain.nodes; ++s) times.push_back(oracle::dijkstra(plain, s));
    std::vector<std::uint32_t> sizes(graph.component_sizes().size(), 0);
    for (NodeIndex a = 0; a < graph.nodes(); ++a) {
      ++sizes[graph.component(a)];
      for (NodeIndex b = 0; b < graph.nodes(); ++b) {
        const std::size_t i = std::stoul(std::string(graph.key(a)));
        const std::size_t j = std::stoul(std::string(graph.key(b)));
        const bool both = times[i][j] != oracle::never && times[j][i] != oracle::never;
        REQUIRE((graph.component(a) == graph.component(b)) == both);
      }
    }
    CHECK(std::equal(sizes.begin(), sizes.end(), graph.component_sizes().begin(),
                     graph.component_sizes().end()));
    CHECK(std::is_sorted(sizes.rbegin(), sizes.rend()));
  }
}

TEST_CASE("a chain of a million nodes does not overflow the stack") {
  std::vector<std::uint32_t> starts{0};
  std::vector<Edge> edges;
  constexpr NodeIndex count = 1000000;
  for (NodeIndex n = 0; n < count; ++n) {
    edges.push_back({(n + 1) % count, 1});
    starts.push_back(static_cast<std::uint32_t>(edges.size()));
  }
  CHECK(strong_components(starts, edges).sizes == std::vector<std::uint32_t>{count});
}

}  // namespace
}  // namespace maillage::network
