#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "question_facts.hpp"

namespace maillage::workflow {
namespace {

using enum Answerable;
using territory::CentreRule;

std::string count(const QuestionFacts& facts, std::size_t n) {
  return text::integer(static_cast<std::int64_t>(n), facts.lang);
}

std::size_t placed_by(const QuestionFacts& facts, CentreRule rule) {
  const auto found = facts.centres.find(rule);
  return found == facts.centres.end() ? 0 : found->second;
}

// What every travel time of the study suffers from; empty when nothing does.
std::vector<std::string> reserves_of_times(const QuestionFacts& facts) {
  std::vector<std::string> reserves;
  if (!facts.roads) {
    reserves.push_back(facts.say("les temps sont estimés à vol d’oiseau, sans relief, rivière ni route",
                                 "times are estimated as the crow flies, without relief, rivers or roads"));
  }
  if (facts.cells) return reserves;
  if (const std::size_t streets = placed_by(facts, CentreRule::street_density); streets > 0) {
    reserves.push_back(
        fmt::format(fmt::runtime(facts.say("communes placées d’après leurs rues, faute de chef-lieu : {}",
                                           "communes placed by their streets, for want of a seat: {}")),
                    count(facts, streets)));
  }
  if (const std::size_t points = placed_by(facts, CentreRule::inside_polygon); points > 0) {
    reserves.push_back(
        fmt::format(fmt::runtime(facts.say(
                        "communes placées à un point géométrique de leur polygone, non là où vivent les "
                        "habitants : {}",
                        "communes placed at a geometric point of their polygon, not where people live: {}")),
                    count(facts, points)));
  }
  reserves.push_back(facts.say("tous les habitants d’une commune sont supposés en un seul point",
                               "all people of a commune are taken to be at one point"));
  return reserves;
}

std::string joined(const QuestionFacts& facts, const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, facts.say(" ; ", "; ")));
}

std::string needed_for_times(const QuestionFacts& facts) {
  std::vector<std::string> needed;
  if (!facts.roads) needed.emplace_back("[inputs.roads]");
  if (!facts.cells) {
    const bool seats = placed_by(facts, CentreRule::seat) == facts.loaded.territory.communes.size();
    needed.emplace_back(seats ? "[inputs.cells]" : "[inputs.cells], [inputs.seats]");
  }
  return fmt::format("{}", fmt::join(needed, ", "));
}

Question time_to_care(const QuestionFacts& facts) {
  Question q = ask("time-to-care",
                   facts.say("À combien de minutes chaque commune est-elle du lieu de soins le plus proche ?",
                             "How many minutes from its nearest place of care is each commune?"));
  if (!facts.supply && facts.sites_of_use == 0) {
    q.reason = facts.say("aucun lieu de soins n’est donné", "no place of care is given");
    q.needed = "[inputs.sites], [inputs.physicians]";
    return q;
  }
  const auto reserves = reserves_of_times(facts);
  q.answer = reserves.empty() ? answered : partly;
  q.reason = reserves.empty() ? facts.say("routes et carreaux habités sont donnés ; circulation fluide",
                                          "roads and inhabited cells are given; free flow")
                              : joined(facts, reserves);
  q.needed = needed_for_times(facts);
  return q;
}

Question people_within(const QuestionFacts& facts) {
  Question q = ask("people-within",
                   facts.say("Combien d’habitants sont à moins de tant de minutes d’un lieu de soins ?",
                             "How many people are within so many minutes of a place of care?"));
  const Question times = time_to_care(facts);
  q.reason = times.reason;
  q.needed = times.needed;
  q.answer = times.answer;
  if (!facts.people) {
    q.answer = not_answerable;
    q.reason = facts.say("aucune population n’est donnée", "no population is given");
    q.needed = "[inputs.population]";
  }
  return q;
}

Question inside_communes(const QuestionFacts& facts) {
  Question q = ask("inside-communes", facts.say("Dans une commune, quels habitants sont les plus loin ?",
                                                "Within a commune, who lives farthest?"));
  q.answer = facts.cells ? answered : not_answerable;
  q.reason = facts.cells ? facts.say("les carreaux habités sont donnés", "inhabited cells are given")
                         : facts.say("rien ne dit où vivent les habitants d’une commune",
                                     "nothing says where the people of a commune live");
  if (!facts.cells) q.needed = "[inputs.cells]";
  return q;
}

