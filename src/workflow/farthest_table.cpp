#include <limits>

#include "column_builder.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

constexpr std::size_t shown = 5;  // of each département and kind
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Row {
  const territory::Group* department;
  std::size_t kind;
  std::size_t rank;  // from 1
  std::uint32_t commune;
};

std::vector<Row> farthest_rows(const Loaded& loaded, const Results& results) {
  std::vector<Row> rows;
  const territory::Mesh* departments = loaded.territory.mesh("department");
  for (const territory::Group& department : departments->groups) {
    for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
      const auto communes = farthest_communes(results, kind, department.communes);
      for (std::size_t k = 0; k < std::min(shown, communes.size()); ++k)
        rows.push_back({&department, kind, k + 1, communes[k]});
    }
  }
  return rows;
}

std::string text_of(std::string_view text) { return std::string(text); }

}  // namespace

table::Table farthest_table(const Loaded& loaded, const Results& results, Language lang) {
  table::Table table("farthest_communes",
                     text_of(pick(lang, "Communes les plus éloignées, par département",
                                  "Farthest communes, by département")),
                     times_sentence(loaded, lang));
  const std::vector<Row> rows = farthest_rows(loaded, results);
  const auto commune = [&](std::size_t r) -> const territory::Commune& {
    return loaded.territory.communes[rows[r].commune];
  };
  ColumnBuilder add(table, rows.size());
  add.text({"department", text_of(pick(lang, "Département (code)", "Département (code)")), "",
            text_of(pick(lang, "Code Insee du département", "INSEE code of the département"))},
           [&](std::size_t r) { return rows[r].department->id; });
  add.text({"department_name", text_of(pick(lang, "Département", "Département")), "",
            text_of(pick(lang, "Nom du département", "Name of the département"))},
           [&](std::size_t r) { return rows[r].department->name; });
  add.text({"kind", text_of(pick(lang, "Type de lieu (code)", "Kind of place (code)")), "",
            text_of(pick(lang, "Mot de l’étude et des noms de colonnes",
                         "Word of the study and of column names"))},
           [&](std::size_t r) { return results.reach[rows[r].kind].kind; });
  add.text(
      {"kind_label", text_of(pick(lang, "Type de lieu", "Kind of place")), "",
       text_of(pick(lang, "Lieu dont on mesure le temps d’accès", "Place whose travel time is measured"))},
      [&](std::size_t r) { return text_of(kind_label(results.reach[rows[r].kind].kind, lang)); });
  add.whole({"rank", text_of(pick(lang, "Rang", "Rank")), text_of(pick(lang, "rang", "rank")),
             text_of(pick(lang, "1 : la plus loin", "1: farthest"))},
            [&](std::size_t r) { return static_cast<double>(rows[r].rank); });
  add.text({"code", text_of(pick(lang, "Code Insee", "INSEE code")), "",
            text_of(pick(lang, "Code de la commune", "Code of the commune"))},
           [&](std::size_t r) { return commune(r).code.value; });
  add.text({"name", "Commune", "", text_of(pick(lang, "Nom de la commune", "Name of the commune"))},
           [&](std::size_t r) { return commune(r).name; });
  add.whole({"population", "Population", text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Population de la commune ; vide : inconnue",
                          "People of the commune; empty: unknown"))},
            [&](std::size_t r) { return commune(r).population ? commune(r).population->value : nan; });
  add.seconds(
      {"seconds", text_of(pick(lang, "Temps au lieu le plus proche", "Time to the nearest")), "s",
       text_of(pick(lang, "Vide : au-delà de la limite de recherche", "Empty: beyond the search limit"))},
      [&](std::size_t r) { return results.reach[rows[r].kind].commune_minutes[rows[r].commune]; });
  return table;
}

}  // namespace maillage::workflow
