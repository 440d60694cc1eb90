#include "maillage/network/model.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <set>

#include "maillage/core/error.hpp"
#include "oracle.hpp"

namespace maillage::network {
namespace {

std::vector<travel::Place> random_places(unsigned seed, std::size_t count,
                                         const oracle::RandomNetwork& network) {
  std::mt19937 random(seed);
  std::vector<travel::Place> places;
  for (std::size_t i = 0; i < count; ++i) {
    geo::XY p = network.nodes[random() % network.nodes.size()];  // some exactly on a node
    if (i % 4 != 0)
      p.x += static_cast<double>(random() % 200) - 100, p.y += static_cast<double>(random() % 200) - 100;
    if (i % 4 == 3) {  // some exactly on a road
      const auto& line = network.roads[random() % network.roads.size()].line;
      const double t = static_cast<double>(random() % 1000) / 1000;
      p = {line[0].x + t * (line[1].x - line[0].x), line[0].y + t * (line[1].y - line[0].y)};
    }
    places.push_back({std::to_string(i), p});
  }
  return places;
}

// The network with every anchored road physically cut, and a node for every place tied to its foot by the access leg.
struct CutNetwork {
  oracle::PlainGraph graph;
  std::vector<std::size_t> place_nodes;
};

CutNetwork cut(const RoadGraph& graph, const std::vector<Anchor>& anchors) {
  CutNetwork result;
  result.graph.nodes = graph.nodes();
  std::map<RoadIndex, std::set<double>> cuts;
  for (const Anchor& a : anchors) {
    if (a.on == Anchor::On::road) cuts[a.index].insert(a.fraction);
  }
  std::map<std::pair<RoadIndex, double>, std::size_t> cut_nodes;
  for (RoadIndex r = 0; r < graph.roads(); ++r) {
    const Road& road = graph.road(r);
    std::vector<std::size_t> nodes{road.from};
    std::vector<double> fractions{0};
    for (const double f : cuts[r]) {
      nodes.push_back(cut_nodes[{r, f}] = result.graph.add_node());
      fractions.push_back(f);
    }
    nodes.push_back(road.to);
    const auto pieces = [&](std::uint32_t ms, bool backward) {
      std::int64_t before = 0;
      for (std::size_t i = 1; i < nodes.size(); ++i) {
        const std::int64_t end = i + 1 == nodes.size() ? ms : std::llround(ms * fractions[i]);
        if (backward) result.graph.add(nodes[i], nodes[i - 1], end - before);
        if (!backward) result.graph.add(nodes[i - 1], nodes[i], end - before);
        before = end;
      }
    };
    if (road.forward_ms != impassable) pieces(road.forward_ms, false);
    if (road.backward_ms != impassable) pieces(road.backward_ms, true);
  }
  for (const Anchor& a : anchors) {
    const std::size_t place = result.graph.add_node();
    result.place_nodes.push_back(place);
    if (a.on == Anchor::On::nothing) continue;
    const std::size_t foot = a.on == Anchor::On::node ? a.index : cut_nodes.at({a.index, a.fraction});
    result.graph.add(place, foot, a.access_ms);
    result.graph.add(foot, place, a.access_ms);
  }
  return result;
}

struct Case {
  RoadGraph graph;
  std::vector<Anchor> anchors;
  std::vector<std::vector<std::int64_t>> times;  // by the textbook on the cut network
};

Case random_case(unsigned seed) {
  const oracle::RandomNetwork network = oracle::random_network(seed, 25, 45, seed % 2 == 0 ? 400 : 6000);
  Diagnostics diagnostics;
  RoadGraph graph = network.build(diagnostics);
  const auto places = random_places(seed, 40, network);
  auto anchors = SnapIndex(graph).join(places, "places", {Metres(80), 5}, {1}, diagnostics);
  const CutNetwork split = cut(graph, anchors);
  std::vector<std::vector<std::int64_t>> times;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const auto all = oracle::dijkstra(split.graph, split.place_nodes[i]);
    std::vector<std::int64_t> row;
    for (std::size_t j = 0; j < anchors.size(); ++j) {
      const bool joined = anchors[i].on != Anchor::On::nothing && anchors[j].on != Anchor::On::nothing;
      const bool same = joined && anchors[i].place == anchors[j].place;
      row.push_back(!joined ? oracle::never : same ? 0 : all[split.place_nodes[j]]);
    }
    times.push_back(row);
  }
  return {std::move(graph), std::move(anchors), std::move(times)};
}

std::vector<travel::Time> bounded(const std::vector<std::int64_t>& row, std::size_t first,
                                  std::int64_t limit) {
  std::vector<travel::Time> times;
  for (std::size_t j = first; j < row.size(); ++j) {
    if (row[j] <= limit)
      times.push_back({static_cast<std::uint32_t>(j - first), static_cast<std::uint32_t>(row[j])});
  }
  return times;
}

TEST_CASE(
    "snapped places take the times of the network physically cut, from either side, for 1 and 2 threads") {
  std::size_t on_roads = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Case c = random_case(seed);
    for (const Anchor& a : c.anchors) on_roads += a.on == Anchor::On::road ? 1 : 0;
    const std::span all(c.anchors);
    for (const std::int64_t limit : {std::int64_t{longest_ms}, std::int64_t{120000}, std::int64_t{20000}}) {
      // Fewer origins: searched forwards. Fewer destinations: backwards.
      const auto forward = times_between(c.graph, all.first(15), all, Milliseconds(limit), {1});
      const auto backward = times_between(c.graph, all, all.subspan(20), Milliseconds(limit), {1});
      for (std::size_t i = 0; i < 15; ++i) {
        const auto row = forward.row(i);
        REQUIRE(std::vector(row.begin(), row.end()) == bounded(c.times[i], 0, limit));
      }
      for (std::size_t i = 0; i < all.size(); ++i) {
        const auto row = backward.row(i);
        REQUIRE(std::vector(row.begin(), row.end()) == bounded(c.times[i], 20, limit));
      }
      Work one, two;
      const auto single = times_between(c.graph, all, all, Milliseconds(limit), {1}, &one);
      const auto parallel = times_between(c.graph, all, all, Milliseconds(limit), {2}, &two);
      REQUIRE(single.entries == parallel.entries);
      REQUIRE(single.offsets == parallel.offsets);
      CHECK(one.nodes == two.nodes);
      CHECK(one.searches == two.searches);
    }
  }
  CHECK(on_roads > 500);
}

