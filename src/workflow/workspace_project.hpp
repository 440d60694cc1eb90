#pragma once
// The QGIS project of a run: which layers in which groups, what is seen together, which pages to print.

#include <string>
#include <vector>

#include "maillage/carto/qgis_project.hpp"
#include "maillage/workflow/maps.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

struct ProjectParts {
  const Loaded& loaded;
  const Results& results;
  const ResultTables& tables;
  const table::Table& diagnostics;
  const std::vector<NamedMap>& maps;  // a print layout for each
  std::string date;                   // ISO 8601
  text::Language language = text::Language::fr;
};

// The layers are those of "maillage.gpkg" and the rasters, in the project's folder. `parts` must outlive the value.
[[nodiscard]] carto::QgisProject workspace_project(const ProjectParts& parts);

}  // namespace maillage::workflow
