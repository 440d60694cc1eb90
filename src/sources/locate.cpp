#include "locate.hpp"

namespace maillage::sources {

geo::AreaIndex commune_index(const territory::Territory& territory) {
  std::vector<const geo::MultiPolygon*> polygons;
  for (const territory::Commune& c : territory.communes) polygons.push_back(&c.area);
  return geo::AreaIndex(polygons);
}

std::optional<Located> locate(const Fields& fields, std::size_t row, const std::string& id,
                              const geo::AreaIndex& areas, const territory::Territory& territory,
                              Diagnostics& diagnostics) {
  const auto point = fields.point(row);
  if (!point) {
    diagnostics.add(Severity::warning, "position-missing", fields.subject(), id,
                    "rows without coordinates were left out", "complete x and y, or geocode the address");
    return std::nullopt;
  }
  const auto commune = areas.first_at(*point);
  if (!commune) {
    diagnostics.add(Severity::warning, "point-outside-area", fields.subject(), id,
                    "points lie outside every commune of the study and were left out",
                    "check their coordinates and CRS");
    return std::nullopt;
  }
  return Located{*point, territory.communes[*commune].code};
}

}  // namespace maillage::sources
