#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "column_builder.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string text_of(std::string_view text) { return std::string(text); }

geo::MultiPolygon dissolve(const territory::Territory& territory,
                           const std::vector<std::uint32_t>& communes) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const std::uint32_t c : communes) areas.push_back(&territory.communes[c].area);
  return geo::unite(areas);
}

void add_reach(ColumnBuilder& add, const Loaded& loaded, const Results& results, const MeshFigures& mesh,
               Language lang) {
  for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
    for (std::size_t k = 0; k < loaded.study.threshold_minutes.size(); ++k) {
      add.whole(reach_words(results.reach[kind].kind, loaded.study.threshold_minutes[k], lang),
                [&, kind, k](std::size_t g) { return mesh.groups[g].within[kind][k]; });
    }
  }
}

// The same as shares of the people in the results.
void add_reach_shares(ColumnBuilder& add, const Loaded& loaded, const Results& results,
                      const MeshFigures& mesh, Language lang) {
  for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
    for (std::size_t k = 0; k < loaded.study.threshold_minutes.size(); ++k) {
      add.real(reach_share_words(results.reach[kind].kind, loaded.study.threshold_minutes[k], lang),
               [&, kind, k](std::size_t g) {
                 const GroupFigures& group = mesh.groups[g];
                 return group.usable_people > 0 ? 100 * group.within[kind][k] / group.usable_people : nan;
               });
    }
  }
}

// Sites in the group, and per 10 000 of its people: of every kind that the study has.
void add_sites(ColumnBuilder& add, const Loaded& loaded, const MeshFigures& mesh, Language lang) {
  using territory::SiteKind;
  for (std::size_t kind = 0; kind < static_cast<std::size_t>(SiteKind::other); ++kind) {
    const auto of_kind = static_cast<SiteKind>(kind);
    const auto& sites = loaded.territory.sites;
    if (std::none_of(sites.begin(), sites.end(), [&](const auto& s) { return counts_as(s, of_kind); }))
      continue;
    const std::string name(territory::name(of_kind));
    const std::string label(kind_label(name, lang));
    const std::string open(pick(lang, "Lieux ouverts dans le groupe", "Open places in the group"));
    add.whole({"sites_" + name, text_of(pick(lang, "Nombre : ", "Number: ")) + label,
               text_of(pick(lang, "lieux", "places")), open},
              [&, kind](std::size_t g) { return static_cast<double>(mesh.groups[g].sites[kind]); });
    add.real({"sites_per_10000_" + name,
              text_of(pick(lang, "Pour 10 000 habitants : ", "Per 10,000 people: ")) + label,
              text_of(pick(lang, "pour 10 000 habitants", "per 10,000 people")), open},
             [&, kind](std::size_t g) {
               const GroupFigures& group = mesh.groups[g];
               return group.people > 0 ? 10000 * static_cast<double>(group.sites[kind]) / group.people : nan;
             });
  }
}

void add_farthest(ColumnBuilder& add, const Loaded& loaded, const Results& results, const MeshFigures& mesh,
                  Language lang) {
  for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
    const std::string& name = results.reach[kind].kind;
    const std::string title = nearest_title(name, lang);
    const std::string unreached(
        pick(lang, "Temps vide : au-delà de la limite de recherche", "Empty time: beyond the search limit"));
    add.text({"farthest_" + name,
              title + text_of(pick(lang, " : commune la plus loin", ": farthest commune")), "", unreached},
             [&, kind](std::size_t g) {
               const auto farthest = mesh.groups[g].farthest[kind];
               return farthest ? loaded.territory.communes[*farthest].name : std::string();
             });
    add.seconds({"farthest_seconds_" + name, title + text_of(pick(lang, " : le plus long", ": the longest")),
                 "s", unreached},
                [&, kind](std::size_t g) {
                  const auto farthest = mesh.groups[g].farthest[kind];
                  return farthest ? results.reach[kind].commune_minutes[*farthest] : nan;
                });
  }
}

void add_means(ColumnBuilder& add, const Results& results, const MeshFigures& mesh, Language lang) {
  for (std::size_t m = 0; m < results.measures.size(); ++m) {
    const std::string& method = results.measures[m].method;
    const double scale = score_scale(method);
    add.real({"mean_" + method, text_of(pick(lang, "Moyenne : ", "Mean: ")) + method_title(method, lang),
              text_of(score_unit(method, lang)),
              method_comment(method, lang) +
                  text_of(pick(lang, " – moyenne pondérée par les habitants", " – mean weighted by people"))},
             [&, m, scale](std::size_t g) { return mesh.groups[g].means[m].value_or(nan) * scale; });
  }
  if (!results.index) return;
  const std::size_t last = results.measures.size();
  add.real(
      {"mean_apl_index", text_of(pick(lang, "Moyenne : ", "Mean: ")) + results.index_label(lang),
       index_unit(lang),
       text_of(pick(lang, "Pondérée par la population standardisée", "Weighted by standardised population"))},
      [&](std::size_t g) { return mesh.groups[g].means[last].value_or(nan); });
  add.real(
      {"gini_apl_index", text_of(pick(lang, "Gini de l’indice", "Gini of the index")),
       text_of(pick(lang, "0 à 1", "0 to 1")),
       text_of(pick(lang, "0 : égalité ; pondéré par les habitants", "0: equality; weighted by people"))},
      [&](std::size_t g) { return mesh.groups[g].gini.value_or(nan); });
}

