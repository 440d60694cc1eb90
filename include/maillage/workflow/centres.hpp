#pragma once
// Where the people of each commune are, when the boundaries do not say (METHODS § 1): the inhabited cell
// nearest to the mean of the cells; else the road node with most local streets around it. A point of the polygon only
// where a crow-fly study asks for it ([travel] geometric_centres): in a mountain commune that is a hillside.

#include "maillage/core/diagnostics.hpp"
#include "maillage/sources/fields.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::workflow {

struct StreetOptions {
  double radius = 500;  // metres around a node within which streets count; > 0
};

// From the territory's cells, for communes that have no centre yet. O(cells).
void centres_from_cells(territory::Territory& territory, Diagnostics& diagnostics);

// From the ends of road lines, for communes that still have none: the end with the greatest length of local
// streets (residential, living_street, unclassified, tertiary, service; every road where no class is given)
// within the radius, among the ends inside the commune; ties by lowest x, then y. Flagged "street-density".
// What is left has no centre, and a warning. O(roads · ends within the radius).
void centres_from_streets(const sources::Fields& roads, const table::Table& lines, StreetOptions options,
                          territory::Territory& territory, Diagnostics& diagnostics);

// For communes that still have none: the point of the polygon farthest from its border. Flagged "inside-polygon", and a
// warning with their number: it is a geometric point, not where people live.
void centres_inside_polygons(territory::Territory& territory, Diagnostics& diagnostics);

// Counts the communes that no rule could place.
void report_missing_centres(const territory::Territory& territory, Diagnostics& diagnostics);

}  // namespace maillage::workflow
