#pragma once
// The report of a run as one HTML page: figures, maps, charts, tables, data quality, method, limits.

#include <string>
#include <vector>

#include "maillage/carto/map.hpp"
#include "maillage/report/page.hpp"
#include "maillage/workflow/maps.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

// Larger drawings stand in the page as pictures of points (PNG): browsers draw a few megabytes of paths slowly, and the page
// must open on a telephone.
inline constexpr std::size_t largest_inline_svg = 1'500'000;  // bytes

// A map drawn for the page. `svg` is the file written beside, empty when the study asks for none: then it is drawn.
[[nodiscard]] report::MapFigure report_map(const NamedMap& map, std::string svg, text::Language lang);

// Every figure of the page that stands in summary.json names its place there (`data-key`).
[[nodiscard]] report::Page report_page(const Loaded& loaded, const Results& results,
                                       const ResultTables& tables, std::vector<report::MapFigure> maps,
                                       text::Language lang);

}  // namespace maillage::workflow
