#pragma once
// Texts inside XML: SVG, QML, SLD.

#include <string>
#include <string_view>

namespace maillage::text {

// Text for an XML element or a double-quoted attribute. Control characters, which XML 1.0 cannot hold, become spaces.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace maillage::text
