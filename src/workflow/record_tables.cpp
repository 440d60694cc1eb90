#include <fmt/format.h>

#include "column_builder.hpp"
#include "maillage/text/diagnostic_words.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/questions.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

std::string text_of(std::string_view text) { return std::string(text); }

}  // namespace

table::Table sites_table(const Loaded& loaded, Language lang) {
  const auto& sites = loaded.territory.sites;
  table::Table table("sites", text_of(pick(lang, "Lieux de soins", "Places of care")),
                     text_of(pick(lang, "Lieux donnés par l’étude, à la position donnée",
                                  "Places given by the study, at the position given")));
  ColumnBuilder add(table, sites.size());
  add.text({"id", text_of(pick(lang, "Identifiant", "Id")), "",
            text_of(pick(lang, "Identifiant dans les données d’entrée", "Id in the inputs"))},
           [&](std::size_t s) { return sites[s].id.value; });
  add.text({"kind", text_of(pick(lang, "Type (code)", "Kind (code)")), "",
            text_of(pick(lang, "Type de lieu, pour les programmes", "Kind of place, for programs"))},
           [&](std::size_t s) { return text_of(territory::name(sites[s].kind)); });
  add.text({"kind_label", text_of(pick(lang, "Type", "Kind")), "",
            text_of(pick(lang, "Type de lieu", "Kind of place"))},
           [&](std::size_t s) { return text_of(kind_label(territory::name(sites[s].kind), lang)); });
  add.text({"name", text_of(pick(lang, "Nom", "Name")), "",
            text_of(pick(lang, "Nom du lieu dans les données d’entrée", "Name of the place in the inputs"))},
           [&](std::size_t s) { return sites[s].name; });
  add.text({"state", text_of(pick(lang, "État (code)", "State (code)")), "",
            text_of(pick(lang, "open, under_construction, planned ou closed",
                         "open, under_construction, planned or closed"))},
           [&](std::size_t s) { return text_of(territory::name(sites[s].state)); });
  add.text({"state_label", text_of(pick(lang, "État", "State")), "",
            text_of(pick(lang, "État du lieu", "State of the place"))},
           [&](std::size_t s) { return text_of(state_label(sites[s].state, lang)); });
  add.text({"opened", text_of(pick(lang, "Ouverture", "Opened")), "",
            text_of(pick(lang, "Date d’ouverture, telle que donnée", "Date of opening, as given"))},
           [&](std::size_t s) { return sites[s].opened; });
  add.text(
      {"commune", text_of(pick(lang, "Commune (code)", "Commune (code)")), "",
       text_of(pick(lang, "Code Insee de la commune du lieu", "INSEE code of the commune of the place"))},
      [&](std::size_t s) { return sites[s].commune.value; });
  table::GeometryColumn geometry{table::GeometryKind::point, loaded.territory.crs, {}};
  for (const auto& site : sites) geometry.rows.emplace_back(site.position);
  table.set_geometry(std::move(geometry));
  return table;
}

table::Table comparison_table(const Loaded&, const OfficialComparison& comparison, Language lang) {
  table::Table table(
      "official_comparison",
      text_of(pick(lang, "Nos classes et le zonage officiel", "Our classes and the official zoning")),
      text_of(pick(lang, "Habitants par classe ; un accord est attendu, non une identité",
                   "People by class; agreement is expected, not identity")));
  const std::size_t columns = comparison.official.size();
  ColumnBuilder add(table, comparison.people.size() * columns);
  add.text(
      {"access_class", text_of(pick(lang, "Notre classe (code)", "Our class (code)")), "",
       text_of(pick(lang, "priority, intermediate, outside ou unknown",
                    "priority, intermediate, outside or unknown"))},
      [&](std::size_t r) { return text_of(zoning::name(static_cast<zoning::AccessClass>(r / columns))); });
  add.text({"access_class_label", text_of(pick(lang, "Notre classe", "Our class")), "",
            text_of(pick(lang, "Classe calculée par maillage", "Class computed by maillage"))},
           [&](std::size_t r) {
             return text_of(zoning::label(static_cast<zoning::AccessClass>(r / columns), lang));
           });
  add.text({"official_zone", text_of(pick(lang, "Zonage officiel", "Official zoning")), "",
            text_of(pick(lang, "Classe publiée", "Published class"))},
           [&](std::size_t r) { return comparison.official[r % columns]; });
  add.whole({"people", text_of(pick(lang, "Habitants", "People")), text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Habitants des communes qui ont ces deux classes",
                          "People of the communes with these two classes"))},
            [&](std::size_t r) { return comparison.people[r / columns][r % columns]; });
  return table;
}