Question road_cut(const QuestionFacts& facts) {
  Question q = ask("roads-cut", facts.say("Que changent une route coupée, la neige ou les embouteillages ?",
                                          "What do a closed road, snow or traffic jams change?"));
  q.answer = facts.roads ? partly : not_answerable;
  q.reason = facts.roads
                 ? facts.say(
                       "le réseau est donné et une route peut en être retirée ; sans données de trafic, la "
                       "circulation est fluide",
                       "the network is given and a road can be taken out; without traffic data, flow is free")
                 : facts.say("sans réseau routier, aucun itinéraire n’est connu",
                             "without a road network no route is known");
  q.needed = facts.roads ? facts.say("des vitesses par heure et saison", "speeds by hour and season")
                         : "[inputs.roads]";
  return q;
}

Question by_group(const QuestionFacts& facts) {
  Question q = ask("by-group", facts.say("Quels sont les chiffres par département, EPCI et bassin de vie ?",
                                         "What are the figures by département, EPCI and living area?"));
  std::vector<std::string> needed;
  for (const char* kind : {"epci", "living_area"}) {
    if (facts.loaded.territory.mesh(kind) == nullptr)
      needed.push_back(fmt::format("[inputs.memberships] {}", kind));
  }
  q.answer = needed.empty() ? answered : partly;
  q.reason =
      needed.empty()
          ? facts.say(
                "les appartenances des communes sont données ; le bassin de vie tient lieu de territoire "
                "de vie-santé",
                "the communes' groups are given; the living area stands in for the territoire de "
                "vie-santé")
          : facts.say("les communes ne sont groupées que par les mailles données",
                      "communes are grouped by the meshes given only");
  q.needed = fmt::format("{}", fmt::join(needed, ", "));
  return q;
}

Question same_year(const QuestionFacts& facts) {
  Question q = ask("same-year", facts.say("Les données décrivent-elles une même année ?",
                                          "Do the inputs describe one and the same year?"));
  std::set<std::string> years;
  std::string unstated;
  for (const InputRecord& input : facts.loaded.inputs) {
    if (input.vintage.empty())
      unstated += (unstated.empty() ? "" : ", ") + input.name;
    else
      years.insert(input.vintage.substr(0, 4));
  }
  const std::size_t moved = facts.loaded.diagnostics.count("commune-code-moved");
  const std::string codes =
      moved == 0 ? ""
                 : fmt::format(fmt::runtime(facts.say(" ; anciens codes de commune résolus : {}",
                                                      "; former commune codes resolved: {}")),
                               count(facts, moved));
  if (!unstated.empty()) {
    q.reason = facts.say("millésime non déclaré : ", "vintage not stated: ") + unstated;
    if (!years.empty())
      q.reason += fmt::format("{}{}", facts.say(" ; millésimes déclarés : ", "; vintages stated: "),
                              fmt::join(years, ", "));
    q.reason += codes;
    q.needed = fmt::format("vintage ({})", unstated);
    return q;
  }
  q.answer = years.size() <= 1 ? answered : partly;
  q.reason = fmt::format("{}{}{}", facts.say("millésimes : ", "vintages: "), fmt::join(years, ", "), codes);
  if (q.answer == partly) q.needed = facts.say("des données d’une même année", "inputs of one year");
  return q;
}

Question beyond_the_edge(const QuestionFacts& facts) {
  Question q = ask("beyond-the-edge",
                   facts.say("Les habitants proches de la limite ont-ils des soins plus près, au-dehors ?",
                             "Do people near the limit have care closer by, outside?"));
  q.reason = facts.say(
      "les lieux et les habitants hors du territoire étudié ne sont pas comptés : les temps des "
      "communes de bordure sont des maximums",
      "places and people outside the study area are not counted: times of communes at the edge are "
      "upper bounds");
  q.needed =
      facts.say("les mêmes données sur un territoire plus large ([area], [inputs.communes], [inputs.sites])",
                "the same inputs over a wider area ([area], [inputs.communes], [inputs.sites])");
  return q;
}

}  // namespace

std::vector<Question> questions_of_places(const QuestionFacts& facts) {
  return {time_to_care(facts), people_within(facts), inside_communes(facts), road_cut(facts),
          by_group(facts),     same_year(facts),     beyond_the_edge(facts)};
}

}  // namespace maillage::workflow
