#include "maillage/workflow/synth_files.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "maillage/core/progress.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/io/text_file.hpp"

namespace maillage::workflow {
namespace {

constexpr std::array<std::string_view, 3> layers{"communes", "departments", "roads"};
constexpr std::array<std::string_view, 5> lists{"population", "cells", "sites", "physicians", "cpts"};
constexpr const char* geopackage_name = "territory.gpkg";
constexpr std::size_t rows_per_part = 100000;

}  // namespace

std::string synth_manifest(const synth::Options& wished, const TableRows& written) {
  const synth::Options options = synth::resolved(wished);
  nlohmann::ordered_json manifest;
  manifest["schema"] = "maillage/synth/1";
  manifest["kind"] = "maillage-synth";
  manifest["notice"] = {
      {"fr",
       "Territoire entièrement fictif : aucune commune, aucune route, aucun établissement, aucun "
       "professionnel n'existe. "
       "Ses départements (« 00 », ou « F0 », « F1 », …) n'existent pas. À n'utiliser que pour démontrer et "
       "éprouver maillage."},
      {"en",
       "An entirely fictitious territory: no commune, road, establishment or professional in it exists. "
       "Its "
       "départements (“00”, or “F0”, “F1”, …) do not exist. Only for demonstrating and testing maillage."}};
  manifest["licence"] = "CC0-1.0";
  manifest["generator"] = {{"name", "maillage synth"}, {"version", std::string(synth::generator_version)}};
  manifest["crs"] = "EPSG:2154";
  manifest["options"] = {{"seed", options.seed},
                         {"communes", options.communes},
                         {"mean_commune_km2", options.mean_commune_km2},
                         {"mean_commune_people", options.mean_commune_people},
                         {"local_roads", std::string(synth::name(options.local_roads))}};
  nlohmann::ordered_json rows;
  for (const std::string_view name : layers)
    rows[std::string(geopackage_name)][std::string(name)] = written.at(std::string(name));
  for (const std::string_view name : lists) rows[std::string(name) + ".csv"] = written.at(std::string(name));
  manifest["rows"] = std::move(rows);
  return manifest.dump(1);
}

std::vector<std::string> plan_synth_files(const SynthFiles& request) {
  synth::check(request.options);
  io::check_output_folder(request.out);
  std::vector<std::string> files{geopackage_name};
  for (const std::string_view name : lists) files.push_back(std::string(name) + ".csv");
  if (request.study) files.emplace_back("study.toml");
  files.emplace_back(io::manifest_name);
  return files;
}

SynthSummary write_synth_files(const SynthFiles& request) {
  synth::check(request.options);
  io::OutputFolder folder(request.out);
  const ProgressStep steps(request.execution.progress,
                           "preparing");  // generate_parts tells those that follow
  SynthSummary summary{{}, {geopackage_name}};
  TableRows rows;
  io::GeoPackageWriter geopackage(folder.path() / geopackage_name);
  const auto write = [&](const table::Table& table, bool continued) {
    rows[table.name()] += table.rows();
    if (std::find(layers.begin(), layers.end(), table.name()) != layers.end()) {
      continued ? geopackage.append(table) : geopackage.add(table);
      return;
    }
    summary.files.push_back(table.name() + ".csv");
    io::write_csv(folder.path() / summary.files.back(), table);
  };
  summary.statistics = synth::generate_parts(request.options, request.execution, rows_per_part, write);
  geopackage.close();
  if (request.study) {
    summary.files.emplace_back("study.toml");
    io::write_text(folder.path() / summary.files.back(), synth_study(request.options));
  }
  folder.commit(synth_manifest(request.options, rows));
  return summary;
}

}  // namespace maillage::workflow
