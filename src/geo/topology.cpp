#include "maillage/geo/topology.hpp"

#include <fmt/format.h>
#include <geos_c.h>

#include <cmath>
#include <utility>

#include "maillage/core/error.hpp"

namespace maillage::geo {
namespace {

// One GEOS context with the text of its last error, and the conversions that need it.
class Geos {
 public:
  struct Deleter {
    GEOSContextHandle_t handle = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(handle, geometry); }
  };
  using Shape = std::unique_ptr<GEOSGeometry, Deleter>;

  Geos() : handle_(GEOS_init_r()) {
    if (handle_ == nullptr) throw Error(ErrorCode::internal, "GEOS gives no context");
    GEOSContext_setErrorMessageHandler_r(handle_, remember, &last_error_);
  }
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }

  Shape own(GEOSGeometry* geometry, std::string_view doing) const {
    if (geometry == nullptr) throw error(doing);
    return Shape(geometry, Deleter{handle_});
  }
  [[nodiscard]] Error error(std::string_view doing) const {
    return Error(ErrorCode::geometry,
                 fmt::format("{} failed: {}", doing, last_error_.empty() ? "no reason given" : last_error_));
  }

  Shape ring(const Ring& points) const {
    GEOSCoordSequence* coordinates =
        GEOSCoordSeq_copyFromBuffer_r(handle_, &points.data()->x, static_cast<unsigned>(points.size()), 0, 0);
    if (coordinates == nullptr) throw error("taking the points of a ring");
    return own(GEOSGeom_createLinearRing_r(handle_, coordinates), "building a ring");
  }
  Shape polygon(const Polygon& polygon) const {
    Shape outer = ring(polygon.outer);
    std::vector<Shape> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(ring(hole));
    std::vector<GEOSGeometry*> raw;
    for (Shape& hole : holes) raw.push_back(hole.release());
    return own(
        GEOSGeom_createPolygon_r(handle_, outer.release(), raw.data(), static_cast<unsigned>(raw.size())),
        "building a polygon");
  }
  Shape collection(std::vector<Shape> parts, int type) const {
    std::vector<GEOSGeometry*> raw;
    for (Shape& part : parts) raw.push_back(part.release());
    return own(GEOSGeom_createCollection_r(handle_, type, raw.data(), static_cast<unsigned>(raw.size())),
               "building a collection");
  }
  Shape area(const MultiPolygon& polygons) const {
    std::vector<Shape> parts;
    for (const Polygon& p : polygons) parts.push_back(polygon(p));
    return collection(std::move(parts), GEOS_MULTIPOLYGON);
  }

  // The polygons of `shape`, however nested; lines and points in it are left out.
  void polygons(const GEOSGeometry* shape, MultiPolygon& out) const {
    const int type = GEOSGeomTypeId_r(handle_, shape);
    if (type == GEOS_POLYGON) {
      if (GEOSisEmpty_r(handle_, shape) == 0) out.push_back(polygon_of(shape));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
      const int count = GEOSGetNumGeometries_r(handle_, shape);
      for (int i = 0; i < count; ++i) polygons(GEOSGetGeometryN_r(handle_, shape, i), out);
    }
  }

 private:
  static void remember(const char* message, void* text) { *static_cast<std::string*>(text) = message; }

  Ring ring_of(const GEOSGeometry* ring) const {
    static_assert(sizeof(XY) == 2 * sizeof(double));
    const GEOSCoordSequence* coordinates = GEOSGeom_getCoordSeq_r(handle_, ring);
    unsigned size = 0;
    if (coordinates == nullptr || GEOSCoordSeq_getSize_r(handle_, coordinates, &size) == 0) {
      throw error("reading a ring");
    }
    Ring points(size);
    if (GEOSCoordSeq_copyToBuffer_r(handle_, coordinates, &points.data()->x, 0, 0) == 0)
      throw error("reading a ring");
    return points;
  }
  Polygon polygon_of(const GEOSGeometry* shape) const {
    Polygon polygon;
    polygon.outer = ring_of(GEOSGetExteriorRing_r(handle_, shape));
    const int holes = GEOSGetNumInteriorRings_r(handle_, shape);
    for (int i = 0; i < holes; ++i)
      polygon.holes.push_back(ring_of(GEOSGetInteriorRingN_r(handle_, shape, i)));
    return polygon;
  }

  GEOSContextHandle_t handle_;
  mutable std::string last_error_;
};

constexpr std::size_t smallest_ring = 4;  // a triangle, closed

// What GEOS refuses even to take in; empty when it would.
std::string ring_trouble(const Ring& ring) {
  for (const XY p : ring) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return "a coordinate is not a finite number";
  }
  if (ring.empty()) return "a ring is empty";
  if (ring.front() != ring.back())
    return fmt::format("Ring not closed[{} {}]", ring.front().x, ring.front().y);
  if (ring.size() < smallest_ring) {
    return fmt::format("Too few points in a ring[{} {}]", ring.front().x, ring.front().y);
  }
  return {};
}

std::string ring_trouble(const MultiPolygon& area) {
  for (const Polygon& polygon : area) {
    if (std::string trouble = ring_trouble(polygon.outer); !trouble.empty()) return trouble;
    for (const Ring& hole : polygon.holes) {
      if (std::string trouble = ring_trouble(hole); !trouble.empty()) return trouble;
    }
  }
  return {};
}

