#pragma once
#include <string>
#include <string_view>

namespace maillage::report {

// An SVG document as an element of a page: without prolog and fixed size, its ids and the references to them put behind
// `prefix`, so that several pictures live in one page. Only tags are touched, texts stay as they are. Throws
// Error(internal) for what is no SVG, or one with a script, an event or a reference outside.
[[nodiscard]] std::string inline_svg(std::string_view svg, std::string_view prefix);

}  // namespace maillage::report
