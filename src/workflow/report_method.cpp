// "Method and parameters": formulas in words, parameters with units and sources, definitions.

#include <fmt/format.h>

#include "maillage/workflow/labels.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Definitions;
using report::Paragraph;
using report::Prose;

report::Bullets formulas(const ReportContext& c) {
  report::Bullets list;
  if (c.loaded.study.travel.model == "road") {
    list.items.emplace_back(
        c.say("Temps de trajet : plus court chemin exact en voiture sur le réseau routier orienté, à la "
              "vitesse libre de chaque route, plus "
              "la marche jusqu’à la route aux deux bouts. Ni embouteillages, ni transports en commun.",
              "Travel time: exact shortest path by car over the directed road network, at each road’s "
              "free-flow speed, plus the walk to "
              "the road at both ends. No congestion, no public transport."));
  } else {
    list.items.emplace_back(c.say(
        "Temps de trajet : distance en ligne droite × coefficient de détour ÷ vitesse moyenne. Ni relief, ni "
        "rivières, ni routes.",
        "Travel time: straight distance × detour factor ÷ mean speed. No relief, no rivers, no roads."));
  }
  list.items.emplace_back(
      c.results.demand.by_cell
          ? c.say("Temps d’une commune : médiane sur ses habitants ; la moitié met moins.",
                  "Time of a commune: median over its people; half of them need less.")
          : c.say("Temps d’une commune : celui de l’unique point où sont placés ses habitants.",
                  "Time of a commune: that of the one point where its people are put."));
  if (c.results.index) {
    list.items.emplace_back(
        c.say("Indice, première étape : pour chaque lieu d’exercice, les actes offerts par an sont divisés "
              "par les habitants standardisés "
              "qui peuvent y venir, chacun compté selon le temps qui l’en sépare.",
              "Index, first step: at each place of practice the acts offered a year are divided by the "
              "standardised people who can come, "
              "each counted by the time that separates them."));
    list.items.emplace_back(
        c.say("Indice, seconde étape : pour chaque lieu de vie, on additionne ces rapports sur tous les "
              "lieux d’exercice à portée, avec les "
              "mêmes poids. La commune reçoit la moyenne de ses habitants.",
              "Index, second step: for each place where people live these ratios are added up over all "
              "places of practice within reach, "
              "with the same weights. A commune has the mean of its people."));
    list.items.emplace_back(
        c.say("Sources : Luo et Wang (2003), Luo et Qi (2009) pour les aires flottantes ; Barlet, Coldefy, "
              "Collin et Lucas-Gabrielli (DREES, "
              "IRDES, 2012) pour l’APL.",
              "Sources: Luo & Wang (2003), Luo & Qi (2009) for floating catchments; Barlet, Coldefy, Collin "
              "& Lucas-Gabrielli (DREES, "
              "IRDES, 2012) for the APL."));
  }
  if (!c.results.classes.empty()) {
    list.items.emplace_back(
        c.sentence("Classes : {0}. Les communes prioritaires qui se touchent forment une zone.",
                   "Classes: {0}. Priority communes that touch form a zone.", {rule_words(c)}));
  }
  return list;
}

Prose minutes_of(const ReportContext& c, Milliseconds duration) {
  return plain_number(minutes(duration), c.lang) + " min";
}

Definitions travel_parameters(const ReportContext& c) {
  const study::Study& study = c.loaded.study;
  const study::Travel& t = study.travel;
  Definitions list;
  const auto add = [&](std::string name, Prose value) {
    list.items.emplace_back(std::move(name), std::move(value));
  };
  add(c.say("Source des temps", "Source of times"), report::code(c.results.source.details));
  add(c.say("Limite de recherche", "Search limit"), minutes_of(c, t.limit));
  if (t.model == "road") {
    add(c.say("Distance à la route, au plus", "Distance to the road, at most"),
        text::number(t.snap_limit.value, 0, c.lang) + " m");
    add(c.say("Vitesse jusqu’à la route", "Speed to the road"),
        plain_number(t.access_speed_kmh, c.lang) + " km/h");
  } else {
    add(c.say("Coefficient de détour", "Detour factor"), plain_number(t.detour, c.lang));
    add(c.say("Vitesse", "Speed"), plain_number(t.speed_kmh, c.lang) + " km/h");
  }
  std::string thresholds;
  for (const double edge : study.threshold_minutes)
    thresholds += (thresholds.empty() ? "" : c.say(" ; ", "; ")) + plain_number(edge, c.lang);
  add(c.say("Seuils de temps", "Time thresholds"), thresholds + " min");
  add(c.say("Projection", "Coordinate system"), report::code(study.crs.text()));
  if (!c.loaded.territory.supply_given) return list;
  add(c.say("Rayon de 2sfca et cumulative", "Radius of 2sfca and cumulative"),
      minutes_of(c, study.access.catchment));
  add(c.say("Pondération des mesures pondérées", "Decay of weighted measures"),
      report::code(study.access.decay));
  add(c.say("Spécialité", "Speciality"), report::code(study.access.speciality));
  add(c.say("Règle de classement", "Rule of the classes"), rule_words(c));
  add(c.say("Plus petite zone dessinée", "Smallest zone drawn"),
      people_text(c, study.zoning.minimum_population) + c.say(" habitants", " people"));
  return list;
}

