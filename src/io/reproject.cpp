#include <fmt/format.h>

#include "maillage/io/layer.hpp"

namespace maillage::io {

table::Table transform(table::Table table, geo::Crs target) {
  if (!table.geometry()) return table;
  table::GeometryColumn geometry = *table.geometry();
  if (!geometry.crs.known()) {
    throw Error(ErrorCode::crs, fmt::format("{}: the coordinate reference system is unknown", table.name()),
                "state it, for example EPSG:2154");
  }
  if (geometry.crs == target) return table;
  const geo::Transformer transformer(geometry.crs, target);
  for (std::size_t row = 0; row < geometry.rows.size(); ++row) {
    try {
      geometry.rows[row] = transformer(geometry.rows[row]);
    } catch (const Error& e) {
      throw e.within(fmt::format("{}, row {}", table.name(), row + 1));
    }
  }
  geometry.crs = target;
  table.set_geometry(std::move(geometry));
  return table;
}

}  // namespace maillage::io