table::Table disagreements_table(const Loaded& loaded, const Results& results, Language lang) {
  table::Table table(
      "official_disagreements",
      text_of(pick(lang, "Écarts avec le zonage officiel", "Disagreements with the official zoning")),
      text_of(pick(lang, "Par ordre d’habitants × écart de classe", "Ordered by people × class steps")));
  const auto& rows = results.official->disagreements;
  const auto commune = [&](std::size_t r) -> const territory::Commune& {
    return loaded.territory.communes[rows[r]];
  };
  ColumnBuilder add(table, rows.size());
  add.text({"code", text_of(pick(lang, "Code Insee", "INSEE code")), "",
            text_of(pick(lang, "Code officiel géographique de la commune",
                         "Code of the commune in the official geography"))},
           [&](std::size_t r) { return commune(r).code.value; });
  add.text({"name", "Commune", "", text_of(pick(lang, "Nom de la commune", "Name of the commune"))},
           [&](std::size_t r) { return commune(r).name; });
  add.whole({"population", "Population", text_of(pick(lang, "habitants", "people")),
             text_of(pick(lang, "Habitants de la commune", "People of the commune"))},
            [&](std::size_t r) { return commune(r).population.value_or(Persons(0)).value; });
  add.text({"access_class", text_of(pick(lang, "Notre classe (code)", "Our class (code)")), "",
            text_of(pick(lang, "priority, intermediate, outside ou unknown",
                         "priority, intermediate, outside or unknown"))},
           [&](std::size_t r) { return text_of(zoning::name(results.classes[rows[r]])); });
  add.text({"access_class_label", text_of(pick(lang, "Notre classe", "Our class")), "",
            text_of(pick(lang, "Classe calculée par maillage", "Class computed by maillage"))},
           [&](std::size_t r) { return text_of(zoning::label(results.classes[rows[r]], lang)); });
  add.text({"official_zone", text_of(pick(lang, "Zonage officiel", "Official zoning")), "",
            text_of(pick(lang, "Classe publiée", "Published class"))},
           [&](std::size_t r) { return commune(r).official_zone; });
  return table;
}

table::Table inputs_table(const Loaded& loaded, Language lang) {
  const auto& inputs = loaded.inputs;
  table::Table table("maillage_inputs", text_of(pick(lang, "Données d’entrée", "Inputs")),
                     text_of(pick(lang, "Fichiers lus, avec leur millésime, leur licence et leur empreinte",
                                  "Files read, with vintage, licence and hash")));
  ColumnBuilder add(table, inputs.size());
  add.text({"input", text_of(pick(lang, "Donnée", "Input")), "",
            text_of(pick(lang, "Nom de la donnée dans l’étude", "Name of the input in the study"))},
           [&](std::size_t i) { return inputs[i].name; });
  add.text({"path", text_of(pick(lang, "Fichier", "File")), "",
            text_of(pick(lang, "Chemin tel que l’étude l’écrit", "Path as the study writes it"))},
           [&](std::size_t i) { return inputs[i].path; });
  add.text({"source", text_of(pick(lang, "Source", "Source")), "",
            text_of(pick(lang, "Qui publie la donnée", "Who publishes the data"))},
           [&](std::size_t i) { return inputs[i].source; });
  add.text({"vintage", text_of(pick(lang, "Millésime", "Vintage")), "",
            text_of(pick(lang, "Date à laquelle la donnée se rapporte", "Date the data are of"))},
           [&](std::size_t i) { return inputs[i].vintage; });
  add.text({"licence", text_of(pick(lang, "Licence", "Licence")), "",
            text_of(pick(lang, "Conditions de réutilisation", "Terms of reuse"))},
           [&](std::size_t i) { return inputs[i].licence; });
  add.whole({"rows", text_of(pick(lang, "Lignes", "Rows")), text_of(pick(lang, "nombre", "number")),
             text_of(pick(lang, "Enregistrements lus", "Records read"))},
            [&](std::size_t i) { return static_cast<double>(inputs[i].rows); });
  add.text({"sha256", "SHA-256", "",
            text_of(pick(lang, "Empreinte du fichier : même empreinte, même contenu",
                         "Hash of the file: same hash, same content"))},
           [&](std::size_t i) { return inputs[i].sha256; });
  return table;
}

