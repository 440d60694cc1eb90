#pragma once
#include "maillage/carto/map.hpp"

namespace maillage::carto {

// Where true north points at the middle of the territory, in radians clockwise from the top of the page; 0 when the
// CRS of the areas is not known.
[[nodiscard]] double north_angle(const MapSpec& spec);

}  // namespace maillage::carto
