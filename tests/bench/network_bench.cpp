// The road network: building, joining places, searches. A jittered grid of blocks of 200 m; one street in ten is twice
// as fast, so that routes leave the straight line.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "maillage/network/builder.hpp"
#include "maillage/network/model.hpp"
#include "random_numbers.hpp"

namespace maillage::bench {
namespace {

constexpr double block = 200;

class Grid {
 public:
  explicit Grid(std::int64_t nodes)
      : side_(static_cast<std::uint32_t>(std::sqrt(static_cast<double>(nodes)))) {
    RandomNumbers random(3);
    for (std::uint32_t y = 0; y < side_; ++y) {
      for (std::uint32_t x = 0; x < side_; ++x)
        nodes_.push_back(
            {700000 + block * (x + 0.6 * random.real()), 6500000 + block * (y + 0.6 * random.real())});
    }
  }

  [[nodiscard]] network::RoadGraph graph() const {
    Diagnostics none;
    network::GraphBuilder builder({geo::lambert93, 0}, none);
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      builder.place(builder.node(static_cast<std::int64_t>(i)), nodes_[i]);
    for (std::uint32_t y = 0; y < side_; ++y) {
      for (std::uint32_t x = 0; x < side_; ++x) {
        if (x + 1 < side_) add(builder, at(x, y), at(x + 1, y), y % 10 == 0);
        if (y + 1 < side_) add(builder, at(x, y), at(x, y + 1), x % 10 == 0);
      }
    }
    return builder.build();
  }

  [[nodiscard]] std::vector<travel::Place> places(std::size_t count, std::uint64_t seed) const {
    RandomNumbers random(seed);
    std::vector<travel::Place> made;
    for (std::size_t i = 0; i < count; ++i)
      made.push_back({fmt::format("p{}", i),
                      {700000 + block * side_ * random.real(), 6500000 + block * side_ * random.real()}});
    return made;
  }

 private:
  [[nodiscard]] std::uint32_t at(std::uint32_t x, std::uint32_t y) const { return y * side_ + x; }
  void add(network::GraphBuilder& builder, std::uint32_t from, std::uint32_t to, bool fast) const {
    const std::array<geo::XY, 2> line{nodes_[from], nodes_[to]};
    const double metres = geo::distance(line[0], line[1]);
    network::RoadInput road;
    road.from = builder.node(static_cast<std::int64_t>(from));
    road.to = builder.node(static_cast<std::int64_t>(to));
    road.line = line;
    road.length_m = metres;
    road.ms = network::edge_milliseconds(metres, fast ? 80 : 40);
    builder.add(road);
  }

  std::uint32_t side_;
  std::vector<geo::XY> nodes_;
};

void build(benchmark::State& state) {
  const Grid grid(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(grid.graph());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

struct Joined {
  network::RoadGraph graph;
  std::vector<network::Anchor> sites, demand;
};

Joined joined(std::int64_t nodes, std::size_t sites, std::size_t demand) {
  const Grid grid(nodes);
  Joined made{grid.graph(), {}, {}};
  const network::SnapIndex index(made.graph);
  Diagnostics none;
  made.sites = index.join(grid.places(sites, 11), "sites", {}, {}, none);
  made.demand = index.join(grid.places(demand, 12), "demand", {}, {}, none);
  return made;
}

void join(benchmark::State& state) {
  const Grid grid(1'000'000);
  const network::RoadGraph graph = grid.graph();
  const network::SnapIndex index(graph);
  const std::vector<travel::Place> places = grid.places(static_cast<std::size_t>(state.range(0)), 12);
  for (auto _ : state) {
    Diagnostics none;
    benchmark::DoNotOptimize(index.join(places, "demand", {}, {1}, none));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// Sites × 35 000 places within 30 minutes, on 1 M nodes.
void times_between(benchmark::State& state) {
  const Joined made = joined(1'000'000, static_cast<std::size_t>(state.range(0)), 35'000);
  const Execution execution{static_cast<unsigned>(state.range(1))};
  network::Work work;
  std::uint64_t pairs = 0;
  for (auto _ : state) {
    work = {};
    pairs =
        network::times_between(made.graph, made.demand, made.sites, Milliseconds(1'800'000), execution, &work)
            .entries.size();
  }
  state.counters["pairs"] = static_cast<double>(pairs);
  state.counters["nodes"] = static_cast<double>(work.nodes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(work.nodes));
}

void nearest(benchmark::State& state) {
  const Joined made = joined(state.range(0), 2'000, 35'000);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        network::nearest_between(made.graph, made.demand, made.sites, Milliseconds(7'200'000)));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(build)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(join)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(times_between)
    ->ArgsProduct({{10, 100, 1000}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(nearest)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::bench
