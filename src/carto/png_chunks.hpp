#pragma once
#include <string>

#include "canvas.hpp"

namespace maillage::carto {

// The PNG with its resolution (pHYs) and its title, author and description (iTXt, UTF-8) after the header.
[[nodiscard]] std::string with_description(const std::string& png, double dots_per_inch,
                                           const Description& description);

}  // namespace maillage::carto
