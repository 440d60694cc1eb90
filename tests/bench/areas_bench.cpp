// Areas: neighbours, points in communes, classes, maps. A grid of squares of 4 km with 8 vertices a side.

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <vector>

#include "maillage/carto/palette.hpp"
#include "maillage/carto/render.hpp"
#include "maillage/geo/topology.hpp"
#include "random_numbers.hpp"

namespace maillage::bench {
namespace {

constexpr double side = 4000;

geo::MultiPolygon square(std::int64_t x, std::int64_t y) {
  constexpr int parts = 8;
  geo::Ring ring;
  const double left = 700000 + side * static_cast<double>(x),
               bottom = 6500000 + side * static_cast<double>(y);
  for (int i = 0; i < parts; ++i) ring.push_back({left + side * i / parts, bottom});
  for (int i = 0; i < parts; ++i) ring.push_back({left + side, bottom + side * i / parts});
  for (int i = 0; i < parts; ++i) ring.push_back({left + side - side * i / parts, bottom + side});
  for (int i = 0; i < parts; ++i) ring.push_back({left, bottom + side - side * i / parts});
  ring.push_back(ring.front());
  return {{ring, {}}};
}

std::vector<geo::MultiPolygon> squares(std::int64_t count) {
  const auto row = static_cast<std::int64_t>(std::sqrt(static_cast<double>(count)));
  std::vector<geo::MultiPolygon> made;
  for (std::int64_t i = 0; i < count; ++i) made.push_back(square(i % row, i / row));
  return made;
}

std::vector<const geo::MultiPolygon*> pointers(const std::vector<geo::MultiPolygon>& areas) {
  std::vector<const geo::MultiPolygon*> out;
  for (const auto& area : areas) out.push_back(&area);
  return out;
}

void contiguous(benchmark::State& state) {
  const auto areas = squares(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(geo::contiguous_pairs(pointers(areas)));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void point_in_commune(benchmark::State& state) {
  const auto areas = squares(10'000);
  const geo::AreaIndex index(pointers(areas));
  RandomNumbers random(5);
  for (auto _ : state) {
    const geo::XY point{700000 + 100 * side * random.real(), 6500000 + 100 * side * random.real()};
    benchmark::DoNotOptimize(index.first_at(point));
  }
  state.SetItemsProcessed(state.iterations());
}

void natural_breaks(benchmark::State& state) {
  RandomNumbers random(6);
  std::vector<double> values;
  for (std::int64_t i = 0; i < state.range(0); ++i) values.push_back(random.real() * random.real());
  for (auto _ : state) benchmark::DoNotOptimize(carto::classify(values, carto::Method::jenks, 5));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

carto::MapSpec map_of(std::int64_t communes) {
  RandomNumbers random(8);
  auto table = std::make_shared<table::Table>("communes", "Communes");
  table::Column index{"apl", "Indice", "", "", table::Reals{}};
  table::GeometryColumn geometry{table::GeometryKind::polygon, geo::lambert93, {}};
  for (auto& area : squares(communes)) {
    std::get<table::Reals>(index.values).push_back(6 * random.real());
    geometry.rows.emplace_back(std::move(area));
  }
  table->add(std::move(index));
  table->set_geometry(std::move(geometry));
  carto::MapSpec spec;
  spec.title = "Indice";
  spec.choropleth.areas = table;
  spec.choropleth.column = "apl";
  spec.choropleth.scale = carto::graduated(carto::fixed({1, 2, 3, 4}), "bleus");
  spec.date = "2026-01-01";
  return spec;
}

void draw(benchmark::State& state, carto::Format format) {
  const carto::MapSpec spec = map_of(state.range(0));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = carto::render(spec, format).size();
  state.counters["bytes"] = static_cast<double>(bytes);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(contiguous)->RangeMultiplier(6)->Range(1'000, 36'000)->Unit(benchmark::kMillisecond);
BENCHMARK(point_in_commune);
BENCHMARK(natural_breaks)->RangeMultiplier(6)->Range(1'000, 36'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw, png, carto::Format::png)
    ->RangeMultiplier(6)
    ->Range(1'000, 36'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw, svg, carto::Format::svg)
    ->RangeMultiplier(6)
    ->Range(1'000, 36'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(draw, pdf, carto::Format::pdf)
    ->RangeMultiplier(6)
    ->Range(1'000, 36'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::bench
