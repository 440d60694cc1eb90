#include "maillage/network/search.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maillage/core/error.hpp"
#include "oracle.hpp"

namespace maillage::network {
namespace {

std::int64_t as_plain(std::uint32_t ms) { return ms == impassable ? oracle::never : ms; }

std::size_t input_node(const RoadGraph& graph, NodeIndex node) {
  return std::stoul(std::string(graph.key(node)));
}

TEST_CASE("every pair equals the textbook, in both senses, bounded or not") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const double extent = seed % 2 == 0 ? 500 : 50000;
    const oracle::RandomNetwork network = oracle::random_network(seed, 50, 110, extent);
    const oracle::PlainGraph plain = network.plain();
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    BoundedSearch leaving(graph, Sense::leaving);
    BoundedSearch arriving(graph, Sense::arriving);
    std::vector<std::vector<std::int64_t>> times;
    for (std::size_t s = 0; s < plain.nodes; ++s) times.push_back(oracle::dijkstra(plain, s));
    for (const std::uint32_t limit : {longest_ms, 600000U, 30000U, 1U, 0U}) {
      for (NodeIndex source = 0; source < graph.nodes(); ++source) {
        const Seed seeds[]{{source, 0}};
        leaving.run(seeds, limit);
        arriving.run(seeds, limit);
        std::size_t reached = 0;
        for (NodeIndex node = 0; node < graph.nodes(); ++node) {
          const auto bounded = [&](std::int64_t t) { return t > limit ? oracle::never : t; };
          const std::size_t i = input_node(graph, source);
          const std::size_t j = input_node(graph, node);
          REQUIRE(as_plain(leaving.ms(node)) == bounded(times[i][j]));
          REQUIRE(as_plain(arriving.ms(node)) == bounded(times[j][i]));
          reached += leaving.ms(node) != impassable ? 1 : 0;
        }
        REQUIRE(leaving.reached().size() == reached);
      }
    }
  }
}

TEST_CASE("several seeds with time already spent give the least over them") {
  const oracle::RandomNetwork network = oracle::random_network(7, 60, 150, 20000);
  Diagnostics diagnostics;
  const RoadGraph graph = network.build(diagnostics);
  const oracle::PlainGraph plain = network.plain();
  const Seed seeds[]{{3, 5000}, {20, 0}, {3, 9000}, {41, 123456}};
  BoundedSearch search(graph, Sense::leaving);
  search.run(seeds, longest_ms);
  for (NodeIndex node = 0; node < graph.nodes(); ++node) {
    std::int64_t least = oracle::never;
    for (const Seed& seed : seeds) {
      const std::int64_t t = oracle::dijkstra(plain, input_node(graph, seed.node))[input_node(graph, node)];
      if (t != oracle::never) least = std::min(least, t + seed.ms);
    }
    REQUIRE(as_plain(search.ms(node)) == least);
  }
}

TEST_CASE("the nearest source is the lowest of the nearest") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const oracle::RandomNetwork network = oracle::random_network(seed, 60, 130, 3000);
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    const auto nodes = static_cast<NodeIndex>(graph.nodes());
    // Two sources at one node, numbers in no order.
    const std::vector<Seed> seeds{{5, 0}, {nodes - 1, 0}, {5, 0}, {17, 0}, {nodes / 2, 40000}};
    const std::vector<std::uint32_t> numbers{4, 1, 2, 3, 0};
    for (const Sense sense : {Sense::leaving, Sense::arriving}) {
      for (const std::uint32_t limit : {longest_ms, 60000U}) {
        NearestSearch nearest(graph, sense);
        nearest.run(seeds, numbers, limit);
        BoundedSearch single(graph, sense);
        std::vector<NearestSearch::Nearest> wanted(nodes);
        for (std::size_t i = 0; i < seeds.size(); ++i) {
          single.run(std::span(&seeds[i], 1), limit);
          for (NodeIndex n = 0; n < nodes; ++n) {
            const std::uint32_t ms = single.ms(n);
            if (ms == impassable) continue;
            if (ms < wanted[n].ms || (ms == wanted[n].ms && numbers[i] < wanted[n].source))
              wanted[n] = {ms, numbers[i]};
          }
        }
        for (NodeIndex n = 0; n < nodes; ++n) REQUIRE(nearest.at(n) == wanted[n]);
      }
    }
  }
}

TEST_CASE("paths are ways of the graph and take the time they say") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    const oracle::RandomNetwork network = oracle::random_network(seed, 40, 90, 8000);
    Diagnostics diagnostics;
    const RoadGraph graph = network.build(diagnostics);
    const oracle::PlainGraph plain = network.plain();
    PathSearch search(graph);
    for (NodeIndex a = 0; a < graph.nodes(); ++a) {
      const auto times = oracle::dijkstra(plain, input_node(graph, a));
      for (NodeIndex b = 0; b < graph.nodes(); ++b) {
        const std::optional<Path> path = search.run(a, b);
        REQUIRE(path.has_value() == (times[input_node(graph, b)] != oracle::never));
        if (!path) continue;
        REQUIRE(path->ms == times[input_node(graph, b)]);
        REQUIRE(path->nodes.front() == a);
        REQUIRE(path->nodes.back() == b);
        REQUIRE(path->edges.size() + 1 == path->nodes.size());
        std::uint64_t ms = 0;
        std::uint64_t mm = 0;
        for (std::size_t i = 0; i < path->edges.size(); ++i) {
          const EdgeRoad of = graph.edge_road(path->edges[i]);
          const Road& road = graph.road(of.road);
          REQUIRE((of.backward ? road.to : road.from) == path->nodes[i]);
          REQUIRE((of.backward ? road.from : road.to) == path->nodes[i + 1]);
          ms += of.backward ? road.backward_ms : road.forward_ms;
          mm += of.backward ? road.backward_mm : road.forward_mm;
        }
        REQUIRE(ms == path->ms);
        REQUIRE(mm == path->mm);
        REQUIRE((path->ms == 0 || !search.run(a, b, path->ms - 1).has_value()));
      }
    }
  }
}

TEST_CASE("the work of a bounded search follows the limit, not the size of the network") {
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  for (std::int64_t n = 0; n < 20000; ++n)
    builder.add({"", builder.node(n), builder.node(n + 1), {}, 100, 6000});
  const RoadGraph graph = builder.build();
  BoundedSearch search(graph, Sense::leaving);
  const Seed seeds[]{{graph.find("10000").value(), 0}};
  search.run(seeds, 60000);
  CHECK(search.reached().size() == 21);
  CHECK(search.work() == 21);
  search.run(seeds, 60000);
  CHECK(search.work() == 42);
}

TEST_CASE("times up to the largest weights add up without overflow") {
  Diagnostics diagnostics;
  GraphBuilder builder({}, diagnostics);
  builder.add({"", builder.node("a"), builder.node("b"), {}, 1, longest_ms});
  builder.add({"", builder.node("b"), builder.node("c"), {}, 1, longest_ms});
  const RoadGraph graph = builder.build();
  BoundedSearch search(graph, Sense::leaving);
  const Seed seeds[]{{graph.find("a").value(), 0}};
  search.run(seeds, longest_ms);
  CHECK(search.ms(graph.find("b").value()) == longest_ms);
  CHECK(search.ms(graph.find("c").value()) == impassable);
  CHECK_THROWS_AS(search.run(seeds, longest_ms + 1), Error);
}

}  // namespace
}  // namespace maillage::network
