#pragma once
#include <string>

#include "maillage/carto/qgis_project.hpp"

namespace maillage::carto {

// <Layout>: one A4 page.
[[nodiscard]] std::string layout_xml(const QgisLayout& layout, const QgisProject& project);
// Throws Error(internal) when there is none.
[[nodiscard]] const QgisLayer& layer_of(const QgisProject& project, const std::string& key);

}  // namespace maillage::carto