TEST_CASE("the nearest place and the time to it come from one search, ties to the lowest") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const Case c = random_case(seed);
    const std::span all(c.anchors);
    for (const std::int64_t limit : {std::int64_t{longest_ms}, std::int64_t{30000}}) {
      Work work;
      const auto nearest = nearest_between(c.graph, all, all.subspan(25), Milliseconds(limit), &work);
      CHECK(work.searches == 1);
      for (std::size_t i = 0; i < all.size(); ++i) {
        NearestPlace wanted;
        for (std::size_t j = 25; j < all.size(); ++j) {
          if (c.times[i][j] > limit || c.times[i][j] >= wanted.ms) continue;
          wanted = {static_cast<std::uint32_t>(c.times[i][j]), static_cast<std::uint32_t>(j - 25)};
        }
        REQUIRE(nearest[i] == wanted);
      }
    }
  }
}

TEST_CASE("journeys take the same times and stay within the limit") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Case c = random_case(seed);
    for (std::size_t i = 0; i < c.anchors.size(); ++i) {
      for (std::size_t j = 0; j < c.anchors.size(); ++j) {
        const auto journey = journey_between(c.graph, c.anchors[i], c.anchors[j]);
        REQUIRE(journey.has_value() == (c.times[i][j] <= longest_ms));
        if (!journey) continue;
        REQUIRE(journey->ms == c.times[i][j]);
        if (journey->ms > 0) {
          REQUIRE_FALSE(journey_between(c.graph, c.anchors[i], c.anchors[j], Milliseconds(journey->ms - 1))
                            .has_value());
        }
      }
    }
  }
}

