#pragma once
#include <string>
#include <utility>
#include <vector>

namespace maillage::store {

// The QGIS style with the columns' names for people (column, alias) in it. GDAL before 3.7 does not read them from
// gpkg_data_columns, so that QGIS would show none. A style that has aliases, or is no QGIS style, stays as it is.
[[nodiscard]] std::string with_aliases(std::string qml,
                                       const std::vector<std::pair<std::string, std::string>>& aliases);

}  // namespace maillage::store
