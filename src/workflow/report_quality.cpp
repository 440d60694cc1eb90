// "Data quality": what was read, what could not be used, where people were put.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "maillage/text/diagnostic_words.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr std::size_t shown_ids = 6;
constexpr std::size_t shown_digits = 12;

report::Definitions accounting(const ReportContext& c) {
  std::size_t unknown = 0;
  for (const auto& commune : c.loaded.territory.communes) unknown += commune.population ? 0 : 1;
  report::Definitions list;
  list.items = {
      {c.say("Habitants connus", "People known"),
       people_figure(c, c.loaded.territory.population().value, "/accounting/people")},
      {c.say("Habitants dans les résultats", "People in the results"),
       people_figure(c, c.results.usable_people, "/accounting/people_in_results")},
      {c.say("Habitants dans aucun résultat", "People in no result"),
       people_figure(c, c.results.unusable_people, "/accounting/people_listed_in_diagnostics") +
           Prose(c.say(" – voir ", " – see ")) +
           report::link(c.say("les constats", "the findings"), "quality-findings")},
      {c.say("Communes sans population connue", "Communes without a known population"),
       count_figure(c, static_cast<double>(unknown), "/accounting/communes_without_population") +
           Prose(c.say(" – inconnu n’est pas zéro", " – unknown is not zero"))},
      {c.say("Lieux où sont placés les habitants", "Places where people are put"),
       count_figure(c, static_cast<double>(c.results.demand.places.size()), "/accounting/demand_places") +
           Prose(c.results.demand.by_cell ? c.say(", carreaux habités", ", inhabited cells")
                                          : c.say(", un par commune : tous les habitants au même point",
                                                  ", one a commune: all its people at one point"))}};
  return list;
}

report::Bullets centres(const ReportContext& c) {
  using enum territory::CentreRule;
  struct Rule {
    territory::CentreRule rule;
    std::string words;
  };
  const std::array<Rule, 5> rules = {{
      {seat, c.say("communes placées à leur chef-lieu, donné par les données",
                   "communes at their seat, given by the data")},
      {inhabited_cells,
       c.say("communes placées au carreau habité le plus proche du centre de leurs habitants",
             "communes at the inhabited cell nearest to the centre of their people")},
      {street_density,
       c.say("communes placées, par hypothèse, au nœud routier entouré du plus de rues locales (500 m)",
             "communes put, by assumption, at the road node with most local streets around it (500 m)")},
      {inside_polygon,
       c.say("communes placées à un point géométrique de leur territoire : ce n’est pas là que vivent les "
             "habitants",
             "communes at a geometric point of their territory: that is not where people live")},
      {none, c.say("communes impossibles à placer : sans temps de trajet",
                   "communes that could not be placed: no travel time")},
  }};
  report::Bullets list;
  for (const Rule& rule : rules) {
    const auto count = std::count_if(c.loaded.territory.communes.begin(), c.loaded.territory.communes.end(),
                                     [&](const territory::Commune& x) { return x.centre_rule == rule.rule; });
    if (count > 0)
      list.items.push_back(
          count_figure(c, static_cast<double>(count),
                       fmt::format("/accounting/communes_placed_by/{}", territory::name(rule.rule))) +
          Prose(" " + rule.words));
  }
  return list;
}

