#pragma once
// The maps of a run, as specifications ready to draw.

#include <string>
#include <vector>

#include "maillage/carto/map.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

struct NamedMap {
  std::string name;  // file name without ending: "map_access"
  carto::MapSpec spec;
};

// Those the study asks for and its inputs allow: access and zones need a supply, time and reach a supply or sites of
// care. A map that cannot be drawn is said in `diagnostics`.
[[nodiscard]] std::vector<NamedMap> maps(const Loaded& loaded, const Results& results,
                                         const ResultTables& tables, text::Language lang,
                                         Diagnostics& diagnostics);

// Scales shared by maps and QGIS styles.
[[nodiscard]] carto::GraduatedScale access_scale(const Results& results, const table::Table& communes,
                                                 text::Language lang);
[[nodiscard]] carto::GraduatedScale time_scale(const study::Study& study);
[[nodiscard]] carto::CategoryScale class_scale(text::Language lang);
[[nodiscard]] carto::Marker health_house_marker(territory::SiteState state);
// Of an open site, on maps and in QGIS.
[[nodiscard]] carto::Marker site_marker(territory::SiteKind kind);

// "Insee, populations légales (2022)" … one entry per source, in the order of the inputs.
[[nodiscard]] std::vector<std::string> source_lines(const Loaded& loaded);

}  // namespace maillage::workflow
