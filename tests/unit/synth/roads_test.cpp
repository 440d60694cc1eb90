#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <set>

#include "sample.hpp"

using namespace maillage;

namespace {

struct Edge {
  std::int64_t from, to;
  bool both, ferry;
};

std::vector<Edge> edges() {
  std::vector<Edge> made;
  for (std::size_t i = 0; i < sample::table("roads").rows(); ++i) {
    made.push_back({sample::integers("roads", "from_node")[i], sample::integers("roads", "to_node")[i],
                    sample::texts("roads", "direction")[i] == "both",
                    sample::texts("roads", "class")[i] == "ferry"});
  }
  return made;
}

// Nodes that a node reaches (or, backwards, that reach it), by plain search.
std::set<std::int64_t> reached(std::int64_t start, bool ferries, bool backwards) {
  std::map<std::int64_t, std::vector<std::int64_t>> next;
  for (const Edge& e : edges()) {
    if (e.ferry && !ferries) continue;
    if (e.both || !backwards) next[e.from].push_back(e.to);
    if (e.both || backwards) next[e.to].push_back(e.from);
  }
  std::set<std::int64_t> seen{start};
  std::vector<std::int64_t> stack{start};
  while (!stack.empty()) {
    const std::int64_t n = stack.back();
    stack.pop_back();
    for (const std::int64_t m : next[n]) {
      if (seen.insert(m).second) stack.push_back(m);
    }
  }
  return seen;
}

const geo::LineString& line(std::size_t i) {
  return std::get<geo::MultiLineString>(sample::table("roads").geometry()->rows[i]).at(0);
}

}  // namespace

TEST_CASE("Roads: plausible numbers, every class, speeds and durations where they belong") {
  const auto& roads = sample::table("roads");
  CHECK((roads.rows() >= 12000 && roads.rows() <= 18000));
  std::map<std::string, int> classes;
  for (std::size_t i = 0; i < roads.rows(); ++i) {
    const std::string& c = sample::texts("roads", "class")[i];
    ++classes[c];
    CHECK(sample::integers("roads", "id")[i] == static_cast<std::int64_t>(i) + 1);
    CHECK(sample::integers("roads", "from_node")[i] != sample::integers("roads", "to_node")[i]);
    CHECK(roads.at("speed_kmh").is_missing(i) == (c == "ferry"));
    CHECK(roads.at("duration_min").is_missing(i) == (c != "ferry"));
    CHECK(sample::reals("roads", "length_m")[i] >= geo::length(line(i)));
    CHECK(sample::reals("roads", "length_m")[i] < 1.2 * geo::length(line(i)) + 30);
    if (c == "motorway") CHECK(sample::texts("roads", "direction")[i] == "forward");
  }
  CHECK(classes.size() == 8);
  CHECK(classes["ferry"] == 2);
  CHECK(sample::territory().statistics.one_way_roads > 300);
  CHECK(sample::territory().statistics.roundabouts > 40);
}

TEST_CASE("Roads that share a node share its place") {
  std::map<std::int64_t, geo::XY> places;
  for (std::size_t i = 0; i < sample::table("roads").rows(); ++i) {
    const auto ends = {std::pair{sample::integers("roads", "from_node")[i], line(i).front()},
                       std::pair{sample::integers("roads", "to_node")[i], line(i).back()}};
    for (const auto& [node, p] : ends) {
      const auto [found, is_new] = places.insert({node, p});
      CHECK(found->second == p);
    }
  }
  CHECK(static_cast<std::int64_t>(places.size()) == sample::territory().statistics.road_nodes);
}

TEST_CASE(
    "Everybody can drive everywhere with the ferry; without it mainland and island are apart, each whole") {
  const auto all = edges();
  const auto nodes = static_cast<std::size_t>(sample::territory().statistics.road_nodes);
  const auto ferry = std::find_if(all.begin(), all.end(), [](const Edge& e) { return e.ferry; });
  REQUIRE(ferry != all.end());
  CHECK(reached(ferry->from, true, false).size() == nodes);
  CHECK(reached(ferry->from, true, true).size() == nodes);
  const auto here = reached(ferry->from, false, false);
  const auto there = reached(ferry->to, false, false);
  CHECK(here == reached(ferry->from, false, true));
  CHECK(there == reached(ferry->to, false, true));
  CHECK(here.size() + there.size() == nodes);
  CHECK(std::min(here.size(), there.size()) > 20);
}

TEST_CASE("Every chef-lieu is within 300 m of a road's end") {
  for (std::size_t c = 0; c < sample::table("communes").rows(); ++c) {
    const geo::XY p{sample::reals("communes", "chef_lieu_x")[c], sample::reals("communes", "chef_lieu_y")[c]};
    double nearest = 1e9;
    for (std::size_t i = 0; i < sample::table("roads").rows(); ++i) {
      nearest = std::min({nearest, geo::distance(p, line(i).front()), geo::distance(p, line(i).back())});
    }
    CHECK(nearest <= 300);
  }
}
