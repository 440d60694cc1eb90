#pragma once
#include <string>

#include "gdal.hpp"

namespace maillage::io {

// A cell that becomes text: strings as their bytes, dates and times in ISO 8601, lists in JSON. Not null.
[[nodiscard]] std::string field_text(const OGRFeature& feature, int field, OGRFieldType type);

}  // namespace maillage::io
