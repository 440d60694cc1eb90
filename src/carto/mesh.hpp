#pragma once
// Areas on the page's grid: fills without gaps and every border once.

#include <vector>

#include "screen_path.hpp"

namespace maillage::carto {

using GridLine = std::vector<GridPoint>;

// The ring on the grid: repeated points dropped, outer rings clockwise on the page and holes the other way (for the
// non-zero rule). Empty when nothing of it is left at this scale.
[[nodiscard]] GridLine grid_ring(const geo::Ring& ring, const ToPage& to_page, bool hole);
[[nodiscard]] std::vector<GridLine> grid_rings(const geo::MultiPolygon& area, const ToPage& to_page);
// Drops points so that no border moves by more than `tolerance` points: each border between two junctions once, so that
// shared borders stay shared (Douglas and Peucker 1973). Rings of which nothing is left become empty.
void simplify(std::vector<GridLine>& rings, double tolerance);
inline constexpr double drawn_tolerance = 0.1;  // points: 0.035 mm, below what print shows
// Adds rings as closed sub-paths.
void append(Path& path, const std::vector<GridLine>& rings);

// Lines made of the edges of rings or lines, each edge once, chained between junctions.
struct Borders {
  Path shared;  // edges of two or more rings
  Path single;  // edges of one ring: the outside
};
[[nodiscard]] Borders borders(const std::vector<GridLine>& rings, bool closed);

}  // namespace maillage::carto
