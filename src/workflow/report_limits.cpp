// "Limits" and "How to cite and reproduce".

#include <fmt/format.h>

#include <algorithm>

#include "maillage/core/version.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Bullets;
using report::Definitions;
using report::Paragraph;
using report::Prose;

}  // namespace

report::Section report_limits(const ReportContext& c) {
  report::Section section{"limits", c.say("Limites", "Limits"), {}, {}};
  Bullets list;
  const auto add = [&](std::string_view fr, std::string_view en) { list.items.emplace_back(c.say(fr, en)); };
  if (c.loaded.study.fictitious) {
    add("Territoire fictif : rien ici ne permet de conclure sur un territoire réel.",
        "Fictitious territory: nothing here says anything about a real one.");
  }
  add("Document de travail, non une édition publique : il n’y a pas de traitement du secret statistique. Ne "
      "publiez que des "
      "regroupements (bassins de vie, EPCI, CPTS).",
      "A working document, not a public edition: there is no statistical secrecy step. Publish groups only "
      "(living areas, EPCI, CPTS).");
  if (!c.results.classes.empty()) {
    add("Les classes de l’étude ne sont pas un zonage : le zonage officiel se fait par territoire de "
        "vie-santé, avec d’autres critères.",
        "The classes of the study are no zoning: the official one is made by living territory, with other "
        "criteria.");
    if (c.loaded.study.zoning.rule == "rank") {
      add("Les classes par rang sont des parts de la population étudiée : il y a toujours des communes "
          "prioritaires. Elles disent où "
          "agir d’abord, non si le territoire va bien.",
          "Classes by rank are shares of the people studied: there are always priority communes. They say "
          "where to act first, not "
          "whether the territory is well.");
    }
  }
  if (c.loaded.study.travel.model == "road") {
    add("Temps en voiture, circulation fluide : ni embouteillages, ni transports en commun, ni horaires de "
        "bac. Qui n’a pas de voiture "
        "n’est pas décrit.",
        "Times by car, free flow: no congestion, no public transport, no ferry timetable. Those without a "
        "car are not described.");
  } else {
    add("Temps à vol d’oiseau : ils ignorent relief, eau et routes, et peuvent être très en dessous de la "
        "réalité en montagne ou de part et "
        "d’autre d’une rivière.",
        "Crow-fly times ignore relief, water and roads, and can be far below the truth in mountains or "
        "across a river.");
  }
  add("Aux bords du territoire, les lieux de soins et les habitants d’en face ne sont pas comptés, sauf "
      "s’ils sont dans les données.",
      "At the edge of the territory, places of care and people across it are not counted, unless they are in "
      "the data.");
  if (!c.results.demand.by_cell) {
    add("Sans carreaux habités, tous les habitants d’une commune sont placés au même point : les temps à "
        "l’intérieur des grandes "
        "communes sont grossiers.",
        "Without inhabited cells all people of a commune stand at one point: times within large communes are "
        "coarse.");
  }
  if (c.loaded.territory.supply_given) {
    add("Un médecin présent n’est pas un médecin qui accepte de nouveaux patients ; les jours et horaires ne "
        "sont pas connus.",
        "A physician who is there is not one who takes new patients; days and hours are not known.");
    if (c.results.basis != access::SupplyBasis::observed_acts) {
      add("L’offre est mesurée par des effectifs ou des temps de travail, non par les actes : l’indice n’est "
          "pas l’APL publiée.",
          "Supply is measured by heads or working time, not by acts: the index is not the published APL.");
    }
  }
  add("Chacun est supposé partir de chez lui ; le travail, l’école ou les courses n’entrent pas en compte.",
      "Everybody is assumed to start from home; work, school or shopping do not count.");
  const bool mixed =
      std::any_of(c.loaded.inputs.begin(), c.loaded.inputs.end(), [&](const InputRecord& input) {
        return input.vintage.substr(0, 4) != c.loaded.inputs.front().vintage.substr(0, 4);
      });
  if (mixed) {
    list.items.push_back(
        c.sentence("Les données ne sont pas toutes de la même année : voir {0}.",
                   "The data are not all of the same year: see {0}.",
                   {report::link(c.say("les données lues", "the data read"), "table-inputs")}));
  }
  section.blocks.emplace_back(std::move(list));
  return section;
}

report::Section report_citation(const ReportContext& c) {
  const study::Study& study = c.loaded.study;
  report::Section section{"cite", c.say("Citer et reproduire", "Cite and reproduce"), {}, {}};
  const std::string author = study.author.empty() ? "" : study.author + ". ";
  section.blocks.emplace_back(Paragraph{
      c.sentence("Citer : {0}« {1} », {2}. Calculs : maillage {3}. Données : voir {4}.",
                 "Cite: {0}“{1}”, {2}. Computed with maillage {3}. Data: see {4}.",
                 {author, study.title, text::date(study.printed_date(), c.lang), std::string(version()),
                  report::link(c.say("les sources", "the sources"), "table-inputs")})});
  Definitions list;
  list.items = {
      {c.say("Commande", "Command"),
       report::code(
           fmt::format("maillage run {} --lang {}", study.file.filename().string(), c.fr() ? "fr" : "en"))},
      {c.say("Version de maillage", "Version of maillage"), report::code(std::string(version()))},
      {c.say("Empreinte SHA-256 de l’étude", "SHA-256 of the study"), report::code(study.hash)},
      {c.say("Empreintes des données", "Hashes of the data"),
       report::code("summary.json") + Prose(c.say(", clé ", ", key ")) + report::code("inputs")},
  };
  section.blocks.emplace_back(std::move(list));
  section.blocks.emplace_back(
      Paragraph{c.say("Le même programme, la même étude et les mêmes fichiers donnent les mêmes octets. Le "
                      "contenu de chaque fichier du dossier est "
                      "vérifiable par maillage-manifest.json.",
                      "The same program, study and files give the same bytes. The content of every file of "
                      "the folder can be checked by "
                      "maillage-manifest.json."),
                Paragraph::Tone::note});
  return section;
}

}  // namespace maillage::workflow
