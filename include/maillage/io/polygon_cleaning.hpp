#pragma once
// Polygons that are not valid (OGC Simple Features), repaired and said.

#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/table/table.hpp"

namespace maillage::io {

struct CleaningOptions {
  std::string subject = {};    // what diagnostics are about; empty: the table's name
  std::string id_column = {};  // names the records; empty or absent: "row N"
  Execution execution = {};
};

struct Repair {
  std::size_t row = 0;
  std::string id;
  std::string reason;      // as GEOS words it, with the place
  double area_before = 0;  // of what was drawn (shoelace), in units of the plane
  double area_after = 0;   // 0: nothing was left
};

struct PolygonCleaning {
  table::Table table;  // unusable polygons have no geometry any more
  std::vector<Repair> repairs;
};

// Valid polygons are not touched, not even their point order. Each repair is a note `geometry-repaired`; a polygon of
// which no surface is left is a warning `geometry-unusable`. Tables of points or lines come back unchanged.
[[nodiscard]] PolygonCleaning clean_polygons(table::Table table, const CleaningOptions& options,
                                             Diagnostics& diagnostics);

}  // namespace maillage::io
