#include "north.hpp"

#include <cmath>

#include "maillage/geo/crs.hpp"

namespace maillage::carto {

double north_angle(const MapSpec& spec) {
  const auto& geometry = *spec.choropleth.areas->geometry();
  if (!geometry.crs.known()) return 0;
  geo::Box box;
  for (const geo::Geometry& g : geometry.rows) box.add(geo::bounds(g));
  const geo::XY middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  const geo::XY here = geo::Transformer(geometry.crs, geo::wgs84)(middle);
  const geo::XY north = geo::Transformer(geo::wgs84, geometry.crs)(geo::XY{here.x, here.y + 0.01});
  return std::atan2(north.x - middle.x, north.y - middle.y);
}

}  // namespace maillage::carto
