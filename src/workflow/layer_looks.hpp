#pragma once
// How each layer of the workspace is drawn: the classes and colours of the maps. For the styles kept with the layers
// and for the project alike.

#include <string>
#include <string_view>

#include "maillage/carto/qgis_style.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

// Outlines with names set up; no fill.
[[nodiscard]] carto::LayerStyle outlines(text::Language lang, carto::Line line);
[[nodiscard]] carto::Line mesh_line(std::string_view layer);
// The index by its classes, in a column of `table` (communes, or means of a mesh).
[[nodiscard]] carto::LayerStyle access_look(const Results& results, const ResultTables& tables,
                                            const table::Table& table, const std::string& column,
                                            text::Language lang);
// "10 min ou moins", "10 à 15 min", …
[[nodiscard]] carto::GraduatedScale labelled_time_scale(const study::Study& study, text::Language lang);
[[nodiscard]] carto::LayerStyle time_look(const study::Study& study, const ResultTables& tables,
                                          std::string_view kind, text::Language lang);
[[nodiscard]] carto::LayerStyle class_look(const Results& results, text::Language lang);
[[nodiscard]] carto::LayerStyle zones_look(text::Language lang);
// By kind, those that are there.
[[nodiscard]] carto::LayerStyle sites_look(const territory::Territory& territory, text::Language lang);
// Health houses by state, those that are there; closed ones are not shown.
[[nodiscard]] carto::LayerStyle health_houses_look(const territory::Territory& territory,
                                                   text::Language lang);

}  // namespace maillage::workflow
