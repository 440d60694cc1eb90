#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "column_builder.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string text_of(std::string_view text) { return std::string(text); }

// "2A001, 2A004" of the groups of a mesh that hold a commune.
std::string groups_of(const territory::Mesh& mesh, const std::vector<std::uint32_t>& groups, bool names) {
  std::string out;
  for (const std::uint32_t g : groups)
    out += (out.empty() ? "" : ", ") + (names ? mesh.groups[g].name : mesh.groups[g].id);
  return out;
}

void add_identity(ColumnBuilder& add, const territory::Territory& territory, Language lang) {
  const auto& communes = territory.communes;
  add.text({"code", text_of(pick(lang, "Code Insee", "INSEE code")), "",
            text_of(pick(lang, "Code officiel géographique de la commune",
                         "Code of the commune in the official geography"))},
           [&](std::size_t c) { return communes[c].code.value; });
  add.text({"name", text_of(pick(lang, "Commune", "Commune")), "",
            text_of(pick(lang, "Nom de la commune", "Name of the commune"))},
           [&](std::size_t c) { return communes[c].name; });
  for (const territory::Mesh& mesh : territory.meshes) {
    const auto of = mesh.of_communes(communes.size());
    const std::string label(mesh_label(mesh.kind, lang));
    add.text(
        {mesh.kind, label + text_of(pick(lang, " (code)", " (code)")), "",
         text_of(pick(lang, "Groupes dont la commune fait partie, séparés par des virgules ; vide : aucun",
                      "Groups the commune is part of, separated by commas; empty: none"))},
        [&](std::size_t c) { return groups_of(mesh, of[c], false); });
    add.text(
        {mesh.kind + "_name", label, "", text_of(pick(lang, "Noms de ces groupes", "Names of these groups"))},
        [&](std::size_t c) { return groups_of(mesh, of[c], true); });
  }
}

void add_people(ColumnBuilder& add, const Loaded& loaded, const Results& results, Language lang) {
  const auto& communes = loaded.territory.communes;
  add.whole({"population", text_of(pick(lang, "Population", "Population")),
             text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Habitants de la commune ; vide : inconnu",
                          "People of the commune; empty: unknown"))},
            [&](std::size_t c) { return communes[c].population ? communes[c].population->value : nan; });
  add.whole(
      {"usable_population", text_of(pick(lang, "Population prise en compte", "Population in the results")),
       text_of(pick(lang, "habitants", "people")),
       text_of(pick(lang, "Habitants dont le lieu rejoint le réseau ; les autres sont dans les diagnostics",
                    "People whose place joins the network; the others are in the diagnostics"))},
      [&](std::size_t c) { return results.commune_usable_people[c]; });
  add.text({"centre_rule", text_of(pick(lang, "Règle du centre", "Rule of the centre")), "",
            text_of(pick(lang,
                         "seat : chef-lieu ; inhabited-cells : carreaux habités ; street-density : rues "
                         "locales ; inside-polygon : "
                         "point géométrique, non le lieu où vivent les habitants",
                         "seat; inhabited-cells; street-density: local streets; inside-polygon: a geometric "
                         "point, not where "
                         "people live"))},
           [&](std::size_t c) { return text_of(territory::name(communes[c].centre_rule)); });
  const auto centre = [&](std::size_t c, double geo::XY::* axis) {
    return communes[c].centre_rule == territory::CentreRule::none ? nan : communes[c].centre.*axis;
  };
  const std::string crs =
      text_of(pick(lang, "Coordonnées en ", "Coordinates in ")) + loaded.territory.crs.text();
  add.real({"centre_x", text_of(pick(lang, "Centre, x", "Centre, x")), "m", crs},
           [&](std::size_t c) { return centre(c, &geo::XY::x); });
  add.real({"centre_y", text_of(pick(lang, "Centre, y", "Centre, y")), "m", crs},
           [&](std::size_t c) { return centre(c, &geo::XY::y); });
  if (!loaded.territory.supply_given) return;
  add.real({"gp_heads", text_of(pick(lang, "Médecins généralistes", "General practitioners")),
            text_of(pick(lang, "effectif", "heads")),
            text_of(pick(lang, "Personnes exerçant dans la commune, au prorata du temps",
                         "Persons practising in the commune, by share of time"))},
           [&](std::size_t c) { return results.commune_heads[c]; });
}

// What maps show: "beyond the limit" is known to be far, not unknown. Just above the limit, so that it stays above a
// threshold equal to it.
void add_capped_minutes(ColumnBuilder& add, const Reach& reach, double limit, Language lang) {
  const double beyond = std::nextafter(limit, std::numeric_limits<double>::infinity());
  add.real(
      {"minutes_capped_" + reach.kind,
       nearest_title(reach.kind, lang) + text_of(pick(lang, " (plafonné)", " (capped)")), "min",
       fmt::format(
           fmt::runtime(pick(
               lang,
               "Pour les cartes : au-delà de {} min, la limite de recherche ; vide : lieu non utilisable",
               "For maps: beyond {} min, the search limit; empty: place not usable")),
           text::shortest(limit))},
      [&](std::size_t c) {
        return std::isinf(reach.commune_minutes[c]) ? beyond : reach.commune_minutes[c];
      });
}

