#pragma once
#include "workspace_project.hpp"

namespace maillage::workflow {

// "health_house" of the map "map_reach_health_house"; empty for the other maps.
[[nodiscard]] std::string reach_map_kind(const NamedMap& map);
// Access, travel time and zones as far as the project has their layers: each with the landmarks it is read with.
void add_themes(carto::QgisProject& project, const ProjectParts& parts);
// A page to print for each map of the run.
void add_layouts(carto::QgisProject& project, const ProjectParts& parts);

}  // namespace maillage::workflow