report::Table index_parameters(const ReportContext& c) {
  const access::AplProfile& p = c.results.profile;
  report::Table table;
  table.id = "table-profile";
  table.caption = fmt::format(
      fmt::runtime(c.say("Paramètres de l’indice (profil {})", "Parameters of the index (profile {})")),
      p.name);
  table.columns = {
      {c.say("Paramètre", "Parameter")}, {c.say("Valeur", "Value")}, {c.say("Statut", "Status")}};
  const auto add = [&](std::string name, Prose value, access::ValueStatus status) {
    table.rows.push_back({std::move(name), std::move(value),
                          status == access::ValueStatus::read
                              ? c.say("lu dans sa source", "read in its source")
                              : c.say("à confirmer", "to be confirmed")});
  };
  const auto acts = [&](double value) {
    return text::number(value, 0, c.lang) + c.say(" actes par an", " acts a year");
  };
  add(c.say("Pondération par le temps (min=poids)", "Decay with time (min=weight)"),
      report::code(p.decay.value.text()), p.decay.status);
  add(c.say("Un temps plein", "One full-time equivalent"), acts(p.acts_per_fte.value), p.acts_per_fte.status);
  add(c.say("Plancher par personne", "Floor of a person"), acts(p.acts_floor.value), p.acts_floor.status);
  add(c.say("Plafond par personne", "Cap of a person"), acts(p.acts_cap.value), p.acts_cap.status);
  add(c.say("Âge au-delà duquel un médecin n’est pas compté", "Age beyond which a physician is not counted"),
      plain_number(p.age_bound.value, c.lang) + c.say(" ans", " years"), p.age_bound.status);
  std::string weights;
  for (std::size_t b = 0; b < p.age_bands.size(); ++b)
    weights += (b > 0 ? c.say(" ; ", "; ") : "") + plain_number(p.age_weights.value[b], c.lang);
  add(c.say("Poids des âges 0–14, 15–29, 30–44, 45–59, 60–74, 75 ans et plus",
            "Weights of ages 0–14, 15–29, 30–44, 45–59, 60–74, 75 and over"),
      weights, p.age_weights.status);
  table.note = c.results.demand.aged
                   ? c.say("La population est standardisée par l’âge avec ces poids.",
                           "The population is standardised by age with these weights.")
                   : c.say("La population par âge n’est pas fournie : chaque habitant compte pour un.",
                           "The population by age is not given: everybody counts for one.");
  return table;
}

Definitions definitions(const ReportContext& c) {
  Definitions list;
  const auto add = [&](std::string_view fr, std::string_view en, std::string_view meaning_fr,
                       std::string_view meaning_en) {
    list.items.emplace_back(c.say(fr, en), c.say(meaning_fr, meaning_en));
  };
  add("Habitant pris en compte", "Person in the results",
      "habitant dont le lieu de vie a pu être joint au réseau ; dénominateur des parts",
      "somebody whose place joins the network; the denominator of shares");
  if (c.results.index) {
    add("APL", "APL",
        "accessibilité potentielle localisée (DREES, IRDES), fondée sur les actes observés des médecins",
        "accessibilité potentielle localisée (DREES, IRDES), from observed acts of physicians");
    add("Habitant standardisé", "Standardised person",
        "habitant compté selon le recours aux soins de son âge ; leur somme est la population",
        "somebody counted by the use of care at his age; they sum to the population");
    add("Classe prioritaire", "Priority class",
        "communes les moins bien servies selon la règle de l’étude ; ce n’est pas la ZIP officielle",
        "the worst-served communes by the study’s rule; not the official ZIP");
  }
  add("Bassin de vie", "Living area (bassin de vie)",
      "plus petit territoire où l’on accède aux services courants (Insee)",
      "smallest territory in which people find everyday services (Insee)");
  add("CPTS", "CPTS", "communauté professionnelle territoriale de santé",
      "territorial community of health professionals");
  add("EPCI", "EPCI", "établissement public de coopération intercommunale",
      "grouping of communes with own taxation");
  add("Millésime", "Vintage", "année que décrivent les données", "year the data describe");
  return list;
}

}  // namespace

report::Section report_method(const ReportContext& c) {
  report::Section section{"method", c.say("Méthode et paramètres", "Method and parameters"), {}, {}};
  section.parts.push_back(
      {"method-words", c.say("Ce qui est calculé", "What is computed"), {formulas(c)}, {}});
  report::Section parameters{
      "method-parameters", c.say("Paramètres", "Parameters"), {travel_parameters(c)}, {}};
  if (c.results.index) parameters.blocks.emplace_back(index_parameters(c));
  section.parts.push_back(std::move(parameters));
  section.parts.push_back({"method-definitions", c.say("Définitions", "Definitions"), {definitions(c)}, {}});
  return section;
}

}  // namespace maillage::workflow
