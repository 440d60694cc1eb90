#include "whereabouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "maillage/core/error.hpp"
#include "maillage/geo/topology.hpp"

namespace maillage::workflow {
namespace {

using territory::Commune;
using territory::Territory;

constexpr double around_coasts = 0.3;  // degrees: outlines at sea, islands
constexpr double around_crs = 2;       // degrees: a projection does not end at its stated border

std::string in_words(geo::LonLat p) {
  return fmt::format("{:.1f}° {} {:.1f}° {}", std::abs(p.lat), p.lat < 0 ? "S" : "N", std::abs(p.lon),
                     p.lon < 0 ? "W" : "E");
}

std::array<geo::XY, 4> corners(const geo::Box& box) {
  return {{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.min_x, box.max_y}, {box.max_x, box.max_y}}};
}

Error elsewhere(const std::string& file, const Commune& commune, geo::LonLat place) {
  return {ErrorCode::crs,
          fmt::format("{}: commune {} reaches {}, far from the département {}", file, commune.code.value,
                      in_words(place), commune.department.value),
          "correct its coordinates; for a whole layer state its CRS in [inputs.communes] (crs = \"EPSG:…\") "
          "and check "
          "that x is the easting and y the northing"};
}

Error outside_crs(const Territory& territory, const std::string& file, const Commune& commune,
                  geo::LonLat place, const std::optional<geo::AreaOfUse>& home) {
  const std::string better =
      home ? geo::legal_crs(commune.department.value).text() : std::string("one made for this place");
  return {ErrorCode::crs,
          fmt::format("{}: commune {} reaches {}, where {} is not made for", file, commune.code.value,
                      in_words(place), territory.crs.text()),
          fmt::format("set [study] crs = \"{}\", or correct the CRS of the layer", better)};
}

}  // namespace

void require_in_place(const Territory& territory, const std::string& file) {
  const geo::Transformer to_degrees(territory.crs, geo::wgs84);
  const geo::AreaOfUse usable = geo::area_of_use(territory.crs);
  for (const Commune& commune : territory.communes) {
    const auto home = geo::whereabouts(commune.department.value);
    for (const geo::XY corner : corners(geo::bounds(commune.area))) {
      geo::XY degrees;
      try {
        degrees = to_degrees(corner);
      } catch (const Error& problem) {
        throw problem.within(fmt::format("{}: commune {}", file, commune.code.value));
      }
      const geo::LonLat place{degrees.x, degrees.y};
      if (home && !home->contains(place, around_coasts)) throw elsewhere(file, commune, place);
      if (!usable.contains(place, around_crs)) throw outside_crs(territory, file, commune, place, home);
    }
  }
}

void require_outlines(const Territory& territory, const std::string& file) {
  std::map<std::string, geo::Box> boxes;
  for (const Commune& c : territory.communes) boxes[c.department.value].add(geo::bounds(c.area));
  for (const territory::Department& d : territory.departments) {
    if (geo::bounds(d.area).intersects(boxes[d.code.value])) continue;
    throw Error(
        ErrorCode::crs,
        fmt::format("{}: the outline of the département {} lies apart from its communes", file, d.code.value),
        "state the CRS of the layer in [inputs.departments] (crs = \"EPSG:…\"), or check its codes");
  }
}

void report_overlaps(const Territory& territory, Diagnostics& diagnostics) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const Commune& c : territory.communes) areas.push_back(&c.area);
  const geo::AreaIndex index(areas);
  for (std::size_t c = 0; c < areas.size(); ++c) {
    const auto inside = geo::label_point(*areas[c]);
    if (!inside) continue;
    for (const std::size_t other : index.at(*inside)) {
      if (other == c) continue;
      diagnostics.add(
          Severity::error, "communes-overlap", "communes",
          fmt::format("{} in {}", territory.communes[c].code.value, territory.communes[other].code.value),
          "communes cover one another; what stands in both counts in the first by code",
          "draw them again, or keep one of two polygons drawn twice");
    }
  }
}

void require_roads_near(const Territory& territory, const table::Table& roads, Metres reach,
                        const std::string& file) {
  geo::Box box;
  for (const Commune& c : territory.communes) box.add(geo::bounds(c.area));
  box.add(geo::XY{box.min_x - reach.value, box.min_y - reach.value});
  box.add(geo::XY{box.max_x + reach.value, box.max_y + reach.value});
  const auto& lines = roads.geometry()->rows;
  if (std::any_of(lines.begin(), lines.end(),
                  [&](const geo::Geometry& line) { return geo::bounds(line).intersects(box); })) {
    return;
  }
  throw Error(ErrorCode::crs,
              fmt::format("{}: none of the {} roads lies in the study area", file, roads.rows()),
              "state the CRS of the layer in [inputs.roads] (crs = \"EPSG:…\"), and check that it is of this "
              "territory");
}

}  // namespace maillage::workflow
