#include <fmt/format.h>

#include <map>
#include <set>

#include "maillage/geo/topology.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

using Groups = std::map<std::string, territory::Group>;

void add_member(Groups& groups, const std::string& id, const std::string& name, std::uint32_t commune) {
  territory::Group& group = groups[id];
  group.id = id;
  if (group.name.empty()) group.name = name;
  group.communes.push_back(commune);
}

territory::Mesh make_mesh(const std::string& kind, Groups groups) {
  territory::Mesh mesh{kind, {}};
  for (auto& [id, group] : groups) {
    if (group.name.empty()) group.name = id;
    const std::set<std::uint32_t> members(group.communes.begin(), group.communes.end());
    group.communes.assign(members.begin(), members.end());
    mesh.groups.push_back(std::move(group));
  }
  return mesh;
}

void report_ungrouped(const territory::Mesh& mesh, const territory::Territory& territory, Severity severity,
                      const std::string& message, Diagnostics& diagnostics) {
  const auto of = mesh.of_communes(territory.communes.size());
  for (std::size_t c = 0; c < of.size(); ++c) {
    if (of[c].empty())
      diagnostics.add(severity, "commune-without-" + mesh.kind, mesh.kind, territory.communes[c].code.value,
                      message);
    if (of[c].size() > 1) {
      diagnostics.add(Severity::warning, "commune-in-several-" + mesh.kind, mesh.kind,
                      territory.communes[c].code.value,
                      "communes belong to several groups; their people count in each");
    }
  }
}

void cpts_from_polygons(const Fields& fields, territory::Territory& territory, Groups& groups,
                        Diagnostics& diagnostics) {
  std::set<std::string> seen;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string id = fields.text(row, "id");
    if (id.empty()) throw fields.error(row, "the CPTS has no id", "complete or remove the row");
    if (!seen.insert(id).second)
      throw fields.error(row, fmt::format("CPTS {} stands twice", id), "keep one polygon per CPTS");
    const geo::MultiPolygon* area = fields.polygon(row);
    if (area == nullptr || area->empty()) {
      diagnostics.add(Severity::error, "polygon-missing", "cpts", id, "CPTS without a polygon were left out");
      continue;
    }
    for (std::uint32_t c = 0; c < territory.communes.size(); ++c) {
      const territory::Commune& commune = territory.communes[c];
      if (commune.centre_rule != territory::CentreRule::none && geo::contains(*area, commune.centre)) {
        add_member(groups, id, fields.text(row, "name"), c);
      }
    }
    if (!groups.contains(id)) {
      diagnostics.add(Severity::note, "cpts-without-commune", "cpts", id,
                      "CPTS hold the centre of no commune of the study; they are not shown");
    }
  }
}

// Rows of merged communes may differ: the first class stays, and it is said.
void set_official_zone(const Fields& fields, std::size_t row, territory::Commune& commune,
                       Diagnostics& diagnostics) {
  const std::string zone = fields.text(row, "official_zone");
  if (commune.official_zone.empty()) commune.official_zone = zone;
  if (zone.empty() || zone == commune.official_zone) return;
  diagnostics.add(Severity::warning, "official-zone-differs", fields.subject(), commune.code.value,
                  "communes have several official classes; the first is kept");
}

}  // namespace

void load_memberships(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                      Diagnostics& diagnostics) {
  Groups epci;
  Groups living;
  bool any = false;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const auto commune = resolver.find(fields.text(row, "commune"), fields.subject(), diagnostics);
    if (!commune) continue;
    any = true;
    if (const std::string id = fields.text(row, "epci"); !id.empty())
      add_member(epci, id, fields.text(row, "epci_name"), *commune);
    if (const std::string id = fields.text(row, "living_area"); !id.empty()) {
      add_member(living, id, fields.text(row, "living_area_name"), *commune);
    }
    set_official_zone(fields, row, territory.communes[*commune], diagnostics);
  }
  resolver.require_any(any, fields);
  for (auto* groups : {&living, &epci}) {
    if (groups->empty()) continue;
    territory.meshes.push_back(make_mesh(groups == &living ? "living_area" : "epci", std::move(*groups)));
    report_ungrouped(territory.meshes.back(), territory, Severity::warning,
                     "communes belong to no group of this mesh", diagnostics);
  }
}

void load_cpts(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
               Diagnostics& diagnostics) {
  Groups groups;
  if (fields.has("commune")) {
    for (std::size_t row = 0; row < fields.rows(); ++row) {
      const std::string id = fields.text(row, "id");
      if (id.empty()) throw fields.error(row, "the CPTS has no id", "complete or remove the row");
      const auto commune = resolver.find(fields.text(row, "commune"), "cpts", diagnostics);
      if (commune) add_member(groups, id, fields.text(row, "name"), *commune);
    }
  } else if (fields.has_geometry()) {
    cpts_from_polygons(fields, territory, groups, diagnostics);
  } else {
    throw Error(
        ErrorCode::input, fields.subject() + ": neither a column of communes nor polygons",
        "a CPTS is a list of communes or a perimeter; a point is an association's office, not an area");
  }
  if (groups.empty()) {
    diagnostics.add_count(
        Severity::warning, "cpts-none", "cpts", fields.rows(),
        "no CPTS of the input holds a commune of the study: every commune counts as outside",
        "check that the file is of this territory, and its codes or CRS");
  }
  territory.meshes.push_back(make_mesh("cpts", std::move(groups)));
  report_ungrouped(territory.meshes.back(), territory, Severity::note, "communes belong to no CPTS",
                   diagnostics);
}

}  // namespace maillage::sources
