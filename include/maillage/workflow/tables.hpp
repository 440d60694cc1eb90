#pragma once
// Results as tables: the layers of the workspace and the CSV files, with the words people read.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "maillage/table/table.hpp"
#include "maillage/text/language.hpp"
#include "maillage/workflow/figures.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

// One row per commune: population, times, scores, class. Layer "communes".
[[nodiscard]] table::Table communes_table(const Loaded& loaded, const Results& results, text::Language lang);
// One row per group, with the union of its communes. Layers "departments", "living_areas", "epci", "cpts".
[[nodiscard]] table::Table mesh_table(const Loaded& loaded, const Results& results,
                                      const MeshFigures& figures, text::Language lang);
// The five communes of each département that are farthest from each kind of place. Table "farthest_communes".
[[nodiscard]] table::Table farthest_table(const Loaded& loaded, const Results& results, text::Language lang);
// Contiguous under-served zones; no row when there is none. Layer "under_served_zones".
[[nodiscard]] table::Table zones_table(const Loaded& loaded, const Results& results, text::Language lang);
// Sites of care. Layer "sites".
[[nodiscard]] table::Table sites_table(const Loaded& loaded, text::Language lang);
// Our classes beside the official ones: people; communes that differ most.
[[nodiscard]] table::Table comparison_table(const Loaded& loaded, const OfficialComparison& comparison,
                                            text::Language lang);
[[nodiscard]] table::Table disagreements_table(const Loaded& loaded, const Results& results,
                                               text::Language lang);
[[nodiscard]] table::Table inputs_table(const Loaded& loaded, text::Language lang);
// What the inputs can answer, in part or not at all. Table "maillage_questions", questions.csv.
[[nodiscard]] table::Table questions_table(const Loaded& loaded, text::Language lang);
[[nodiscard]] table::Table diagnostics_table(const Loaded& loaded, text::Language lang);

// All of them but the diagnostics, which go on growing until the maps are made.
struct ResultTables {
  std::shared_ptr<const table::Table> communes;
  std::vector<table::Table> meshes;  // in the order of the territory's meshes
  table::Table farthest;
  table::Table zones;
  table::Table sites;
  std::optional<table::Table> comparison;
  std::optional<table::Table> disagreements;
  table::Table inputs;
  table::Table questions;

  // By layer name ("cpts"); null when the study has no such mesh.
  [[nodiscard]] const table::Table* mesh(std::string_view layer) const;
};
[[nodiscard]] ResultTables result_tables(const Loaded& loaded, const Results& results, text::Language lang);

}  // namespace maillage::workflow
