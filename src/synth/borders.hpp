#pragma once
// From labelled hexagons to polygons that share their borders vertex for vertex: corners where three areas meet stay,
// the arcs between them are smoothed and simplified once, and both neighbours are drawn from the same vertices.

#include <array>
#include <cstdint>
#include <vector>

#include "departments.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::synth {

struct BorderVertex {
  Corner corner = 0;
  geo::XY raw;    // where the lattice (jittered) has it: always a valid drawing
  geo::XY place;  // smoothed
  std::array<std::int32_t, 3> next{-1, -1, -1};  // border vertices it is joined to
  bool junction = false;                         // three areas meet (the outside counts)
  bool coast = false;                            // the outside is one of them
  bool kept = true;
};

struct CommuneAreas {
  std::vector<geo::MultiPolygon> communes;
  std::vector<geo::MultiPolygon> departments;
};

// Every polygon is valid; throws Error(internal) otherwise.
[[nodiscard]] CommuneAreas make_areas(const Options& options, const Land& land, const Partition& partition,
                                      const Departments& departments, const Execution& execution);

}  // namespace maillage::synth
