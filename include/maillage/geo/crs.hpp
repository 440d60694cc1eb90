#pragma once
// Coordinate reference systems: which one, and from one to another. The only code that calls PROJ.
// Axis order is always easting/longitude first, whatever the authority says.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "maillage/geo/geometry.hpp"

namespace maillage::geo {

// A CRS named by its EPSG code; code 0 = unknown. Value type, cheap to copy.
struct Crs {
  int epsg = 0;
  friend bool operator==(const Crs&, const Crs&) = default;
  [[nodiscard]] bool known() const { return epsg != 0; }
  [[nodiscard]] std::string text() const;  // "EPSG:2154"; "unknown" for 0
};

inline constexpr Crs wgs84{4326};
inline constexpr Crs lambert93{2154};

// "EPSG:2154", "epsg:2154" or "2154". Throws Error(crs) when malformed or unknown to PROJ.
[[nodiscard]] Crs parse_crs(std::string_view text);
// Identifies a WKT definition (from a file) with an EPSG code; unknown Crs when nothing matches surely.
[[nodiscard]] Crs identify_wkt(const std::string& wkt);
// True when the unit of the axes is the metre (projected), false for degrees. Throws Error(crs) when unknown.
[[nodiscard]] bool is_projected(Crs crs);

// From one CRS to another. Copying is not possible; one per thread.
class Transformer {
 public:
  // Throws Error(crs) when there is no operation between the two.
  Transformer(Crs from, Crs to);
  ~Transformer();
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;

  // Throws Error(crs) when the point is outside the domain (PROJ answers HUGE_VAL or an error).
  [[nodiscard]] XY operator()(XY point) const;
  [[nodiscard]] Geometry operator()(const Geometry& geometry) const;
  [[nodiscard]] MultiPolygon operator()(const MultiPolygon& area) const;
  [[nodiscard]] bool identity() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Where a CRS may be used, in degrees; a box that crosses the 180th meridian has west > east.
struct AreaOfUse {
  double west = -180, south = -90, east = 180, north = 90;
  [[nodiscard]] bool contains(LonLat p, double margin) const;  // margin in degrees
};
// As the EPSG register states it; the whole earth when it states nothing. Throws Error(crs) when unknown to PROJ.
[[nodiscard]] AreaOfUse area_of_use(Crs crs);
// The part of the earth that holds a French département (its region for the metropolis), a little wider than its
// coasts; empty for a code that is none.
[[nodiscard]] std::optional<AreaOfUse> whereabouts(std::string_view department_code);

// The legal projected CRS of a French département: 2154 in the metropolis, 5490 (971, 972), 2972 (973), 2975 (974), 4471 (976).
[[nodiscard]] Crs legal_crs(std::string_view department_code);

}  // namespace maillage::geo