TEST_CASE("the length of a journey is that of the pieces driven") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const geo::LineString ab{{0, 0}, {100, 0}}, bc{{100, 0}, {200, 0}};
  builder.add({"ab", builder.node("a"), builder.node("b"), ab, 120, 10000, Direction::both});
  builder.add({"bc", builder.node("b"), builder.node("c"), bc, 300, 9000, Direction::both});
  const RoadGraph graph = builder.build();
  const SnapIndex index(graph);
  const std::vector<travel::Place> places{{"p", {25, 0}}, {"q", {150, 0}}, {"r", {75, 0}}};
  const auto anchors = index.join(places, "p", {}, {}, diagnostics);
  const auto there = journey_between(graph, anchors[0], anchors[1]);
  const auto back = journey_between(graph, anchors[1], anchors[0]);
  REQUIRE(there.has_value());
  CHECK(there->ms == 7500 + 4500);
  CHECK(there->mm == 90000 + 150000);
  CHECK(there->nodes == std::vector<NodeIndex>{graph.find("b").value()});
  CHECK(back->ms == there->ms);
  CHECK(back->mm == there->mm);
  const auto along = journey_between(graph, anchors[2], anchors[0]);
  CHECK(along->ms == 5000);
  CHECK(along->mm == 60000);
  CHECK(along->nodes.empty());
}

TEST_CASE("one-way: back along the same road means all the way round") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const geo::LineString ab{{0, 0}, {1000, 0}}, ba{{1000, 0}, {500, 800}, {0, 0}};
  builder.add({"ab", builder.node("a"), builder.node("b"), ab, 1000, 60000, Direction::forward});
  builder.add({"ba", builder.node("b"), builder.node("a"), ba, 2000, 100000, Direction::forward});
  const RoadGraph graph = builder.build();
  const std::vector<travel::Place> places{{"early", {250, 0}}, {"late", {750, 0}}};
  const RoadModel model(std::make_shared<RoadGraph>(graph), {}, "test");
  const auto times = model.times(places, places, from_minutes(60), {}, diagnostics);
  CHECK(times.entries == std::vector<travel::Time>{{0, 0}, {1, 30000}, {0, 130000}, {1, 0}});
  CHECK(times.source == travel::Source{"road", "test"});
}

TEST_CASE("places with the same coordinates are at no distance, others walk to the road and back") {
  Diagnostics diagnostics;
  GraphBuilder builder({geo::lambert93, 0}, diagnostics);
  const geo::LineString ab{{0, 0}, {1000, 0}};
  builder.add({"ab", builder.node("a"), builder.node("b"), ab, 1000, 60000, Direction::both});
  const std::vector<travel::Place> from{{"house", {500, 100}}};
  const std::vector<travel::Place> to{{"here", {500, 100}}, {"opposite", {500, -50}}};
  const RoadModel model(std::make_shared<RoadGraph>(builder.build()), {Metres(1000), 6}, "test");
  const auto times = model.times(from, to, from_minutes(60), {}, diagnostics);
  CHECK(times.entries == std::vector<travel::Time>{{0, 0}, {1, 60000 + 30000}});
}

TEST_CASE("limits out of range are usage errors, empty lists are not") {
  const Case c = random_case(1);
  CHECK_THROWS_AS(times_between(c.graph, c.anchors, c.anchors, Milliseconds(-1), {}), Error);
  CHECK_THROWS_AS(times_between(c.graph, c.anchors, c.anchors, Milliseconds(std::int64_t{1} << 31U), {}),
                  Error);
  CHECK(times_between(c.graph, {}, c.anchors, Milliseconds(5), {}).origins() == 0);
  CHECK(times_between(c.graph, c.anchors, {}, Milliseconds(5), {}).entries.empty());
}

}  // namespace
}  // namespace maillage::network
