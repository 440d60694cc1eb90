#include "maillage/workflow/synth_files.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "maillage/core/progress.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/io/output_folder.hpp"

namespace maillage::workflow {
namespace {

constexpr std::array<std::string_view, 3> layers{"communes", "departments", "roads"};
constexpr std::array<std::string_view, 5> lists{"population", "cells", "sites", "physicians", "cpts"};
constexpr const char* geopackage_name = "territory.gpkg";

}  // namespace

std::string synth_manifest(const synth::Options& options, const synth::SynthTerritory& written) {
  nlohmann::ordered_json manifest;
  manifest["schema"] = 1;
  manifest["kind"] = "maillage-synth";
  manifest["notice"] = {
      {"fr",
       "Territoire entièrement fictif : aucune commune, aucune route, aucun établissement, aucun "
       "professionnel n'existe. "
       "Le département « 00 » n'existe pas. À n'utiliser que pour démontrer et éprouver maillage."},
      {"en",
       "An entirely fictitious territory: no commune, road, establishment or professional in it exists. "
       "There is no "
       "département “00”. Only for demonstrating and testing maillage."}};
  manifest["licence"] = "CC0-1.0";
  manifest["generator"] = {{"name", "maillage synth"}, {"version", std::string(synth::generator_version)}};
  manifest["crs"] = "EPSG:2154";
  manifest["options"] = {{"seed", options.seed},
                         {"communes", options.communes},
                         {"mean_commune_km2", options.mean_commune_km2},
                         {"mean_commune_people", options.mean_commune_people}};
  nlohmann::ordered_json rows;
  for (const std::string_view name : layers)
    rows[std::string(geopackage_name)][std::string(name)] = written.at(name).rows();
  for (const std::string_view name : lists) rows[std::string(name) + ".csv"] = written.at(name).rows();
  manifest["rows"] = std::move(rows);
  return manifest.dump(1);
}

std::vector<std::string> plan_synth_files(const SynthFiles& request) {
  synth::check(request.options);
  io::check_output_folder(request.out);
  std::vector<std::string> files{geopackage_name};
  for (const std::string_view name : lists) files.push_back(std::string(name) + ".csv");
  files.emplace_back(io::manifest_name);
  return files;
}

SynthSummary write_synth_files(const SynthFiles& request) {
  synth::check(request.options);
  io::OutputFolder folder(request.out);
  const ProgressStep step(request.execution.progress, "generating the territory");
  const synth::SynthTerritory territory = synth::generate(request.options, request.execution);
  step.next("writing the files");
  SynthSummary summary{territory.statistics, {geopackage_name}};
  std::vector<table::Table> in_geopackage;
  for (const std::string_view name : layers) in_geopackage.push_back(territory.at(name));
  io::write_geopackage(folder.path() / geopackage_name, in_geopackage);
  for (const std::string_view name : lists) {
    summary.files.push_back(std::string(name) + ".csv");
    io::write_csv(folder.path() / summary.files.back(), territory.at(name));
  }
  folder.commit(synth_manifest(request.options, territory));
  return summary;
}

}  // namespace maillage::workflow
