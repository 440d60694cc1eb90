#pragma once
// Writes a Page as one HTML file that needs nothing else: no network, no script to be complete. A small script sorts and
// filters tables where it may run; style and script are allowed by their hashes (Content-Security-Policy), anything else
// is refused by the browser.

#include <string>

#include "maillage/report/page.hpp"

namespace maillage::report {

// The same page gives the same bytes. Throws Error(internal) for ids that are empty, doubled or not of the form
// [a-z][a-z0-9_-]*, for links to an id that is not there, rows longer or shorter than their header, and maps without a
// picture or words. O(size of the page).
[[nodiscard]] std::string html(const Page& page);

}  // namespace maillage::report
