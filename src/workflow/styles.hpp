#pragma once
// How QGIS shows each layer of the workspace: the classes and colours of the maps.

#include <vector>

#include "maillage/store/workspace.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

// One default style for each spatial layer; communes also get those of time and class, to switch to.
[[nodiscard]] std::vector<store::LayerStyle> layer_styles(const Loaded& loaded, const Results& results,
                                                          const ResultTables& tables, text::Language lang);

}  // namespace maillage::workflow
