#pragma once
#include "canvas.hpp"
#include "layout.hpp"

namespace maillage::carto {

// Draws the whole page: frame, layers from the bottom up, names, title, legend, footer.
void draw_map(Canvas& canvas, const MapSpec& spec, const Layout& layout, const TextShaper& shaper);

}  // namespace maillage::carto
