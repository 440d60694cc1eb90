#include "workbook.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "maillage/core/version.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/maps.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

std::vector<const table::Table*> result_list(const ResultTables& tables) {
  std::vector<const table::Table*> list = {tables.communes.get()};
  for (const table::Table& mesh : tables.meshes) list.push_back(&mesh);
  for (const table::Table* table : {&tables.zones, &tables.farthest, &tables.sites}) {
    if (table->rows() > 0) list.push_back(table);
  }
  for (const auto* optional : {&tables.comparison, &tables.disagreements}) {
    if (*optional) list.push_back(&**optional);
  }
  list.push_back(&tables.inputs);
  list.push_back(&tables.questions);
  return list;
}

struct Tab {
  std::string_view table, fr, en;
};
constexpr std::array<Tab, 13> tabs = {{
    {"farthest_communes", "Communes éloignées", "Farthest communes"},
    {"communes", "Communes", "Communes"},
    {"departments", "Départements", "Départements"},
    {"living_areas", "Bassins de vie (substitut)", "Living areas (substitute)"},
    {"epci", "EPCI", "EPCI"},
    {"cpts", "CPTS", "CPTS"},
    {"under_served_zones", "Zones sous-dotées", "Under-served zones"},
    {"sites", "Lieux de soins", "Places of care"},
    {"official_comparison", "Zonage officiel", "Official zoning"},
    {"official_disagreements", "Écarts au zonage officiel", "Disagreements"},
    {"maillage_inputs", "Données d’entrée", "Inputs"},
    {"maillage_questions", "Questions", "Questions"},
    {"maillage_diagnostics", "Diagnostics", "Diagnostics"},
}};

std::string tab_name(std::string_view table, Language lang) {
  for (const Tab& tab : tabs) {
    if (tab.table == table) return std::string(pick(lang, tab.fr, tab.en));
  }
  return std::string(table);
}

void add_texts(table::Table& table, std::string name, std::string_view alias, table::Texts values) {
  table::Column column;
  column.name = std::move(name);
  column.alias = alias;
  column.values = std::move(values);
  table.add(std::move(column));
}

// The first sheet: two columns, what and its words.
class Readme {
 public:
  Readme(const Loaded& loaded, const Results& results, Language lang)
      : loaded_(loaded), study_(loaded.study), results_(results), lang_(lang) {}

  table::Table table() {
    identity();
    parameters();
    caveats();
    sources();
    table::Table table("readme", std::string(pick(lang_, "Lisez-moi", "Read me")));
    add_texts(table, "topic", pick(lang_, "Rubrique", "Topic"), topics_);
    add_texts(table, "content", pick(lang_, "Contenu", "Content"), contents_);
    return table;
  }

 private:
  void say(std::string_view fr, std::string_view en, std::string content) {
    if (content.empty()) return;
    const std::string topic(pick(lang_, fr, en));
    topics_.push_back(topic == last_ ? "" : topic);
    last_ = topic;
    contents_.push_back(std::move(content));
  }
  [[nodiscard]] std::string words(std::string_view fr, std::string_view en) const {
    return std::string(pick(lang_, fr, en));
  }

  void identity() {
    say("Étude", "Study", study_.title);
    if (study_.fictitious) {
      say("Attention", "Beware",
          words("Territoire fictif : ne permet de conclure sur aucun territoire réel.",
                "Fictitious territory: allows no conclusion on any real one."));
    }
    say("Date", "Date", text::date(study_.printed_date(), lang_));
    say("Auteur", "Author", study_.author);
    say("Produit par", "Made by", fmt::format("maillage {}", version()));
    say("Étude, empreinte SHA-256", "Study, SHA-256", study_.hash);
    say("Communes", "Communes",
        text::integer(static_cast<std::int64_t>(loaded_.territory.communes.size()), lang_));
    say("Population", "Population", people(loaded_.territory.population().value));
    say("Population prise en compte", "Population in the results", people(results_.usable_people));
  }
  [[nodiscard]] std::string people(double value) const { return text::integer(std::llround(value), lang_); }

  void parameters() {
    const auto minutes_of = [](Milliseconds time) {
      return fmt::format("{} min", text::shortest(minutes(time)));
    };
    say("Temps de trajet", "Travel times", travel_sentence(study_.travel, lang_));
    say("Limite de trajet", "Travel limit", minutes_of(study_.travel.limit));
    std::string thresholds;
    for (const double minutes : study_.threshold_minutes)
      thresholds += (thresholds.empty() ? "" : ", ") + text::shortest(minutes);
    say("Seuils", "Thresholds", thresholds + " min");
    if (!results_.index) return;
    say("Indice", "Index", results_.index_label(lang_));
    say("Indice", "Index", results_.index_note(lang_));
    say("Décroissance", "Decay", study_.access.decay);
    say("Rayon", "Catchment", minutes_of(study_.access.catchment));
    if (results_.classes.empty()) return;
    const study::Zoning& zoning = study_.zoning;
    say("Classes", "Classes",
        zoning.rule == "legal-2017"
            ? words("Seuils 2,5 et 4 de l’indice (texte de 2017, modifié depuis).",
                    "Thresholds 2.5 and 4 of the index (text of 2017, amended since).")
            : fmt::format(fmt::runtime(pick(
                              lang_, "Rang de l’indice : {} des habitants les moins bien servis, puis {}.",
                              "Rank of the index: the {} worst-served people, then {}.")),
                          text::percent(zoning.priority_share, 1, lang_),
                          text::percent(zoning.intermediate_share, 1, lang_)));
  }

