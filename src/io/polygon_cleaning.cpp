#include "maillage/io/polygon_cleaning.hpp"

#include <fmt/format.h>

#include <utility>

#include "maillage/geo/topology.hpp"

namespace maillage::io {
namespace {

std::string id_of(const table::Table& table, const CleaningOptions& options, std::size_t row) {
  const table::Column* ids = table.find(options.id_column);
  return ids != nullptr && !ids->is_missing(row) ? ids->text(row) : fmt::format("row {}", row + 1);
}

// "Self-intersection[3 4]" → "Self-intersection"
std::string_view kind_of(std::string_view reason) { return reason.substr(0, reason.find('[')); }

}  // namespace

PolygonCleaning clean_polygons(table::Table table, const CleaningOptions& options, Diagnostics& diagnostics) {
  PolygonCleaning out;
  out.table = std::move(table);
  if (!out.table.geometry() || out.table.geometry()->kind != table::GeometryKind::polygon) return out;
  table::GeometryColumn geometry = *out.table.geometry();
  const std::string subject = options.subject.empty() ? out.table.name() : options.subject;
  constexpr std::size_t grain = 64;
  const auto reasons =
      parallel_map<std::string>(geometry.rows.size(), grain, options.execution, [&](std::size_t row) {
        const auto* area = std::get_if<geo::MultiPolygon>(&geometry.rows[row]);
        return area != nullptr ? geo::invalid_reason(*area) : std::string();
      });
  for (std::size_t row = 0; row < reasons.size(); ++row) {
    if (reasons[row].empty()) continue;
    auto& area = std::get<geo::MultiPolygon>(geometry.rows[row]);
    Repair repair{row, id_of(out.table, options, row), reasons[row], geo::area(area), 0};
    geo::MultiPolygon valid = geo::make_valid(area);
    repair.area_after = geo::area(valid);
    const std::string named = fmt::format("{} ({})", repair.id, kind_of(repair.reason));
    if (valid.empty()) {
      geometry.rows[row] = {};
      diagnostics.add(Severity::warning, "geometry-unusable", subject, named,
                      "the polygon has no surface and cannot be repaired; it is not used", "draw it again");
    } else {
      geometry.rows[row] = std::move(valid);
      diagnostics.add(Severity::note, "geometry-repaired", subject, named,
                      "the polygon was not valid and was repaired", "compare it with the source");
    }
    out.repairs.push_back(std::move(repair));
  }
  if (!out.repairs.empty()) out.table.set_geometry(std::move(geometry));
  return out;
}

}  // namespace maillage::io
