// Reading and writing: delimited text and the GeoPackage.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>

#include "maillage/io/csv.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/geopackage.hpp"
#include "random_numbers.hpp"

namespace maillage::bench {
namespace {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("maillage-bench-{}", ::getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

void read_times(benchmark::State& state) {
  const Folder folder;
  const auto path = folder.file("times.csv");
  RandomNumbers random(4);
  io::CsvWriter csv(path, {"from", "to", "seconds"});
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const std::array<std::string, 3> cells{fmt::format("{}", 10000 + i / 100),
                                           fmt::format("S{}", random.below(9999)),
                                           fmt::format("{:.3f}", 3600 * random.real())};
    csv.row({cells[0], cells[1], cells[2]});
  }
  csv.close();
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
  for (auto _ : state) {
    io::CsvReader reader(path);
    double sum = 0;
    while (reader.next()) sum += reader.number(2);
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * bytes);
}

table::Table points(std::int64_t count) {
  RandomNumbers random(2);
  table::Table made("points", "Points");
  table::Column id{"id", "", "", "", table::Texts{}};
  table::Column value{"value", "", "", "", table::Reals{}};
  table::GeometryColumn geometry{table::GeometryKind::point, geo::lambert93, {}};
  for (std::int64_t i = 0; i < count; ++i) {
    std::get<table::Texts>(id.values).push_back(fmt::format("p{}", i));
    std::get<table::Reals>(value.values).push_back(random.real());
    geometry.rows.emplace_back(geo::XY{700000 + 1e5 * random.real(), 6500000 + 1e5 * random.real()});
  }
  made.add(std::move(id));
  made.add(std::move(value));
  made.set_geometry(std::move(geometry));
  return made;
}

void write_geopackage(benchmark::State& state) {
  const Folder folder;
  const table::Table table = points(state.range(0));
  for (auto _ : state) {
    io::write_geopackage(folder.file("points.gpkg"), {table});
    std::filesystem::remove(folder.file("points.gpkg"));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void write_csv(benchmark::State& state) {
  const Folder folder;
  const table::Table table = points(state.range(0));
  for (auto _ : state) io::write_csv(folder.file("points.csv"), table);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(read_times)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(write_geopackage)->RangeMultiplier(10)->Range(1'000, 100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(write_csv)->RangeMultiplier(10)->Range(1'000, 100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::bench