void add_times(ColumnBuilder& add, const Loaded& loaded, const Results& results, Language lang) {
  for (const Reach& reach : results.reach) {
    add.seconds(
        {"seconds_" + reach.kind, nearest_title(reach.kind, lang), "s",
         text_of(pick(lang, "Médiane sur les habitants ; vide : hors de portée ou lieu non utilisable",
                      "Median over people; empty: out of reach or place not usable"))},
        [&](std::size_t c) { return reach.commune_minutes[c]; });
    add_capped_minutes(add, reach, minutes(loaded.study.travel.limit), lang);
  }
}

void add_reach(ColumnBuilder& add, const Loaded& loaded, const Results& results, Language lang) {
  for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
    for (const double minutes : loaded.study.threshold_minutes) {
      const std::vector<double> people = people_within(loaded, results, kind, minutes);
      add.whole(reach_words(results.reach[kind].kind, minutes, lang),
                [&](std::size_t c) { return people[c]; });
    }
  }
}

void add_scores(ColumnBuilder& add, const Results& results, Language lang) {
  for (const Measure& measure : results.measures) {
    const double scale = score_scale(measure.method);
    add.real({"score_" + measure.method, method_title(measure.method, lang),
              text_of(score_unit(measure.method, lang)),
              method_comment(measure.method, lang) + (measure.decay.empty() ? "" : " – " + measure.decay)},
             [&](std::size_t c) { return measure.communes[c] * scale; });
  }
  if (!results.index) return;
  add.real({"apl_index", results.index_label(lang), index_unit(lang),
            results.index_note(lang) + " – " + results.index->decay},
           [&](std::size_t c) { return results.index->communes[c]; });
}

void add_classes(ColumnBuilder& add, const Loaded& loaded, const Results& results, Language lang) {
  if (!results.classes.empty()) {
    const std::string stamp(pick(lang, "Aide à la décision, ne vaut pas proposition d’arrêté",
                                 "Decision support, not a proposed zoning order"));
    add.text({"access_class", text_of(pick(lang, "Classe d’accès (code)", "Access class (code)")), "", stamp},
             [&](std::size_t c) { return text_of(zoning::name(results.classes[c])); });
    add.text({"access_class_label", text_of(pick(lang, "Classe d’accès", "Access class")), "", stamp},
             [&](std::size_t c) { return text_of(zoning::label(results.classes[c], lang)); });
    add.text({"access_status", text_of(pick(lang, "Statut de la classe", "Status of the class")), "",
              text_of(pick(lang, "not_available : la classe n’est pas connue ; vide : elle l’est",
                           "not_available: the class is not known; empty: it is"))},
             [&](std::size_t c) {
               return std::string(results.classes[c] == zoning::AccessClass::unknown ? "not_available" : "");
             });
    std::vector<std::string> zone(loaded.territory.communes.size());
    for (const zoning::Zone& z : results.zones) {
      for (const std::uint32_t c : z.places) zone[c] = z.id;
    }
    add.text({"under_served_zone", text_of(pick(lang, "Zone sous-dotée", "Under-served zone")), "",
              text_of(pick(lang, "Identifiant de la zone d’un seul tenant ; vide : hors zone",
                           "Id of the contiguous zone; empty: in none"))},
             [&](std::size_t c) { return zone[c]; });
  }
  if (results.official) {
    add.text({"official_zone", text_of(pick(lang, "Zonage officiel", "Official zoning")), "",
              text_of(pick(lang, "Zonage en vigueur, tel que publié", "Zoning in force, as published"))},
             [&](std::size_t c) { return loaded.territory.communes[c].official_zone; });
  }
}

}  // namespace

table::Table communes_table(const Loaded& loaded, const Results& results, Language lang) {
  const auto& communes = loaded.territory.communes;
  table::Table table("communes",
                     text_of(pick(lang, "Communes : accès aux soins", "Communes: access to care")),
                     times_sentence(loaded, lang));
  ColumnBuilder add(table, communes.size());
  add_identity(add, loaded.territory, lang);
  add_people(add, loaded, results, lang);
  add_times(add, loaded, results, lang);
  add_reach(add, loaded, results, lang);
  add_scores(add, results, lang);
  add_classes(add, loaded, results, lang);
  table::GeometryColumn geometry{table::GeometryKind::polygon, loaded.territory.crs, {}};
  for (const auto& commune : communes) geometry.rows.emplace_back(commune.area);
  table.set_geometry(std::move(geometry));
  return table;
}

}  // namespace maillage::workflow