  void caveats() {
    const auto caveat = [&](std::string_view fr, std::string_view en) {
      say("À savoir", "Mind", words(fr, en));
    };
    caveat("Une cellule vide est une valeur non disponible, jamais un zéro.",
           "An empty cell is a value that is not available, never a zero.");
    caveat(
        "Les codes sont des textes : les zéros de tête sont gardés. Les nombres gardent toutes leurs "
        "décimales, même "
        "quand la cellule en montre moins.",
        "Codes are texts: leading zeros are kept. Numbers keep all their decimals even where the cell shows "
        "fewer.");
    if (!results_.classes.empty()) {
      caveat("Aide à la décision, ne vaut pas proposition d’arrêté.",
             "Decision support, not a proposed zoning order.");
    }
    caveat(
        "Document de travail : le score d’une commune à un ou deux médecins peut trahir leur activité. Ne "
        "publiez que des "
        "regroupements.",
        "A working document: the score of a commune with one or two physicians can betray their activity. "
        "Publish "
        "groupings only.");
    caveat("Aux bords du territoire, les médecins et les habitants d’en face ne sont pas comptés.",
           "At the edges of the area, physicians and people on the other side are not counted.");
    caveat("Ce qui a été corrigé, résolu ou écarté est dans la feuille « Diagnostics ».",
           "What was repaired, resolved or left out is in the sheet “Diagnostics”.");
  }

  void sources() {
    for (const InputRecord& input : loaded_.inputs) {
      std::string line = input.source.empty() ? input.path : input.source;
      for (const std::string& detail : {input.vintage, input.licence})
        line += detail.empty() ? "" : ", " + detail;
      say("Sources", "Sources", fmt::format("{} : {}", input.name, line));
    }
  }

  const Loaded& loaded_;
  const study::Study& study_;
  const Results& results_;
  Language lang_;
  std::string last_;
  table::Texts topics_, contents_;
};

}  // namespace

void report_long_tables(const ResultTables& tables, Diagnostics& diagnostics) {
  for (const table::Table* table : result_list(tables)) {
    if (io::why_no_sheet(*table).empty()) continue;
    diagnostics.add(Severity::warning, "table-too-long", "spreadsheets", table->name(),
                    "tables larger than a sheet may be are not in the workbooks",
                    "use the CSV file or the GeoPackage");
  }
}

RunWorkbook::RunWorkbook(const Loaded& loaded, const Results& results, const ResultTables& tables,
                         const table::Table& diagnostics, const std::string& date, Language lang)
    : lang_(lang), workbook_{loaded.study.title, loaded.study.author, date, {}} {
  own_.push_back(Readme(loaded, results, lang).table());
  for (const table::Table* table : result_list(tables)) {
    const bool by_area = table == tables.communes.get() || tables.mesh(table->name()) == table;
    add(tab_name(table->name(), lang), *table, by_area ? 2 : 0);
  }
  add(tab_name(diagnostics.name(), lang), diagnostics, 0);
  own_.push_back(columns_table());
  const auto front = workbook_.sheets.begin();
  workbook_.sheets.insert(front, {{own_[0].title(), &own_[0], 0}, {own_[1].title(), &own_[1], 0}});
}

void RunWorkbook::add(std::string name, const table::Table& table, std::size_t frozen_columns) {
  if (io::why_no_sheet(table).empty()) workbook_.sheets.push_back({std::move(name), &table, frozen_columns});
}

table::Table RunWorkbook::columns_table() const {
  table::Texts sheets, headers, names, units, comments;
  const std::vector<std::string> names_of_tabs = io::sheet_names(workbook_);
  for (std::size_t s = 0; s < names_of_tabs.size(); ++s) {
    const table::Table& table = *workbook_.sheets[s].table;
    const std::vector<std::string> header = io::sheet_header(table);
    for (std::size_t c = 0; c < header.size(); ++c) {
      const table::Column& column = table.columns()[c];
      sheets.push_back(names_of_tabs[s]), headers.push_back(header[c]), names.push_back(column.name);
      units.push_back(column.unit), comments.push_back(column.comment);
    }
  }
  table::Table table("columns", std::string(pick(lang_, "Colonnes", "Columns")));
  add_texts(table, "sheet", pick(lang_, "Feuille", "Sheet"), sheets);
  add_texts(table, "header", pick(lang_, "Colonne", "Column"), headers);
  add_texts(
      table, "name",
      pick(lang_, "Nom dans les fichiers CSV et le GeoPackage", "Name in the CSV files and the GeoPackage"),
      names);
  add_texts(table, "unit", pick(lang_, "Unité", "Unit"), units);
  add_texts(table, "comment", pick(lang_, "Définition", "Definition"), comments);
  return table;
}

}  // namespace maillage::workflow
