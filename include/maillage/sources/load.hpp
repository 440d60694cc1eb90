#pragma once
// From tables to the territory, one input at a time. Each function checks what it reads, throws Error(input)
// with file and line on values that cannot be (negative, not a number, duplicate ids), and counts in
// diagnostics what could not be used. Order: communes first, then departments, the rest in any order.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/sources/fields.hpp"
#include "maillage/sources/passage.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::sources {

// Communes of the départements in `area` (empty: all). Codes are brought to date by `passage`; the polygons of
// communes that have merged are dissolved, and said. Sorted by code. Error(input) when none remains.
// The chefs-lieux of the columns seat_x and seat_y are brought from `seat_crs`, that of the file, to the territory's.
// Error(input) too when a code stands twice, or a département of `area` has no commune.
void load_communes(const Fields& fields, const Passage& passage, const std::vector<std::string>& area,
                   geo::Crs seat_crs, territory::Territory& territory, Diagnostics& diagnostics);
// Seats of communes from a file of their own (roles code, x, y or points), over those of the boundaries. Of merged communes
// the seat under the code in force is taken.
void load_seats(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                Diagnostics& diagnostics);
// Départements of the communes. Without `fields` (null) they are dissolved from the communes, and said.
void load_departments(const Fields* fields, territory::Territory& territory, Diagnostics& diagnostics);
// Adds to the communes' populations and ages. Rows of merged communes are summed.
void load_population(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                     Diagnostics& diagnostics);
// Cells with people; those outside every commune are counted with their people. Where the input gives no
// population per commune, the communes' populations become the sums of their cells, and it is said; where
// both are given and differ, too.
void load_cells(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                Diagnostics& diagnostics);
// EPCI and living areas as meshes, official zones on communes. Communes in no group are listed.
void load_memberships(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                      Diagnostics& diagnostics);
// CPTS from a list of communes, or from polygons (a commune belongs to the CPTS that hold its centre: call
// after the centres are known). Overlaps and gaps are counted.
void load_cpts(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
               Diagnostics& diagnostics);

struct SiteOptions {
  // Categories to use and the kind each is; sites of others are counted and left out. Empty: FINESS numbers and our own
  // names, and what is neither is kept as "other".
  std::map<std::string, territory::SiteKind> kinds = {};
  // CRS of the roles check_x and check_y, which are compared with the point; empty: nothing is.
  std::optional<geo::Crs> check_crs = {};
  Metres check_tolerance{100};  // the pairs may be so far apart; > 0
};
// Sites stand where their coordinates say; a second pair and an INSEE code that say otherwise are counted and named.
// Returns how many rows lie in the study area, used or not.
std::size_t load_sites(const Fields& fields, const SiteOptions& options, const CommuneResolver& resolver,
                       territory::Territory& territory, Diagnostics& diagnostics);
void load_physicians(const Fields& fields, territory::Territory& territory, Diagnostics& diagnostics);
void load_physician_counts(const Fields& fields, const CommuneResolver& resolver,
                           territory::Territory& territory, Diagnostics& diagnostics);
// The départements as a mesh, from the communes' codes.
void add_department_mesh(territory::Territory& territory);

}  // namespace maillage::sources
