#include "ogr_geometry.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "maillage/core/error.hpp"

namespace maillage::io {
namespace {

using table::GeometryKind;

geo::XY checked(double x, double y, bool swap_axes) {
  if (!std::isfinite(x) || !std::isfinite(y)) {
    throw Error(ErrorCode::geometry, fmt::format("a coordinate is not a finite number ({}, {})", x, y),
                "correct or remove the feature");
  }
  return swap_axes ? geo::XY{y, x} : geo::XY{x, y};
}

geo::LineString points_of(const OGRSimpleCurve& curve, bool swap_axes) {
  geo::LineString points;
  const int count = curve.getNumPoints();
  points.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) points.push_back(checked(curve.getX(i), curve.getY(i), swap_axes));
  return points;
}

geo::Ring ring_of(const OGRLinearRing& ring, bool swap_axes, GeometryRemarks& remarks) {
  geo::Ring points = points_of(ring, swap_axes);
  if (!points.empty() && points.front() != points.back()) {
    points.push_back(points.front());
    remarks.ring_closed = true;
  }
  return points;
}

void add_polygon(const OGRPolygon& polygon, bool swap_axes, GeometryRemarks& remarks,
                 geo::MultiPolygon& out) {
  if (polygon.IsEmpty() != 0) return;
  geo::Polygon values{ring_of(*polygon.getExteriorRing(), swap_axes, remarks), {}};
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
    values.holes.push_back(ring_of(*polygon.getInteriorRing(i), swap_axes, remarks));
  }
  out.push_back(std::move(values));
}

geo::XY single_point(const OGRMultiPoint& points, bool swap_axes) {
  if (points.getNumGeometries() > 1) {
    throw Error(ErrorCode::geometry,
                fmt::format("a feature of {} points is not a place", points.getNumGeometries()),
                "split multipoints into single points");
  }
  const OGRPoint* point = points.getGeometryRef(0);
  return checked(point->getX(), point->getY(), swap_axes);
}

geo::Geometry convert(const OGRGeometry& geometry, bool swap_axes, GeometryRemarks& remarks) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint* point = geometry.toPoint();
      return checked(point->getX(), point->getY(), swap_axes);
    }
    case wkbMultiPoint:
      return single_point(*geometry.toMultiPoint(), swap_axes);
    case wkbLineString:
      return geo::MultiLineString{points_of(*geometry.toLineString(), swap_axes)};
    case wkbMultiLineString: {
      geo::MultiLineString lines;
      for (const OGRLineString* line : *geometry.toMultiLineString()) {
        if (line->IsEmpty() == 0) lines.push_back(points_of(*line, swap_axes));
      }
      return lines;
    }
    case wkbPolygon: {
      geo::MultiPolygon area;
      add_polygon(*geometry.toPolygon(), swap_axes, remarks, area);
      return area;
    }
    case wkbMultiPolygon: {
      geo::MultiPolygon area;
      for (const OGRPolygon* polygon : *geometry.toMultiPolygon())
        add_polygon(*polygon, swap_axes, remarks, area);
      return area;
    }
    default:
      throw Error(
          ErrorCode::geometry,
          fmt::format("the geometry type « {} » is not read", OGRToOGCGeomType(geometry.getGeometryType())),
          "export points, lines or polygons; split geometry collections");
  }
}

void add_points(OGRSimpleCurve& curve, const std::vector<geo::XY>& points) {
  curve.setNumPoints(static_cast<int>(points.size()), FALSE);
  for (std::size_t i = 0; i < points.size(); ++i)
    curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
}

std::unique_ptr<OGRLinearRing> ring_from(const geo::Ring& points) {
  auto ring = std::make_unique<OGRLinearRing>();
  add_points(*ring, points);
  return ring;
}

struct ToOgr {
  std::unique_ptr<OGRGeometry> operator()(std::monostate) const { return nullptr; }
  std::unique_ptr<OGRGeometry> operator()(geo::XY p) const { return std::make_unique<OGRPoint>(p.x, p.y); }
  std::unique_ptr<OGRGeometry> operator()(const geo::MultiLineString& lines) const {
    auto out = std::make_unique<OGRMultiLineString>();
    for (const geo::LineString& points : lines) {
      auto line = std::make_unique<OGRLineString>();
      add_points(*line, points);
      out->addGeometryDirectly(line.release());
    }
    return out;
  }
  std::unique_ptr<OGRGeometry> operator()(const geo::MultiPolygon& area) const {
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const geo::Polygon& values : area) {
      auto polygon = std::make_unique<OGRPolygon>();
      polygon->addRingDirectly(ring_from(values.outer).release());
      for (const geo::Ring& hole : values.holes) polygon->addRingDirectly(ring_from(hole).release());
      out->addGeometryDirectly(polygon.release());
    }
    return out;
  }
};

}  // namespace

geo::Geometry from_ogr(const OGRGeometry& geometry, bool swap_axes, GeometryRemarks& remarks) {
  if (geometry.IsEmpty() != 0) {
    remarks.empty = true;
    return {};
  }
  remarks.flattened = geometry.Is3D() != 0 || geometry.IsMeasured() != 0;
  if (geometry.hasCurveGeometry(TRUE) == 0 && OGR_GT_IsNonLinear(geometry.getGeometryType()) == 0) {
    return convert(geometry, swap_axes, remarks);
  }
  const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
  if (!linear) throw Error(ErrorCode::geometry, "a curve cannot be turned into chords");
  remarks.linearised = geometry.hasCurveGeometry(TRUE) != 0;
  return convert(*linear, swap_axes, remarks);
}

std::optional<GeometryKind> kind_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(OGR_GT_GetLinear(type))) {
    case wkbPoint:
    case wkbMultiPoint:
      return GeometryKind::point;
    case wkbLineString:
    case wkbMultiLineString:
      return GeometryKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
      return GeometryKind::polygon;
    default:
      return std::nullopt;
  }
}

std::optional<GeometryKind> kind_of(const geo::Geometry& geometry) {
  if (std::holds_alternative<geo::XY>(geometry)) return GeometryKind::point;
  if (std::holds_alternative<geo::MultiLineString>(geometry)) return GeometryKind::line;
  if (std::holds_alternative<geo::MultiPolygon>(geometry)) return GeometryKind::polygon;
  return std::nullopt;
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry) { return std::visit(ToOgr{}, geometry); }

}  // namespace maillage::io