report::Table inputs(const ReportContext& c) {
  report::Table table;
  table.id = "table-inputs";
  table.caption = c.say("Données lues", "Data read");
  table.columns = {{c.say("Donnée", "Input")},
                   {"Source"},
                   {c.say("Millésime", "Vintage")},
                   {c.say("Licence", "Licence")},
                   {c.say("Lignes", "Rows"), true},
                   {c.say("Fichier", "File")},
                   {"SHA-256"}};
  const std::string unsaid = c.say("non indiqué", "not stated");
  for (std::size_t i = 0; i < c.loaded.inputs.size(); ++i) {
    const InputRecord& input = c.loaded.inputs[i];
    table.rows.push_back(
        {report::code(input.name),
         input.source.empty() ? unsaid : input.source,
         input.vintage.empty() ? unsaid : text::date(input.vintage, c.lang),
         input.licence.empty() ? unsaid : input.licence,
         {count_figure(c, static_cast<double>(input.rows), fmt::format("/inputs/{}/rows", i)),
          static_cast<double>(input.rows)},
         report::code(input.path),
         report::code(input.sha256.substr(0, shown_digits) + "…")});
  }
  table.note = c.say(
      "Les douze premiers chiffres de l’empreinte SHA-256 de chaque fichier ; l’empreinte entière : "
      "summary.json. Des "
      "millésimes différents décrivent des années différentes.",
      "The first twelve digits of each file’s SHA-256; the whole: summary.json. Different vintages describe "
      "different years.");
  return table;
}

std::string severity_words(const ReportContext& c, Severity severity) {
  switch (severity) {
    case Severity::note:
      return c.say("note", "note");
    case Severity::warning:
      return c.say("avertissement", "warning");
    case Severity::error:
      return c.say("erreur", "error");
  }
  return {};
}

report::Table diagnostics(const ReportContext& c) {
  report::Table table;
  table.id = "table-diagnostics";
  table.caption = c.say("Ce qui a été corrigé, résolu ou n’a pas pu servir",
                        "What was repaired, resolved or could not be used");
  table.columns = {{c.say("Constat", "Finding")},
                   {c.say("Gravité", "Severity")},
                   {c.say("Donnée", "Subject")},
                   {c.say("Nombre", "Count"), true},
                   {c.say("Premiers identifiants", "First ids")},
                   {"Code"}};
  const auto& all = c.loaded.diagnostics.all();
  for (std::size_t d = 0; d < all.size(); ++d) {
    const Diagnostic& found = all[d];
    const std::string_view french = text::french_diagnostic(found.code);
    std::string ids;
    for (std::size_t i = 0; i < std::min(shown_ids, found.first_ids.size()); ++i)
      ids += (i > 0 ? ", " : "") + found.first_ids[i];
    if (found.first_ids.size() > shown_ids || (!ids.empty() && found.count > found.first_ids.size()))
      ids += ", …";
    const auto severity = static_cast<double>(found.severity);
    table.rows.push_back(
        {c.fr() && !french.empty() ? std::string(french) : found.message,
         {severity_words(c, found.severity), severity},
         report::code(found.subject),
         {count_figure(c, static_cast<double>(found.count), fmt::format("/diagnostics/{}/count", d)),
          static_cast<double>(found.count)},
         report::code(ids),
         report::code(found.code)});
  }
  table.note = c.say("Jusqu’à vingt identifiants par constat dans diagnostics.csv.",
                     "Up to twenty ids for each finding in diagnostics.csv.");
  return table;
}

}  // namespace

report::Section report_quality(const ReportContext& c) {
  report::Section section{"quality", c.say("Qualité des données", "Data quality"), {}, {}};
  section.blocks.emplace_back(Paragraph{
      c.say("Rien n’est écarté, déplacé ou réparé en silence. « Non disponible » n’est jamais zéro.",
            "Nothing is left out, moved or repaired silently. “Not available” is never zero.")});
  section.parts.push_back(
      {"quality-people", c.say("Habitants et lieux", "People and places"), {accounting(c), centres(c)}, {}});
  section.parts.push_back({"quality-inputs", c.say("Données", "Data"), {inputs(c)}, {}});
  report::Section findings{"quality-findings", c.say("Constats", "Findings"), {}, {}};
  if (c.loaded.diagnostics.all().empty())
    findings.blocks.emplace_back(Paragraph{c.say("Aucun constat : tout ce qui a été lu a servi tel quel.",
                                                 "No finding: all that was read was used as it is.")});
  else
    findings.blocks.emplace_back(diagnostics(c));
  section.parts.push_back(std::move(findings));
  return section;
}

}  // namespace maillage::workflow
