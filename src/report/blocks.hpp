#pragma once
#include <string>

#include "maillage/report/page.hpp"

namespace maillage::report {

// A block as HTML, ended by a line break.
[[nodiscard]] std::string block_html(const Block& block, text::Language lang);

}  // namespace maillage::report