// Closed and without the points that are no numbers; empty when no surface is left.
Ring usable_ring(const Ring& ring) {
  Ring out;
  for (const XY p : ring) {
    if (std::isfinite(p.x) && std::isfinite(p.y)) out.push_back(p);
  }
  if (!out.empty() && out.front() != out.back()) out.push_back(out.front());
  if (out.size() < smallest_ring) out.clear();
  return out;
}

bool lower(XY a, XY b) { return a.y != b.y ? a.y < b.y : a.x < b.x; }

double signed_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const XY a = ring[i];
    const XY b = ring[i + 1];
    const XY o = ring.front();
    twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
  }
  return twice / 2;
}

void normalise_ring(Ring& ring, bool counter_clockwise) {
  if (ring.size() < smallest_ring) return;
  ring.pop_back();
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), lower), ring.end());
  ring.push_back(ring.front());
  if ((signed_area(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
}

bool ring_before(const Ring& a, const Ring& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), lower);
}

}  // namespace

std::string invalid_reason(const MultiPolygon& area) {
  if (std::string trouble = ring_trouble(area); !trouble.empty()) return trouble;
  const Geos geos;
  const Geos::Shape shape = geos.area(area);
  // 1 = valid, 0 = not, 2 = GEOS itself failed.
  if (GEOSisValid_r(geos.handle(), shape.get()) == 1) return {};
  char* text = GEOSisValidReason_r(geos.handle(), shape.get());
  if (text == nullptr) throw geos.error("checking an area");
  std::string reason = text;
  GEOSFree_r(geos.handle(), text);
  return reason;
}

MultiPolygon make_valid(const MultiPolygon& area) {
  MultiPolygon usable;
  for (const Polygon& polygon : area) {
    Polygon kept{usable_ring(polygon.outer), {}};
    if (kept.outer.empty()) continue;
    for (const Ring& hole : polygon.holes) {
      if (Ring ring = usable_ring(hole); !ring.empty()) kept.holes.push_back(std::move(ring));
    }
    usable.push_back(std::move(kept));
  }
  const Geos geos;
  const Geos::Shape shape = geos.area(usable);
  GEOSMakeValidParams* parameters = GEOSMakeValidParams_create_r(geos.handle());
  GEOSMakeValidParams_setMethod_r(geos.handle(), parameters, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.handle(), parameters, 0);
  GEOSGeometry* valid = GEOSMakeValidWithParams_r(geos.handle(), shape.get(), parameters);
  GEOSMakeValidParams_destroy_r(geos.handle(), parameters);
  MultiPolygon out;
  geos.polygons(geos.own(valid, "repairing an area").get(), out);
  return normalise(std::move(out));
}

MultiPolygon normalise(MultiPolygon area) {
  for (Polygon& polygon : area) {
    normalise_ring(polygon.outer, true);
    for (Ring& hole : polygon.holes) normalise_ring(hole, false);
    std::sort(polygon.holes.begin(), polygon.holes.end(), ring_before);
  }
  std::sort(area.begin(), area.end(),
            [](const Polygon& a, const Polygon& b) { return ring_before(a.outer, b.outer); });
  return area;
}

MultiPolygon unite(const std::vector<const MultiPolygon*>& areas) {
  const Geos geos;
  std::vector<Geos::Shape> parts;
  for (const MultiPolygon* area : areas) {
    for (const Polygon& polygon : *area) parts.push_back(geos.polygon(polygon));
  }
  const Geos::Shape all = geos.collection(std::move(parts), GEOS_GEOMETRYCOLLECTION);
  MultiPolygon out;
  geos.polygons(geos.own(GEOSUnaryUnion_r(geos.handle(), all.get()), "uniting areas").get(), out);
  return normalise(std::move(out));
}

std::optional<XY> label_point(const MultiPolygon& area) {
  const Polygon* largest = nullptr;
  double most = 0;
  for (const Polygon& polygon : area) {
    const double surface = geo::area(MultiPolygon{polygon});
    if (surface > most) most = surface, largest = &polygon;
  }
  if (largest == nullptr || !ring_trouble(MultiPolygon{*largest}).empty()) return std::nullopt;
  const Geos geos;
  const Geos::Shape shape = geos.polygon(*largest);
  const Geos::Shape point = geos.own(GEOSPointOnSurface_r(geos.handle(), shape.get()), "placing a label");
  XY place;
  if (GEOSisEmpty_r(geos.handle(), point.get()) != 0 ||
      GEOSGeomGetX_r(geos.handle(), point.get(), &place.x) == 0 ||
      GEOSGeomGetY_r(geos.handle(), point.get(), &place.y) == 0) {
    return std::nullopt;
  }
  return place;
}

std::optional<XY> innermost_point(const MultiPolygon& area, double tolerance) {
  if (!(tolerance > 0)) throw Error(ErrorCode::usage, fmt::format("the tolerance is {} m", tolerance));
  if (!(geo::area(area) > 0) || !ring_trouble(area).empty()) return std::nullopt;
  const Geos geos;
  const Geos::Shape shape = geos.area(area);
  // A line from the centre of the circle to the border.
  const Geos::Shape radius = geos.own(GEOSMaximumInscribedCircle_r(geos.handle(), shape.get(), tolerance),
                                      "finding the innermost point");
  const Geos::Shape centre =
      geos.own(GEOSGeomGetStartPoint_r(geos.handle(), radius.get()), "finding the innermost point");
  XY place;
  if (GEOSGeomGetX_r(geos.handle(), centre.get(), &place.x) == 0 ||
      GEOSGeomGetY_r(geos.handle(), centre.get(), &place.y) == 0) {
    return std::nullopt;
  }
  return place;
}

}  // namespace maillage::geo
