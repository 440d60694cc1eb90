#pragma once
// What a style of its own and a layer of a project have in common in QGIS's XML.

#include <string>

#include "maillage/carto/qgis_style.hpp"

namespace maillage::carto {

// Renderer, labels and kind of geometry, without the element around them.
[[nodiscard]] std::string style_body(const LayerStyle& style);

// The letters of our maps, then those QGIS brings along, then those most systems have.
[[nodiscard]] std::string font_families();

}  // namespace maillage::carto
