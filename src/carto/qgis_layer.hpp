#pragma once
#include <string>

#include "maillage/carto/qgis_project.hpp"

namespace maillage::carto {

// QGIS ignores ids of ten characters or fewer.
[[nodiscard]] std::string layer_id(const std::string& key);
// "./maillage.gpkg|layername=communes".
[[nodiscard]] std::string data_source(const QgisLayer& layer);
[[nodiscard]] std::string provider(const QgisLayer& layer);
[[nodiscard]] std::string crs_xml(geo::Crs crs);
// <maplayer>.
[[nodiscard]] std::string layer_xml(const QgisLayer& layer, const QgisProject& project);

}  // namespace maillage::carto
