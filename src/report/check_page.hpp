#pragma once
#include "maillage/report/page.hpp"

namespace maillage::report {

// What html() promises of ids and links. Throws Error(internal).
void check_page(const Page& page);

}  // namespace maillage::report
