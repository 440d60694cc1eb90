#include "maillage/network/snap.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "maillage/core/error.hpp"
#include "oracle.hpp"

namespace maillage::network {
namespace {

using Catch::Matchers::WithinAbs;

double distance_to_piece(geo::XY a, geo::XY b, geo::XY p) {
  const double length = geo::distance(a, b);
  if (length == 0) return geo::distance(a, p);
  const double t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length);
  const double clamped = std::fmin(1, std::fmax(0, t));
  return geo::distance({a.x + clamped * (b.x - a.x), a.y + clamped * (b.y - a.y)}, p);
}

TEST_CASE("the index finds the nearest road that looking at all of them finds") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    const oracle::RandomNetwork network = oracle::random_network(seed, 300, 40 * seed, 20000);
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    const SnapIndex index(graph);
    std::mt19937 random(seed);
    for (int i = 0; i < 200; ++i) {
      const geo::XY p{598000 + static_cast<double>(random() % 24000),
                      6198000 + static_cast<double>(random() % 24000)};
      double least = std::numeric_limits<double>::infinity();
      for (RoadIndex r = 0; r < graph.roads(); ++r) {
        const auto line = graph.line(r);
        for (std::size_t k = 0; k + 1 < line.size(); ++k)
          least = std::fmin(least, distance_to_piece(line[k], line[k + 1], p));
      }
      const double limit = i % 2 == 0 ? 1e9 : 150;
      const auto foot = index.nearest(p, limit);
      REQUIRE(foot.has_value() == (least <= limit));
      if (!foot) continue;
      CHECK_THAT(foot->distance, WithinAbs(least, 1e-6));
      CHECK_THAT(geo::distance(foot->point, p), WithinAbs(least, 1e-6));
      // The fraction leads to the same point.
      const auto line = graph.line(foot->road);
      double along = foot->fraction * geo::length({line.begin(), line.end()});
      std::size_t k = 0;
      while (k + 2 < line.size() && along > geo::distance(line[k], line[k + 1]))
        along -= geo::distance(line[k], line[k + 1]), ++k;
      const double part =
          geo::distance(line[k], line[k + 1]) == 0 ? 0 : along / geo::distance(line[k], line[k + 1]);
      CHECK_THAT(line[k].x + part * (line[k + 1].x - line[k].x), WithinAbs(foot->point.x, 1e-5));
      CHECK_THAT(line[k].y + part * (line[k + 1].y - line[k].y), WithinAbs(foot->point.y, 1e-5));
    }
  }
}

// a ─100 m─ b ─100 m─ c, and d ─ e apart; a → b → c one way except b ↔ c.
RoadGraph small_network(Diagnostics& diagnostics, bool with_island = true) {
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const auto a = builder.node("a"), b = builder.node("b"), c = builder.node("c");
  const geo::LineString ab{{0, 0}, {100, 0}}, bc{{100, 0}, {200, 0}}, de{{0, 900}, {100, 900}};
  builder.add({"ab", a, b, ab, 100, 10001, Direction::both});
  builder.add({"bc", b, c, bc, 300, 9000, Direction::both});
  if (with_island)
    builder.add({"de", builder.node("d"), builder.node("e"), de, 100, 5000, Direction::forward});
  return builder.build();
}

TEST_CASE("places join at the perpendicular foot with an access leg") {
  Diagnostics diagnostics;
  const RoadGraph graph = small_network(diagnostics);
  const SnapIndex index(graph);
  const std::vector<travel::Place> places{
      {"beside", {25, 50}},  {"at b", {100, 0}}, {"past c", {300, 0}},
      {"island", {50, 905}}, {"far", {0, 5000}}, {"nowhere", {std::numeric_limits<double>::quiet_NaN(), 0}}};
  const auto anchors = index.join(places, "cabinets", {Metres(1000), 5}, {}, diagnostics);
  CHECK(anchors[0].on == Anchor::On::road);
  CHECK(anchors[0].fraction == 0.25);
  CHECK(anchors[0].foot == geo::XY{25, 0});
  CHECK(anchors[0].access_ms == 36000);  // 50 m at 5 km/h
  CHECK(anchors[1].on == Anchor::On::node);
  CHECK(anchors[1].access_ms == 0);
  CHECK(graph.key(anchors[1].index) == "b");
  CHECK(graph.key(anchors[2].index) == "c");
  CHECK(anchors[2].distance_m == 100);
  CHECK(anchors[3].component != 0);
  CHECK(anchors[4].on == Anchor::On::nothing);
  CHECK(anchors[4].distance_m == 4100);
  CHECK(anchors[5].on == Anchor::On::nothing);
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.all()[0].code == "point-on-cut-off-road");
  CHECK(diagnostics.all()[0].subject == "cabinets");
  CHECK(diagnostics.all()[0].first_ids == std::vector<std::string>{"island"});
  CHECK(diagnostics.all()[1].code == "point-off-network");
  CHECK(diagnostics.all()[1].first_ids == std::vector<std::string>{"far"});
  CHECK(diagnostics.all()[2].code == "place-without-position");
}

