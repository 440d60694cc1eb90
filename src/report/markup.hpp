#pragma once
// Text and runs as HTML.

#include <string>
#include <string_view>

#include "maillage/report/prose.hpp"
#include "maillage/text/language.hpp"

namespace maillage::report {

// Escaped, for an element or a double-quoted attribute; French spacing for texts of ours.
[[nodiscard]] std::string words(std::string_view text, text::Language lang);
// As it is, escaped.
[[nodiscard]] std::string verbatim(std::string_view text);
[[nodiscard]] std::string markup(const Prose& prose, text::Language lang);

}  // namespace maillage::report
