// The committed demonstration territory is what the generator gives today: its lists byte for byte, the layers of its
// GeoPackage read back cell by cell and vertex by vertex (the file's own bytes depend on the GDAL version).

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "maillage/io/layer.hpp"
#include "sample.hpp"

using namespace maillage;

namespace {

const std::filesystem::path demo = std::filesystem::path(MAILLAGE_SOURCE_DIR) / "geodata" / "demo";

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string as_csv(const table::Table& t) {
  std::string text;
  for (std::size_t c = 0; c < t.columns().size(); ++c) text += (c == 0 ? "" : ",") + t.columns()[c].name;
  text += '\n';
  for (std::size_t r = 0; r < t.rows(); ++r) {
    for (std::size_t c = 0; c < t.columns().size(); ++c) text += (c == 0 ? "" : ",") + t.columns()[c].text(r);
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("geodata/demo holds the lists of seed 1 with 280 communes") {
  for (const char* name : {"population", "cells", "sites", "physicians", "cpts"}) {
    CAPTURE(name);
    const std::string committed = read(demo / (std::string(name) + ".csv"));
    CHECK((committed == as_csv(sample::table(name))));
  }
}

TEST_CASE("geodata/demo holds the layers of seed 1 with 280 communes") {
  for (const char* name : {"communes", "departments", "roads"}) {
    CAPTURE(name);
    Diagnostics diagnostics;
    const table::Table read_back =
        io::read_layer({.path = demo / "territory.gpkg", .layer = name}, diagnostics);
    const table::Table& fresh = sample::table(name);
    CHECK(diagnostics.all().empty());
    REQUIRE(read_back.rows() == fresh.rows());
    for (const table::Column& column : fresh.columns()) {
      CAPTURE(column.name);
      std::size_t different = 0;
      for (std::size_t i = 0; i < column.size(); ++i)
        different += read_back.at(column.name).text(i) != column.text(i);
      CHECK(different == 0);
    }
    REQUIRE(read_back.geometry());
    CHECK(read_back.geometry()->crs == geo::lambert93);
    CHECK((read_back.geometry()->rows == fresh.geometry()->rows));
  }
}

TEST_CASE("The manifest of geodata/demo says it is fictitious and what it holds") {
  const auto manifest = nlohmann::json::parse(read(demo / "maillage-manifest.json"));
  CHECK(manifest["notice"]["fr"].get<std::string>().find("fictif") != std::string::npos);
  CHECK(manifest["notice"]["en"].get<std::string>().find("fictitious") != std::string::npos);
  CHECK(manifest["generator"]["version"] == std::string(synth::generator_version));
  CHECK(manifest["options"]["seed"] == 1);
  CHECK(manifest["options"]["communes"] == 280);
  for (const char* layer : {"communes", "departments", "roads"}) {
    CHECK(manifest["rows"]["territory.gpkg"][layer] == sample::table(layer).rows());
  }
  std::uintmax_t bytes = 0;
  for (const auto& file : manifest["files"]) {
    CHECK(std::filesystem::file_size(demo / file["path"].get<std::string>()) == file["bytes"]);
    bytes += file["bytes"].get<std::uintmax_t>();
  }
  CHECK(manifest["files"].size() == 6);
  CHECK(bytes <= 8'000'000);
}
