#pragma once
#include <string>

#include "maillage/report/page.hpp"

namespace maillage::report {

// In a box that scrolls by itself, so that a wide table never widens the page. Throws Error(internal) for ragged rows.
[[nodiscard]] std::string table_html(const Table& table, text::Language lang);

}  // namespace maillage::report
