#pragma once
#include "canvas.hpp"

namespace maillage::carto {

void draw_marker(Canvas& canvas, PagePoint at, const Marker& marker, double enlarged = 1);

}  // namespace maillage::carto
