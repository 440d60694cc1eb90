// The roads of Corsica, where they are at hand: MAILLAGE_DATA, or ../shared/data beside the project.

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <queue>

#include "maillage/io/csv.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/network/model.hpp"
#include "maillage/sources/roads.hpp"

namespace maillage::sources {
namespace {

std::filesystem::path corsica() {
  const char* stated = std::getenv("MAILLAGE_DATA");
  const std::filesystem::path data = stated != nullptr && *stated != '\0'
                                         ? stated
                                         : std::filesystem::path(MAILLAGE_SOURCE_DIR) / "../shared/data";
  return data / "corsica";
}

// Straight from the table, by the textbook: nothing of the graph under test.
struct Textbook {
  std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>> out;

  explicit Textbook(const table::Table& lines) {
    const auto& from = lines.at("from").integers();
    const auto& to = lines.at("to").integers();
    for (std::size_t r = 0; r < lines.rows(); ++r) {
      const double km = lines.at("length_m").number(r) / 1000;
      out[from[r]].emplace_back(to[r], std::llround(3.6e6 * km / lines.at("freespeed_kmh").number(r)));
    }
  }
  [[nodiscard]] std::int64_t ms(std::int64_t source, std::int64_t target) const {
    std::map<std::int64_t, std::int64_t> best{{source, 0}};
    using Entry = std::pair<std::int64_t, std::int64_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    queue.emplace(0, source);
    while (!queue.empty()) {
      const auto [time, node] = queue.top();
      queue.pop();
      if (node == target) return time;
      if (time > best.at(node) || !out.contains(node)) continue;
      for (const auto& [next, weight] : out.at(node)) {
        const auto [known, added] = best.try_emplace(next, time + weight);
        if (!added && known->second <= time + weight) continue;
        known->second = time + weight;
        queue.emplace(known->second, next);
      }
    }
    return -1;
  }
};

TEST_CASE(
    "the known routes of Corsica: the textbook to the millisecond, the published time within the tolerance") {
  const std::filesystem::path folder = corsica();
  if (!std::filesystem::exists(folder / "roads.gpkg")) SKIP("no real data: set MAILLAGE_DATA");
  Diagnostics diagnostics;
  io::LayerRequest request;
  request.path = folder / "roads.gpkg";
  const table::Table lines = io::read_layer(request, diagnostics);
  RoadMapping mapping = recognise_roads(lines);
  REQUIRE(has_line_per_direction(lines, mapping));
  mapping.line_direction = network::Direction::forward;
  const network::RoadGraph graph = read_roads(lines, mapping, diagnostics);
  CHECK(graph.edges() == 65009);
  CHECK(graph.component_sizes().size() == 1);
  CHECK_FALSE(diagnostics.has(Severity::error));

  const Textbook textbook(lines);
  network::PathSearch paths(graph);
  io::CsvReader routes(folder / "known_routes.csv");
  const auto from = routes.column("from_node");
  const auto to = routes.column("to_node");
  const auto seconds = routes.column("route_freeflow_s");
  const auto metres = routes.column("route_length_m");
  std::size_t count = 0;
  while (routes.next()) {
    const auto source = graph.find(routes.field(from));
    const auto target = graph.find(routes.field(to));
    REQUIRE(source.has_value());
    REQUIRE(target.has_value());
    const auto path = paths.run(*source, *target);
    REQUIRE(path.has_value());
    INFO(routes.field(from) << " → " << routes.field(to));
    CHECK(path->ms == textbook.ms(std::stoll(std::string(routes.field(from))),
                                  std::stoll(std::string(routes.field(to)))));
    const double tolerance = 10 + 0.5 * static_cast<double>(path->edges.size());
    CHECK(std::abs(path->ms - routes.number(seconds) * 1000) <= tolerance);
    // Ways of equal time may differ in length by a little; none of these does.
    CHECK(std::abs(static_cast<double>(path->mm) / 1000 - routes.number(metres)) <=
          0.02 * static_cast<double>(path->edges.size()) + 1);
    ++count;
  }
  CHECK(count == 120);
}

TEST_CASE("places of Corsica join both carriageways of a street, and 2 threads give what 1 gives") {
  const std::filesystem::path folder = corsica();
  if (!std::filesystem::exists(folder / "roads.gpkg")) SKIP("no real data: set MAILLAGE_DATA");
  Diagnostics diagnostics;
  io::LayerRequest request;
  request.path = folder / "roads.gpkg";
  const table::Table lines = io::read_layer(request, diagnostics);
  RoadMapping mapping = recognise_roads(lines);
  mapping.line_direction = network::Direction::forward;
  const auto graph = std::make_shared<network::RoadGraph>(read_roads(lines, mapping, diagnostics));
  std::size_t both = 0;
  for (network::RoadIndex r = 0; r < graph->roads(); ++r) {
    both += graph->road(r).backward_ms != network::impassable ? 1 : 0;
  }
  CHECK(both > 30000);

  std::vector<travel::Place> places;
  io::CsvReader nodes(folder / "road_nodes.csv");
  for (std::size_t i = 0; nodes.next(); ++i) {
    if (i % 250 != 0) continue;
    places.push_back({std::string(nodes.field(0)), {nodes.number(1) + 37, nodes.number(2) + 37}});
  }
  const network::RoadModel model(graph, {}, "roads.gpkg");
  const auto one = model.times(places, places, from_minutes(30), {1}, diagnostics);
  const auto two = model.times(places, places, from_minutes(30), {2}, diagnostics);
  CHECK(one.entries == two.entries);
  CHECK(one.offsets == two.offsets);
  CHECK(one.entries.size() > places.size());
  const auto anchors = model.index().join(places, "places", {}, {}, diagnostics);
  const auto nearest =
      network::nearest_between(*graph, anchors, std::span(anchors).first(20), from_minutes(30));
  for (std::size_t i = 0; i < places.size(); ++i) {
    network::NearestPlace wanted;
    for (const travel::Time& t : one.row(i)) {
      if (t.destination < 20 && t.milliseconds < wanted.ms) wanted = {t.milliseconds, t.destination};
    }
    REQUIRE(nearest[i] == wanted);
  }
}

}  // namespace
}  // namespace maillage::sources
