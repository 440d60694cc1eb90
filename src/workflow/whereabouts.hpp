#pragma once
// Whether the inputs of a study lie where they say: wrong coordinate systems, swapped axes and copied outlines would
// otherwise give an empty result that looks like an answer.

#include <string>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/units.hpp"
#include "maillage/table/table.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::workflow {

// Throws Error(crs) naming the first commune that lies outside the part of the earth its code tells, or outside the area
// for which the study's CRS is made (two degrees wider). For real territories only.
void require_in_place(const territory::Territory& territory, const std::string& file);
// Throws Error(crs) when the outline of a département does not meet its communes.
void require_outlines(const territory::Territory& territory, const std::string& file);
// Counts the communes that cover one another: a point inside one lies in another too. O(n log n).
void report_overlaps(const territory::Territory& territory, Diagnostics& diagnostics);
// Throws Error(crs) when no road comes within `reach` of the box of the communes.
void require_roads_near(const territory::Territory& territory, const table::Table& roads, Metres reach,
                        const std::string& file);

}  // namespace maillage::workflow