TEST_CASE("the snap limit is closed, and zero joins only what lies on a road") {
  Diagnostics diagnostics;
  const RoadGraph graph = small_network(diagnostics);
  const SnapIndex index(graph);
  CHECK(index.nearest({50, 30}, 30).has_value());
  CHECK_FALSE(index.nearest({50, 30.001}, 30).has_value());
  CHECK(index.nearest({50, 0}, 0).has_value());
  CHECK_FALSE(index.nearest({50, 1e-6}, 0).has_value());
}

TEST_CASE("at equal distance the first road of the input is taken") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const geo::LineString line{{0, 0}, {100, 0}};
  builder.add({"slow", builder.node("a"), builder.node("b"), line, 100, 9000, Direction::both});
  builder.add({"fast", builder.node("a"), builder.node("b"), line, 100, 1000, Direction::both});
  const RoadGraph graph = builder.build();
  CHECK(SnapIndex(graph).nearest({40, 7}, 1000)->road == 0);
}

TEST_CASE("a cut road is llround(ms · f) and the remainder, in both directions") {
  Diagnostics diagnostics;
  const RoadGraph graph = small_network(diagnostics);
  Anchor anchor;
  anchor.on = Anchor::On::road;
  anchor.index = 0;
  anchor.fraction = 0.5;  // of 10 001 ms: 5 000.5 → 5 001 before, 5 000 after
  CHECK(ms_before(10001, 0.5) == 5001);
  const Seeds out = seeds(graph, anchor, Sense::leaving);
  const Seeds in = seeds(graph, anchor, Sense::arriving);
  const NodeIndex a = graph.find("a").value();
  const NodeIndex b = graph.find("b").value();
  CHECK(out.values == std::array<Seed, 2>{Seed{b, 5000}, Seed{a, 5001}});
  CHECK(in.values == std::array<Seed, 2>{Seed{a, 5001}, Seed{b, 5000}});
}

TEST_CASE("roads without geometry and networks in degrees are not snapped to") {
  Diagnostics diagnostics;
  GraphBuilder drawn({geo::wgs84, 0}, diagnostics);
  const geo::LineString line{{2, 45}, {2.1, 45}};
  drawn.add({"r", no_index, no_index, line, 8000, 1000});
  const RoadGraph degrees = drawn.build();
  CHECK_THROWS_AS(SnapIndex(degrees), Error);
  GraphBuilder unknown({{}, 0}, diagnostics);
  unknown.add({"r", unknown.node("a"), unknown.node("b"), {}, 8000, 1000});
  const RoadGraph nowhere = unknown.build();
  CHECK_THROWS_AS(SnapIndex(nowhere), Error);
  GraphBuilder bare({geo::lambert93, 0}, diagnostics);
  bare.add({"r", bare.node("a"), bare.node("b"), {}, 8000, 1000});
  const RoadGraph undrawn = bare.build();
  CHECK_FALSE(SnapIndex(undrawn).nearest({0, 0}, 1e9).has_value());
}

TEST_CASE("a ferry is boarded at its ends only") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const geo::LineString land{{0, 0}, {100, 0}}, sea{{100, 0}, {5000, 0}};
  builder.add({"land", builder.node("a"), builder.node("b"), land, 100, 6000});
  builder.add(
      {"sea", builder.node("b"), builder.node("i"), sea, 5000, 900000, Direction::both, false, false});
  const RoadGraph graph = builder.build();
  const SnapIndex index(graph);
  CHECK_FALSE(index.nearest({2500, 10}, 1000).has_value());
  const auto stage = index.nearest({5000, 10}, 1000);
  REQUIRE(stage.has_value());
  CHECK(stage->road == no_index);
  CHECK(graph.key(stage->node) == "i");
  const std::vector<travel::Place> places{{"islander", {5003, 4}}};
  const auto anchors = index.join(places, "places", {}, {}, diagnostics);
  CHECK(anchors[0].on == Anchor::On::node);
  CHECK(anchors[0].distance_m == 5);
  CHECK(diagnostics.all().empty());
}

TEST_CASE("snap options out of range are usage errors") {
  Diagnostics diagnostics;
  const RoadGraph graph = small_network(diagnostics);
  const SnapIndex index(graph);
  CHECK_THROWS_AS(index.join({}, "x", {Metres(-1), 5}, {}, diagnostics), Error);
  CHECK_THROWS_AS(index.join({}, "x", {Metres(10), 0}, {}, diagnostics), Error);
}

}  // namespace
}  // namespace maillage::network
