#pragma once
// Validity, union, adjacency, point-in-polygon: the only code that calls GEOS. One GEOS context per call or index.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "maillage/geo/geometry.hpp"

namespace maillage::geo {

// Empty when the area is valid (OGC), otherwise the reason with the place, as GEOS words it.
[[nodiscard]] std::string invalid_reason(const MultiPolygon& area);
// The valid area nearest to what was drawn (GEOS MakeValid, structure method); parts without surface are lost,
// which the caller reports. Empty when nothing with a surface remains.
[[nodiscard]] MultiPolygon make_valid(const MultiPolygon& area);
// Outer rings counter-clockwise, holes clockwise, rings started at their lowest point: equal areas, equal bytes.
[[nodiscard]] MultiPolygon normalise(MultiPolygon area);
// The union of the areas, normalised; O(n log n) cascaded. Inputs must be valid.
[[nodiscard]] MultiPolygon unite(const std::vector<const MultiPolygon*>& areas);
// A point inside, for labels only (never where people live).
[[nodiscard]] std::optional<XY> label_point(const MultiPolygon& area);

// The point inside that is farthest from the border, to `tolerance` metres (centre of the largest inscribed circle, "pole of
// inaccessibility"; GEOS MaximumInscribedCircle). Empty when the area has no surface. Equal areas, equal bytes.
[[nodiscard]] std::optional<XY> innermost_point(const MultiPolygon& area, double tolerance = 10);

// Pairs (i < j) of areas that share a boundary of positive length (a corner alone is not contiguity).
// Works on coverages whose shared borders have the same vertices and on those that do not. Sorted.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> contiguous_pairs(
    const std::vector<const MultiPolygon*>& areas);

// Immutable index over areas; at() answers which areas hold a point (boundary included), in increasing order.
// Const calls are safe from several threads.
class AreaIndex {
 public:
  explicit AreaIndex(const std::vector<const MultiPolygon*>& areas);
  ~AreaIndex();
  AreaIndex(AreaIndex&&) noexcept;
  AreaIndex& operator=(AreaIndex&&) noexcept;
  [[nodiscard]] std::vector<std::size_t> at(XY point) const;
  // The lowest index that holds the point.
  [[nodiscard]] std::optional<std::size_t> first_at(XY point) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::geo
