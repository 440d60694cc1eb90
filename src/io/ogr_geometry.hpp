#pragma once
// OGR's geometry classes to and from plain values.

#include <memory>
#include <optional>

#include "gdal.hpp"
#include "maillage/geo/geometry.hpp"
#include "maillage/table/table.hpp"

namespace maillage::io {

// What was found on the way; the caller reports it.
struct GeometryRemarks {
  bool flattened = false;    // Z or M dropped
  bool linearised = false;   // curves replaced by chords
  bool ring_closed = false;  // the file left the first point of a ring unrepeated
  bool empty = false;        // monostate came out of an empty geometry
};

// Throws Error(geometry) without context: collections, surfaces of solids, multipoints of several points, coordinates
// that are no finite numbers.
[[nodiscard]] geo::Geometry from_ogr(const OGRGeometry& geometry, bool swap_axes, GeometryRemarks& remarks);

// Nothing for unknown, none or kinds that are not read.
[[nodiscard]] std::optional<table::GeometryKind> kind_of(OGRwkbGeometryType type);
[[nodiscard]] std::optional<table::GeometryKind> kind_of(const geo::Geometry& geometry);

// Lines and areas always as multi-geometries; null for monostate.
[[nodiscard]] std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry);

}  // namespace maillage::io