table::Table questions_table(const Loaded& loaded, Language lang) {
  const std::vector<Question> asked = questions(loaded, lang);
  table::Table table(
      "maillage_questions",
      text_of(pick(lang, "Ce à quoi les données peuvent répondre", "What the inputs can answer")),
      text_of(pick(lang, "« sans réponse » : aucun chiffre n’existe, ce qui n’est pas un zéro",
                   "“not answerable”: there is no figure, which is not a zero")));
  ColumnBuilder add(table, asked.size());
  add.text({"id", text_of(pick(lang, "Identifiant", "Id")), "",
            text_of(pick(lang, "Identifiant stable de la question", "Stable id of the question"))},
           [&](std::size_t i) { return asked[i].id; });
  add.text({"question", "Question", "",
            text_of(pick(lang, "Ce que demande un chargé d’étude", "What planners ask"))},
           [&](std::size_t i) { return asked[i].question; });
  add.text({"answer", text_of(pick(lang, "Réponse (code)", "Answer (code)")), "",
            text_of(pick(lang, "answered, partly ou not_answerable", "answered, partly or not_answerable"))},
           [&](std::size_t i) { return text_of(name(asked[i].answer)); });
  add.text({"answer_label", text_of(pick(lang, "Réponse", "Answer")), "",
            text_of(pick(lang, "Si les données permettent de répondre", "Whether the inputs can answer"))},
           [&](std::size_t i) { return text_of(label(asked[i].answer, lang)); });
  add.text({"reason", text_of(pick(lang, "Pourquoi", "Why")), "",
            text_of(pick(lang, "Ce qui fonde la réponse, ou l’empêche",
                         "What the answer rests on, or what prevents it"))},
           [&](std::size_t i) { return asked[i].reason; });
  add.text({"needed", text_of(pick(lang, "Donnée qui manque", "Input that is missing")), "",
            text_of(pick(lang, "Donnée ou clé de l’étude qui en dirait plus ; vide : rien ne manque",
                         "Input or key of the study that would tell more; empty: nothing is missing"))},
           [&](std::size_t i) { return asked[i].needed; });
  return table;
}

table::Table diagnostics_table(const Loaded& loaded, Language lang) {
  const auto& items = loaded.diagnostics.all();
  table::Table table("maillage_diagnostics", text_of(pick(lang, "Qualité des données", "Data quality")),
                     text_of(pick(lang, "Ce qui a été réparé, résolu ou n’a pu servir, compté",
                                  "What was repaired, resolved or could not be used, counted")));
  ColumnBuilder add(table, items.size());
  add.text({"severity", text_of(pick(lang, "Gravité", "Severity")), "",
            text_of(pick(lang, "note, warning (avertissement) ou error (erreur)", "note, warning or error"))},
           [&](std::size_t i) { return text_of(name(items[i].severity)); });
  add.text(
      {"code", "Code", "",
       text_of(pick(lang, "Code expliqué dans la documentation", "Code explained in the documentation"))},
      [&](std::size_t i) { return items[i].code; });
  add.text({"subject", text_of(pick(lang, "Donnée", "Subject")), "",
            text_of(pick(lang, "Donnée ou étape concernée", "Input or step concerned"))},
           [&](std::size_t i) { return items[i].subject; });
  add.whole({"count", text_of(pick(lang, "Nombre", "Count")), text_of(pick(lang, "nombre", "number")),
             text_of(pick(lang, "Enregistrements concernés", "Records concerned"))},
            [&](std::size_t i) { return static_cast<double>(items[i].count); });
  add.text({"message", "Message", "",
            text_of(pick(lang, "Ce qui a été réparé, résolu ou laissé de côté",
                         "What was repaired, resolved or left out"))},
           [&](std::size_t i) {
             const std::string_view french = text::french_diagnostic(items[i].code);
             return lang == Language::fr && !french.empty() ? text_of(french) : items[i].message;
           });
  add.text(
      {"first_ids", text_of(pick(lang, "Premiers identifiants", "First ids")), "",
       text_of(pick(lang, "Au plus vingt, séparés par des espaces", "At most twenty, separated by spaces"))},
      [&](std::size_t i) { return fmt::format("{}", fmt::join(items[i].first_ids, " ")); });
  return table;
}

const table::Table* ResultTables::mesh(std::string_view layer) const {
  for (const table::Table& table : meshes) {
    if (table.name() == layer) return &table;
  }
  return nullptr;
}

ResultTables result_tables(const Loaded& loaded, const Results& results, Language lang) {
  ResultTables tables;
  tables.communes = std::make_shared<const table::Table>(communes_table(loaded, results, lang));
  for (const MeshFigures& mesh : mesh_figures(loaded, results))
    tables.meshes.push_back(mesh_table(loaded, results, mesh, lang));
  tables.farthest = farthest_table(loaded, results, lang);
  tables.zones = zones_table(loaded, results, lang);
  tables.sites = sites_table(loaded, lang);
  if (results.official) {
    tables.comparison = comparison_table(loaded, *results.official, lang);
    tables.disagreements = disagreements_table(loaded, results, lang);
  }
  tables.inputs = inputs_table(loaded, lang);
  tables.questions = questions_table(loaded, lang);
  return tables;
}

}  // namespace maillage::workflow
