// "Beside the official zoning": people by our class and the published one, and where they differ most.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr std::size_t listed_disagreements = 20;

report::Table comparison(const ReportContext& c, const OfficialComparison& official) {
  report::Table table;
  table.id = "table-official";
  table.caption = c.say("Habitants par classe de l’étude (lignes) et par classe officielle (colonnes)",
                        "People by class of the study (rows) and official class (columns)");
  table.columns = {{c.say("Classe de l’étude", "Class of the study")}};
  for (const std::string& zone : official.official)
    table.columns.push_back(
        {zone.empty() ? c.say("sans classe officielle", "no official class") : zone, true});
  for (std::size_t ours = 0; ours < official.people.size(); ++ours) {
    std::vector<Cell> row = {
        capital(std::string(zoning::label(static_cast<zoning::AccessClass>(ours), c.lang)))};
    for (std::size_t theirs = 0; theirs < official.official.size(); ++theirs) {
      const double people = official.people[ours][theirs];
      row.emplace_back(people_figure(c, people,
                                     fmt::format("/official_zoning/people/{}/people",
                                                 ours * official.official.size() + theirs)),
                       people);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

report::Table disagreements(const ReportContext& c, const OfficialComparison& official) {
  const std::size_t shown = std::min(listed_disagreements, official.disagreements.size());
  report::Table table;
  table.id = "table-disagreements";
  table.caption =
      c.say("Communes où les deux classements diffèrent le plus", "Communes where both classes differ most");
  table.columns = {{"Commune"},
                   {"Code"},
                   {c.say("Habitants", "People"), true},
                   {c.say("Classe de l’étude", "Class of the study")},
                   {c.say("Classe officielle", "Official class")}};
  for (std::size_t d = 0; d < shown; ++d) {
    const std::uint32_t index = official.disagreements[d];
    const territory::Commune& commune = c.loaded.territory.communes[index];
    const double people = commune.population ? commune.population->value : NAN;
    table.rows.push_back({commune.name,
                          report::code(commune.code.value),
                          {people_text(c, people), people},
                          capital(std::string(zoning::label(c.results.classes[index], c.lang))),
                          commune.official_zone});
  }
  table.note = c.sentence(
      "Par ordre d’habitants × écart de classe ; {0} communes diffèrent, toutes dans "
      "official_disagreements.csv.",
      "By people × steps between the classes; {0} communes differ, all of them in "
      "official_disagreements.csv.",
      {count_figure(c, static_cast<double>(official.disagreements.size()),
                    "/official_zoning/communes_that_differ")});
  return table;
}

}  // namespace

report::Section report_official(const ReportContext& c) {
  report::Section section{
      "official", c.say("En regard du zonage officiel", "Beside the official zoning"), {}, {}};
  if (!c.results.official) {
    section.blocks.emplace_back(
        absent(c.results.classes.empty()
                   ? c.say("Sans classes d’accès, il n’y a rien à mettre en regard du zonage officiel.",
                           "Without classes of access there is nothing to lay beside the official zoning.")
                   : c.say("L’étude ne donne pas le zonage officiel des communes (colonne official_zone de "
                           "inputs.memberships).",
                           "The study does not give the official zoning of communes (column official_zone of "
                           "inputs.memberships).")));
    return section;
  }
  section.blocks.emplace_back(
      Paragraph{c.sentence("Le zonage officiel ({0}) se fait par territoire de vie-santé et avec d’autres "
                           "critères : un accord est attendu, non "
                           "une identité. ZIP : zone d’intervention prioritaire ; ZAC : zone d’action "
                           "complémentaire ; HZ : hors zonage.",
                           "The official zoning ({0}) is made by living territory and with other criteria: "
                           "agreement is expected, not identity. "
                           "ZIP: priority zone; ZAC: complementary zone; HZ: outside.",
                           {input_words(c, "memberships")})});
  section.blocks.emplace_back(comparison(c, *c.results.official));
  if (c.results.official->disagreements.empty())
    section.blocks.emplace_back(Paragraph{c.say("Aucune commune ne diffère.", "No commune differs.")});
  else
    section.blocks.emplace_back(disagreements(c, *c.results.official));
  return section;
}

}  // namespace maillage::workflow
