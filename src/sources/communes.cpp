#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "maillage/geo/topology.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

using territory::Commune;

// The rows of one commune: usually one; several when communes have merged.
struct Pieces {
  std::vector<std::size_t> rows;
  std::vector<const geo::MultiPolygon*> areas;
  std::optional<std::size_t> own_row;  // the row whose code is already the one in force
};

std::map<std::string, Pieces> collect(const Fields& fields, const Passage& passage,
                                      const std::vector<std::string>& area, Diagnostics& diagnostics) {
  std::map<std::string, Pieces> pieces;
  std::set<std::string> seen;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string written = fields.text(row, "code");
    std::string code = territory::restore_commune_code(written);
    if (!territory::is_commune_code(code)) {
      throw fields.error(row, fmt::format("« {} » is no INSEE commune code", written),
                         std::string(territory::commune_code_hint(code)));
    }
    if (!seen.insert(code).second) {
      throw fields.error(row, fmt::format("commune {} stands twice", code),
                         "keep one row per commune, or dissolve them");
    }
    const bool own = !passage.moved(code);
    if (!own) {
      const std::string now = passage.current(code);
      diagnostics.add(Severity::note, "commune-code-moved", fields.subject(), code + "→" + now,
                      "former commune codes were resolved by the passage table");
      code = now;
    }
    if (!area.empty() && std::find(area.begin(), area.end(), territory::department_of(code)) == area.end()) {
      diagnostics.add(Severity::note, "outside-area", fields.subject(), code,
                      "communes outside the study area were left out");
      continue;
    }
    const geo::MultiPolygon* polygon = fields.polygon(row);
    if (polygon == nullptr || polygon->empty()) {
      diagnostics.add(Severity::error, "polygon-missing", fields.subject(), code,
                      "communes without a polygon were left out", "complete the boundaries");
      continue;
    }
    Pieces& p = pieces[code];
    if (own) p.own_row = row;
    p.rows.push_back(row);
    p.areas.push_back(polygon);
  }
  return pieces;
}

geo::XY seat(const Fields& fields, std::size_t row, const geo::Transformer* to_territory) {
  const auto x = fields.number(row, "seat_x");
  const auto y = fields.number(row, "seat_y");
  if (!x || !y)
    throw fields.error(row, "the chef-lieu has no coordinates",
                       "complete seat_x and seat_y, or do not name these columns");
  if (to_territory == nullptr) return {*x, *y};
  try {
    return (*to_territory)({*x, *y});
  } catch (const Error& problem) {
    throw problem.within(fields.where(row));
  }
}

Commune make_commune(const std::string& code, const Pieces& pieces, const Fields& fields,
                     const geo::Transformer* seats, Diagnostics& diagnostics) {
  const std::size_t row = pieces.own_row.value_or(pieces.rows.front());
  Commune commune;
  commune.code = CommuneCode(code);
  commune.name = fields.text(row, "name");
  commune.department = DepartmentCode(territory::department_of(code));
  if (pieces.areas.size() > 1) {
    commune.area = geo::unite(pieces.areas);
    diagnostics.add(Severity::note, "communes-dissolved", fields.subject(), code,
                    "several polygons of one commune were dissolved");
  } else {
    commune.area = geo::normalise(*pieces.areas.front());
  }
  if (fields.has("seat_x") && fields.has("seat_y")) {
    commune.centre = seat(fields, row, seats);
    commune.centre_rule = territory::CentreRule::seat;
    if (!geo::contains(commune.area, commune.centre)) {
      diagnostics.add(Severity::warning, "seat-outside-commune", fields.subject(), code,
                      "chefs-lieux lie outside their commune; they were kept as given",
                      "check the coordinates and their CRS");
    }
  }
  return commune;
}

// Every département asked for has a commune, and there is one at all.
void require_area(const Fields& fields, const std::vector<std::string>& area,
                  const territory::Territory& territory) {
  if (territory.communes.empty() && area.empty()) {
    throw Error(ErrorCode::input, fmt::format("{}: no commune has a polygon", fields.file()),
                "give a layer of polygons, one per commune");
  }
  for (const std::string& department : area) {
    if (std::none_of(territory.communes.begin(), territory.communes.end(),
                     [&](const Commune& c) { return c.department.value == department; })) {
      throw Error(ErrorCode::input,
                  fmt::format("{}: no commune of département « {} »", fields.file(), department),
                  fmt::format("[area] departments is {}; write codes as 01, 2A or 971, and check that the "
                              "boundaries hold them with polygons",
                              fmt::join(area, ", ")));
    }
  }
}

}  // namespace

void load_communes(const Fields& fields, const Passage& passage, const std::vector<std::string>& area,
                   geo::Crs seat_crs, territory::Territory& territory, Diagnostics& diagnostics) {
  std::optional<geo::Transformer> seats;
  if (fields.has("seat_x") && fields.has("seat_y") && seat_crs != territory.crs)
    seats.emplace(seat_crs, territory.crs);
  for (const auto& [code, pieces] : collect(fields, passage, area, diagnostics)) {
    territory.communes.push_back(make_commune(code, pieces, fields, seats ? &*seats : nullptr, diagnostics));
  }
  require_area(fields, area, territory);
}

void load_departments(const Fields* fields, territory::Territory& territory, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<const geo::MultiPolygon*>> communes;
  for (const Commune& c : territory.communes) communes[c.department.value].push_back(&c.area);
  std::map<std::string, territory::Department> found;
  for (std::size_t row = 0; fields != nullptr && row < fields->rows(); ++row) {
    const std::string code = fields->text(row, "code");
    const geo::MultiPolygon* polygon = fields->polygon(row);
    if (!communes.contains(code) || polygon == nullptr) continue;
    if (found.contains(code))
      throw fields->error(row, fmt::format("département {} stands twice", code),
                          "keep one row per département");
    found[code] = {DepartmentCode(code), fields->text(row, "name"), geo::normalise(*polygon)};
  }
  for (const auto& [code, areas] : communes) {
    if (!found.contains(code)) {
      found[code] = {DepartmentCode(code), code, geo::unite(areas)};
      diagnostics.add(Severity::note, "department-dissolved", "departments", code,
                      "boundaries of départements were dissolved from the communes");
    }
    territory.departments.push_back(std::move(found[code]));
  }
}

void add_department_mesh(territory::Territory& territory) {
  territory::Mesh mesh{"department", {}};
  for (const territory::Department& d : territory.departments) {
    territory::Group group{d.code.value, d.name, {}};
    for (std::uint32_t c = 0; c < territory.communes.size(); ++c) {
      if (territory.communes[c].department == d.code) group.communes.push_back(c);
    }
    mesh.groups.push_back(std::move(group));
  }
  territory.meshes.insert(territory.meshes.begin(), std::move(mesh));
}

}  // namespace maillage::sources
