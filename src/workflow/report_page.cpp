#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/carto/render.hpp"
#include "maillage/core/version.hpp"
#include "maillage/workflow/report.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Paragraph;
using report::Prose;

// "Corse-du-Sud, Haute-Corse", or how many communes when départements are not given.
std::string territory_words(const ReportContext& c) {
  const auto& departments = c.loaded.territory.departments;
  const territory::Mesh* mesh = c.loaded.territory.mesh("department");
  std::string names;
  for (const auto& d : departments)
    names += (names.empty() ? "" : ", ") + (d.name.empty() ? d.code.value : d.name);
  if (names.empty() && mesh != nullptr) {
    for (const auto& group : mesh->groups) names += (names.empty() ? "" : ", ") + group.name;
  }
  const std::string communes =
      plain_number(static_cast<double>(c.loaded.territory.communes.size()), c.lang) + " communes";
  return names.empty() ? communes : fmt::format("{} ({})", names, communes);
}

report::Section report_maps(const ReportContext& c, std::vector<report::MapFigure> maps) {
  report::Section section{"maps", c.say("Cartes", "Maps"), {}, {}};
  if (maps.empty()) {
    section.blocks.emplace_back(absent(
        c.loaded.study.maps.empty() ? c.say("L’étude ne demande aucune carte.", "The study asks for no map.")
                                    : c.say("Les données ne permettent aucune des cartes demandées : il n’y "
                                            "a ni médecins, ni lieux de soins.",
                                            "The data allow none of the maps asked for: there are neither "
                                            "physicians nor places of care.")));
  }
  for (report::MapFigure& map : maps) {
    report::Section part{"section-" + map.id, map.title, {}, {}};
    part.blocks.emplace_back(std::move(map));
    section.parts.push_back(std::move(part));
  }
  return section;
}

}  // namespace

report::MapFigure report_map(const NamedMap& map, std::string svg, text::Language lang) {
  report::MapFigure figure;
  figure.id = map.name;
  std::replace(figure.id.begin(), figure.id.end(), '_', '-');
  figure.title = map.spec.title;
  figure.words = carto::alt_text(map.spec);
  const carto::Frame frame = carto::frame(map.spec);
  figure.width = frame.page_width;
  figure.height = frame.page_height;
  std::string sources;
  for (const std::string& source : map.spec.sources)
    sources += (sources.empty() ? "" : std::string(text::pick(lang, " ; ", "; "))) + source;
  for (const std::string& note : map.spec.notes) {
    if (!figure.caption.empty()) figure.caption += Prose(" ");
    figure.caption += Prose(note.empty() || note.back() == '.' ? note : note + ".");
  }
  if (!sources.empty())
    figure.caption += Prose(fmt::format("{}{}{}.", figure.caption.empty() ? "" : " ",
                                        text::pick(lang, "Sources : ", "Sources: "), sources));
  if (svg.empty()) svg = carto::render(map.spec, carto::Format::svg);
  if (svg.size() <= largest_inline_svg)
    figure.svg = std::move(svg);
  else
    figure.png = carto::render(map.spec, carto::Format::png);
  return figure;
}

report::Page report_page(const Loaded& loaded, const Results& results, const ResultTables& tables,
                         std::vector<report::MapFigure> maps, text::Language lang) {
  const ReportContext c{loaded, results, tables, lang, area_figures(loaded, results)};
  report::Page page;
  page.language = lang;
  page.title = loaded.study.title;
  if (loaded.study.fictitious) {
    page.banner = c.say("TERRITOIRE FICTIF : données inventées pour la démonstration.",
                        "FICTITIOUS TERRITORY: data invented for the demonstration.");
  }
  page.facts.emplace_back(c.say("Territoire", "Territory"), territory_words(c));
  // The date of the study says nothing of what the data describe: their vintages stand under "Data quality".
  const bool stated = !loaded.study.date.empty();
  if (const std::string date = loaded.study.printed_date(); !date.empty()) {
    page.facts.emplace_back(stated ? c.say("Date de l’étude", "Date of the study")
                                   : c.say("Millésime le plus récent", "Newest vintage of the data"),
                            text::date(date, lang));
  }
  if (!loaded.study.author.empty())
    page.facts.emplace_back(c.say("Réalisation", "Made by"), loaded.study.author);
  page.stamps.emplace_back(stamp_words(c));
  page.generator = fmt::format("maillage {}", version());
  page.sections = {report_brief(c),    report_maps(c, std::move(maps)),
                   report_times(c),    report_index(c),
                   report_zones(c),    report_meshes(c),
                   report_official(c), report_questions(c),
                   report_quality(c),  report_method(c),
                   report_limits(c),   report_citation(c)};
  return page;
}

}  // namespace maillage::workflow