void add_class_people(ColumnBuilder& add, const Results& results, const MeshFigures& mesh, Language lang) {
  if (results.classes.empty()) return;
  for (const zoning::AccessClass c : {zoning::AccessClass::priority, zoning::AccessClass::intermediate,
                                      zoning::AccessClass::outside, zoning::AccessClass::unknown}) {
    add.whole({"people_class_" + text_of(zoning::name(c)),
               text_of(pick(lang, "Habitants, classe ", "People, class ")) + text_of(zoning::label(c, lang)),
               text_of(pick(lang, "habitants", "people")),
               text_of(pick(lang, "Habitants des communes de cette classe",
                            "People of the communes of this class"))},
              [&, c](std::size_t g) { return mesh.groups[g].class_people[static_cast<std::size_t>(c)]; });
  }
}

}  // namespace

table::Table mesh_table(const Loaded& loaded, const Results& results, const MeshFigures& mesh,
                        Language lang) {
  table::Table table(
      text_of(mesh_layer(mesh.mesh)),
      text_of(pick(lang, "Chiffres par ", "Figures by ")) + text_of(mesh_label(mesh.mesh, lang)),
      times_sentence(loaded, lang));
  const auto& groups = mesh.groups;
  ColumnBuilder add(table, groups.size());
  add.text({"id", text_of(pick(lang, "Code", "Code")), "",
            text_of(pick(lang, "Identifiant dans les données d’entrée", "Id in the inputs"))},
           [&](std::size_t g) { return groups[g].id; });
  add.text({"name", text_of(pick(lang, "Nom", "Name")), "",
            text_of(pick(lang, "Nom dans les données d’entrée", "Name in the inputs"))},
           [&](std::size_t g) { return groups[g].name; });
  add.whole({"communes", text_of(pick(lang, "Communes", "Communes")), text_of(pick(lang, "nombre", "number")),
             text_of(pick(lang, "Nombre de communes du groupe", "Number of communes of the group"))},
            [&](std::size_t g) { return static_cast<double>(groups[g].communes.size()); });
  add.whole({"population", text_of(pick(lang, "Population", "Population")),
             text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Somme sur les communes", "Sum over the communes"))},
            [&](std::size_t g) { return groups[g].people; });
  add.whole(
      {"usable_population", text_of(pick(lang, "Population prise en compte", "Population in the results")),
       text_of(pick(lang, "habitants", "people")),
       text_of(
           pick(lang, "Habitants dont le lieu rejoint le réseau", "People whose place joins the network"))},
      [&](std::size_t g) { return groups[g].usable_people; });
  if (loaded.territory.supply_given) {
    add.real({"gp_heads", text_of(pick(lang, "Médecins généralistes", "General practitioners")),
              text_of(pick(lang, "effectif", "heads")),
              text_of(pick(lang, "Personnes exerçant dans les communes du groupe, au prorata du temps",
                           "Persons practising in the communes of the group, by share of time"))},
             [&](std::size_t g) { return groups[g].heads; });
  }
  add_reach(add, loaded, results, mesh, lang);
  add_reach_shares(add, loaded, results, mesh, lang);
  add_sites(add, loaded, mesh, lang);
  add_farthest(add, loaded, results, mesh, lang);
  add_means(add, results, mesh, lang);
  add_class_people(add, results, mesh, lang);
  table::GeometryColumn geometry{table::GeometryKind::polygon, loaded.territory.crs, {}};
  for (const GroupFigures& group : groups)
    geometry.rows.emplace_back(dissolve(loaded.territory, group.communes));
  table.set_geometry(std::move(geometry));
  return table;
}

table::Table zones_table(const Loaded& loaded, const Results& results, Language lang) {
  table::Table table(
      "under_served_zones",
      text_of(pick(lang, "Zones sous-dotées d’un seul tenant", "Contiguous under-served zones")),
      text_of(pick(lang, "Aide à la décision, ne vaut pas proposition d’arrêté",
                   "Decision support, not a proposed zoning order")));
  const auto& zones = results.zones;
  ColumnBuilder add(table, zones.size());
  add.text({"id", text_of(pick(lang, "Zone", "Zone")), "",
            text_of(pick(lang, "Plus petit code de commune", "Lowest commune code"))},
           [&](std::size_t z) { return zones[z].id; });
  add.text({"largest_commune", text_of(pick(lang, "Commune la plus peuplée", "Most populated commune")), "",
            text_of(pick(lang, "Sert à nommer la zone", "Serves to name the zone"))},
           [&](std::size_t z) {
             const territory::Commune* best = nullptr;
             for (const std::uint32_t c : zones[z].places) {
               const territory::Commune& commune = loaded.territory.communes[c];
               const auto people = [](const territory::Commune& x) {
                 return x.population.value_or(Persons(0)).value;
               };
               if (best == nullptr || people(commune) > people(*best)) best = &commune;
             }
             return best == nullptr ? std::string() : best->name;
           });
  add.whole({"communes", "Communes", text_of(pick(lang, "nombre", "number")),
             text_of(pick(lang, "Nombre de communes de la zone", "Number of communes of the zone"))},
            [&](std::size_t z) { return static_cast<double>(zones[z].places.size()); });
  add.whole({"population", "Population", text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Somme sur les communes", "Sum over the communes"))},
            [&](std::size_t z) { return zones[z].people; });
  table::GeometryColumn geometry{table::GeometryKind::polygon, loaded.territory.crs, {}};
  for (const zoning::Zone& zone : zones) geometry.rows.emplace_back(dissolve(loaded.territory, zone.places));
  table.set_geometry(std::move(geometry));
  return table;
}

}  // namespace maillage::workflow
