// Floating catchments and inequality: pairs a second, from memory.

#include <benchmark/benchmark.h>

#include <vector>

#include "maillage/access/catchment.hpp"
#include "maillage/equity/distribution.hpp"
#include "random_numbers.hpp"

namespace maillage::bench {
namespace {

struct Pairs {
  std::vector<access::Pair> pairs;
  std::vector<double> demand, supply;
};

// 100 pairs a place, each site within an hour, as a département's table has them: ordered by place.
Pairs made_pairs(std::size_t count) {
  RandomNumbers random(7);
  const std::size_t places = count / 100;
  const auto sites = static_cast<std::uint32_t>(places / 5 + 100);
  Pairs made;
  for (std::size_t i = 0; i < places; ++i) {
    for (int k = 0; k < 100; ++k)
      made.pairs.push_back({static_cast<std::uint32_t>(i), random.below(sites), 60 * random.real()});
    made.demand.push_back(20 + 400 * random.real());
  }
  for (std::uint32_t s = 0; s < sites; ++s) made.supply.push_back(1 + random.below(5));
  return made;
}

void catchment(benchmark::State& state, access::Method method) {
  const Pairs made = made_pairs(static_cast<std::size_t>(state.range(0)));
  const access::AccessOptions options{method, access::default_decay(method)};
  for (auto _ : state) {
    access::PairView view(made.pairs);
    benchmark::DoNotOptimize(access::compute(view, made.demand, made.supply, options));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(made.pairs.size()));
}

void inequality(benchmark::State& state) {
  RandomNumbers random(9);
  std::vector<double> scores, people;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    scores.push_back(6 * random.real());
    people.push_back(100 * random.real());
  }
  for (auto _ : state) {
    const auto d = equity::Distribution::of(scores, people);
    benchmark::DoNotOptimize(d->gini() + d->theil() + d->quantile(0.1));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK_CAPTURE(catchment, 2sfca, access::Method::two_step)
    ->RangeMultiplier(10)
    ->Range(100'000, 10'000'000);
BENCHMARK_CAPTURE(catchment, e2sfca, access::Method::enhanced)
    ->RangeMultiplier(10)
    ->Range(100'000, 10'000'000);
BENCHMARK_CAPTURE(catchment, kd2sfca, access::Method::kernel)->Arg(10'000'000);
BENCHMARK_CAPTURE(catchment, 3sfca, access::Method::three_step)->Arg(10'000'000);
BENCHMARK(inequality)->RangeMultiplier(10)->Range(10'000, 1'000'000);

}  // namespace
}  // namespace maillage::bench
