#include <fmt/format.h>

#include <algorithm>

#include "question_facts.hpp"

namespace maillage::workflow {
namespace {

using enum Answerable;
using territory::SiteKind;

constexpr const char* supply_inputs = "[inputs.physicians], [inputs.physician_counts]";

std::string no_supply(const QuestionFacts& facts) {
  return facts.say("aucune offre de médecins n’est donnée : ni personnes, ni effectifs par commune",
                   "no supply of physicians is given, neither persons nor counts by commune");
}

Question access_index(const QuestionFacts& facts) {
  Question q =
      ask("access-index",
          facts.say(
              "Quel est l’accès aux médecins généralistes, rapporté aux habitants (APL, aires flottantes) ?",
              "What is the access to general practitioners, relative to people (APL, floating catchments)?"));
  if (!facts.supply) {
    q.reason = no_supply(facts);
    q.needed = supply_inputs;
    return q;
  }
  const bool acts = facts.physicians > 0 && facts.with_acts == facts.physicians;
  q.answer = acts && facts.ages && facts.people ? answered : partly;
  std::vector<std::string> needed;
  if (!acts) needed.push_back("[inputs.physicians] acts");
  if (!facts.ages) needed.push_back(facts.people ? "[inputs.population] age_0_14 …" : "[inputs.population]");
  q.needed = fmt::format("{}", fmt::join(needed, ", "));
  if (q.answer == answered)
    q.reason = facts.say("actes observés et âges des habitants sont donnés",
                         "observed acts and ages of people are given");
  else if (!acts)
    q.reason = facts.say(
        "les actes de tous les médecins ne sont pas donnés : un indice de type APL, à lire par rangs",
        "acts are not given for all physicians: an APL-type index, to be read by ranks");
  else
    q.reason = facts.say("sans les âges des habitants, les besoins sont les mêmes pour tous",
                         "without ages, needs are the same for all people");
  return q;
}

Question under_served(const QuestionFacts& facts) {
  Question q = ask("under-served", facts.say("Quelles communes sont sous-dotées en médecins généralistes ?",
                                             "Which communes are under-served by general practitioners?"));
  q.answer = facts.supply ? partly : not_answerable;
  q.reason =
      facts.supply
          ? facts.say(
                "des classes d’aide à la décision sont données ; le zonage officiel se fait par territoire "
                "de vie-santé, avec d’autres critères",
                "classes for decision support are given; the official zoning is by territoire de "
                "vie-santé, with other criteria")
          : no_supply(facts) + facts.say(" ; un temps d’accès ne suffit pas à dire une commune sous-dotée",
                                         "; a travel time alone does not make a commune under-served");
  q.needed = facts.supply ? facts.say("les territoires de vie-santé et les critères régionaux",
                                      "the territoires de vie-santé and the regional criteria")
                          : supply_inputs;
  return q;
}

Question official_zoning(const QuestionFacts& facts) {
  Question q = ask("official-zoning", facts.say("Le résultat s’accorde-t-il avec le zonage officiel ?",
                                                "Does the result agree with the official zoning?"));
  const auto& communes = facts.loaded.territory.communes;
  const bool zones =
      std::any_of(communes.begin(), communes.end(), [](const auto& c) { return !c.official_zone.empty(); });
  q.answer = zones && facts.supply ? answered : not_answerable;
  if (q.answer == answered) {
    q.reason = facts.say("les classes publiées sont données", "the published classes are given");
  } else {
    q.reason = zones ? no_supply(facts)
                     : facts.say("le zonage publié n’est pas donné", "the published zoning is not given");
    q.needed = zones ? supply_inputs : "[inputs.memberships] official_zone";
  }
  return q;
}

Question medical_time(const QuestionFacts& facts) {
  Question q =
      ask("medical-time", facts.say("De combien de temps médical (ETP, actes) le territoire dispose-t-il ?",
                                    "How much medical time (FTE, acts) does the area have?"));
  const std::size_t known = std::max(facts.with_acts, facts.with_fte);
  q.answer = known == 0 ? not_answerable : known < facts.physicians ? partly : answered;
  if (!facts.supply)
    q.reason = no_supply(facts);
  else if (known == 0)
    q.reason = facts.say("seuls des effectifs sont donnés", "head counts only are given");
  else
    q.reason =
        fmt::format(fmt::runtime(facts.say("connu pour {} médecins sur {}", "known for {} of {} physicians")),
                    known, facts.physicians);
  if (q.answer != answered) q.needed = "[inputs.physicians] fte, acts";
  return q;
}

Question retirements(const QuestionFacts& facts) {
  Question q = ask("retirements", facts.say("Combien de médecins approchent de la retraite ?",
                                            "How many physicians are near retirement?"));
  q.answer = facts.with_age == 0 ? not_answerable : facts.with_age < facts.physicians ? partly : answered;
  q.reason = facts.with_age == 0
                 ? facts.say("les âges des médecins ne sont pas donnés", "physicians' ages are not given")
                 : fmt::format(fmt::runtime(facts.say("âge connu pour {} médecins sur {}",
                                                      "age known for {} of {} physicians")),
                               facts.with_age, facts.physicians);
  if (q.answer != answered) q.needed = "[inputs.physicians] age";
  return q;
}

Question needs_by_age(const QuestionFacts& facts) {
  Question q = ask("needs-by-age", facts.say("Les besoins tiennent-ils compte de l’âge des habitants ?",
                                             "Do needs take people's ages into account?"));
  q.answer = facts.ages ? answered : not_answerable;
  q.reason = facts.ages ? facts.say("les âges sont donnés", "ages are given")
                        : facts.say("la population est donnée sans âges, ou ne l’est pas",
                                    "people are given without ages, or not at all");
  if (!facts.ages) q.needed = "[inputs.population] age_0_14 … age_75_plus";
  return q;
}

Question on_call(const QuestionFacts& facts) {
  Question q = ask("on-call", facts.say("Qui est loin de soins la nuit et le week-end ?",
                                        "Who is far from care at night and at week-ends?"));
  const std::size_t houses = facts.sites(SiteKind::on_call_house);
  q.answer = houses == 0 ? not_answerable : partly;
  q.reason =
      houses == 0
          ? facts.say("aucune maison médicale de garde n’est donnée", "no on-call house is given")
          : fmt::format(fmt::runtime(facts.say(
                            "maisons médicales de garde données, sans leurs horaires : {} ; la garde en "
                            "cabinet et les "
                            "secteurs de permanence des soins ne le sont pas",
                            "on-call houses given, without opening hours: {}; rotas in surgeries and on-call "
                            "sectors are not given")),
                        houses);
  q.needed = houses == 0 ? "[inputs.sites] 617"
                         : facts.say("les horaires et les secteurs de permanence des soins",
                                     "opening hours and on-call sectors");
  return q;
}

Question health_centres(const QuestionFacts& facts) {
  Question q = ask("health-centres", facts.say("Quels centres de santé ont des médecins généralistes ?",
                                               "Which health centres have general practitioners?"));
  const std::size_t centres = facts.sites(SiteKind::health_centre);
  q.reason =
      centres == 0
          ? facts.say("aucun centre de santé n’est donné", "no health centre is given")
          : fmt::format(fmt::runtime(facts.say(
                            "centres de santé donnés sans leur activité : {} ; beaucoup sont dentaires ou "
                            "infirmiers, et "
                            "aucun n’est compté comme offre de médecins",
                            "health centres given without their activity: {}; many are dental or nursing "
                            "centres, and none counts as supply of physicians")),
                        centres);
  q.needed = facts.say("les médecins des centres dans [inputs.physicians]",
                       "the physicians of the centres in [inputs.physicians]");
  return q;
}

Question outside_cpts(const QuestionFacts& facts) {
  Question q = ask("outside-cpts", facts.say("Quelles communes ne sont dans aucune CPTS ?",
                                             "Which communes are in no CPTS?"));
  if (facts.loaded.territory.mesh("cpts") != nullptr) {
    q.answer = answered;
    q.reason = facts.say("les périmètres sont donnés", "perimeters are given");
    return q;
  }
  const std::size_t offices = facts.sites(SiteKind::cpts_office);
  q.reason = facts.say("aucun périmètre de CPTS n’est donné", "no CPTS perimeter is given");
  if (offices > 0) {
    q.reason += fmt::format(
        fmt::runtime(facts.say(" ; les points donnés ({}) sont des sièges d’association, non des territoires",
                               "; the points given ({}) are offices of associations, not areas")),
        offices);
  }
  q.needed = "[inputs.cpts]";
  return q;
}

}  // namespace

std::vector<Question> questions_of_care(const QuestionFacts& facts) {
  return {access_index(facts), under_served(facts),   official_zoning(facts),
          medical_time(facts), retirements(facts),    needs_by_age(facts),
          on_call(facts),      health_centres(facts), outside_cpts(facts)};
}

}  // namespace maillage::workflow
