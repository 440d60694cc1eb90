#include "maillage/workflow/labels.hpp"

#include <fmt/format.h>

#include <array>

namespace maillage::workflow {
namespace {

struct Word {
  std::string_view key, fr, en;
};

constexpr std::array<Word, 8> kinds = {{
    {"gp", "médecin généraliste", "general practitioner"},
    {"health_house", "maison de santé", "health house"},
    {"health_centre", "centre de santé", "health centre"},
    {"hospital", "hôpital", "hospital"},
    {"pharmacy", "pharmacie", "pharmacy"},
    {"nursing_home", "EHPAD", "nursing home"},
    {"on_call_house", "maison médicale de garde", "on-call house"},
    {"cpts_office", "siège de CPTS", "CPTS office"},
}};

// Behind "Temps d’accès" / "Time to".
constexpr std::array<Word, 8> nearest_phrases = {{
    {"gp", "au médecin généraliste le plus proche", "the nearest general practitioner"},
    {"health_house", "à la maison de santé la plus proche", "the nearest health house"},
    {"health_centre", "au centre de santé le plus proche", "the nearest health centre"},
    {"hospital", "à l’hôpital le plus proche", "the nearest hospital"},
    {"pharmacy", "à la pharmacie la plus proche", "the nearest pharmacy"},
    {"nursing_home", "à l’EHPAD le plus proche", "the nearest nursing home"},
    {"on_call_house", "à la maison médicale de garde la plus proche", "the nearest on-call house"},
    {"cpts_office", "au siège de CPTS le plus proche", "the nearest CPTS office"},
}};

constexpr std::array<Word, 4> meshes = {{
    {"department", "département", "département"},
    {"living_area", "bassin de vie (substitut)", "living area (substitute)"},
    {"epci", "EPCI", "EPCI"},
    {"cpts", "CPTS", "CPTS"},
}};

constexpr std::array<Word, 9> methods = {{
    {"nearest", "temps jusqu’au plus proche, en minutes ; moyennes sur les habitants qui en ont un à portée",
     "time to the nearest, in minutes; means over the people who have one within reach"},
    {"cumulative", "médecins à portée du rayon", "physicians within the radius"},
    {"gravity", "médecins pondérés par la distance (Hansen)", "physicians weighted by distance (Hansen)"},
    {"2sfca", "médecins pour 10 000 habitants, aires flottantes en deux étapes (Luo et Wang 2003)",
     "physicians per 10,000 people, two-step floating catchments (Luo & Wang 2003)"},
    {"e2sfca", "médecins pour 10 000 habitants, deux étapes pondérées (Luo et Qi 2009)",
     "physicians per 10,000 people, enhanced two-step (Luo & Qi 2009)"},
    {"m2sfca", "médecins pour 10 000 habitants, deux étapes modifiées (Delamater 2013)",
     "physicians per 10,000 people, modified two-step (Delamater 2013)"},
    {"3sfca", "médecins pour 10 000 habitants, trois étapes (Wan et al. 2012)",
     "physicians per 10,000 people, three-step (Wan et al. 2012)"},
    {"bfca", "aires flottantes équilibrées (Páez et al. 2019) : à comparer dans un même territoire seulement",
     "balanced floating catchments (Páez et al. 2019): compare within one territory only"},
    {"mh3sfca", "médecins pour 10 000 habitants, Huff modifié (Jörg et al. 2019)",
     "physicians per 10,000 people, modified Huff (Jörg et al. 2019)"},
}};

constexpr std::array<Word, 9> method_titles = {{
    {"nearest", "Temps jusqu’au plus proche", "Time to the nearest"},
    {"cumulative", "Médecins à portée", "Physicians within reach"},
    {"gravity", "Accès gravitaire (Hansen)", "Gravity access (Hansen)"},
    {"2sfca", "Accès 2SFCA", "2SFCA access"},
    {"e2sfca", "Accès E2SFCA", "E2SFCA access"},
    {"m2sfca", "Accès M2SFCA", "M2SFCA access"},
    {"3sfca", "Accès 3SFCA", "3SFCA access"},
    {"bfca", "Accès BFCA", "BFCA access"},
    {"mh3sfca", "Accès MH3SFCA", "MH3SFCA access"},
}};

template <class Words>
std::string_view find(const Words& words, std::string_view key, text::Language lang) {
  for (const Word& word : words) {
    if (word.key == key) return text::pick(lang, word.fr, word.en);
  }
  return key;
}

}  // namespace

std::string_view kind_label(std::string_view kind, text::Language lang) { return find(kinds, kind, lang); }
std::string nearest_title(std::string_view kind, text::Language lang) {
  return std::string(text::pick(lang, "Temps d’accès ", "Time to ")) +
         std::string(find(nearest_phrases, kind, lang));
}

std::string_view mesh_label(std::string_view mesh, text::Language lang) { return find(meshes, mesh, lang); }

std::string_view mesh_layer(std::string_view mesh) {
  if (mesh == "department") return "departments";
  if (mesh == "living_area") return "living_areas";
  return mesh;
}

std::string_view state_label(territory::SiteState state, text::Language lang) {
  using enum territory::SiteState;
  switch (state) {
    case open:
      return text::pick(lang, "ouverte", "open");
    case under_construction:
      return text::pick(lang, "en construction", "under construction");
    case planned:
      return text::pick(lang, "en projet", "planned");
    case closed:
      return text::pick(lang, "fermée", "closed");
  }
  return {};
}

std::string method_title(std::string_view method, text::Language lang) {
  return std::string(find(method_titles, method, lang));
}

std::string method_comment(std::string_view method, text::Language lang) {
  return std::string(find(methods, method, lang));
}

std::string travel_sentence(const study::Travel& travel, text::Language lang) {
  const bool fr = lang == text::Language::fr;
  if (travel.model == "road") {
    return fmt::format(
        fmt::runtime(fr ? "Temps de trajet en voiture par la route, circulation fluide ; jusqu’à la route à "
                          "{} km/h, {} m au plus."
                        : "Travel times by car on roads, free flow; to the road at {} km/h, {} m at most."),
        text::shortest(travel.access_speed_kmh), text::number(travel.snap_limit.value, 0, lang));
  }
  return fmt::format(
      fmt::runtime(fr ? "Temps de trajet estimés sans réseau routier : vol d’oiseau × {} à {} km/h."
                      : "Travel times estimated without a road network: straight line × {} at {} km/h."),
      text::number(travel.detour, 1, lang), text::shortest(travel.speed_kmh));
}

std::string centre_sentence(const territory::Territory& territory, text::Language lang) {
  std::int64_t points = 0;
  for (const territory::Commune& c : territory.communes)
    points += c.centre_rule == territory::CentreRule::inside_polygon ? 1 : 0;
  if (points == 0) return {};
  return fmt::format(fmt::runtime(text::pick(lang,
                                             "Communes placées à un point géométrique (le plus éloigné de "
                                             "leur limite), non là où vivent leurs habitants : "
                                             "{} sur {}.",
                                             "Communes placed at a geometric point (farthest from their "
                                             "border), not where their people live: {} of {}.")),
                     text::integer(points, lang),
                     text::integer(static_cast<std::int64_t>(territory.communes.size()), lang));
}

std::string times_sentence(const Loaded& loaded, text::Language lang) {
  const std::string centres = centre_sentence(loaded.territory, lang);
  return travel_sentence(loaded.study.travel, lang) + (centres.empty() ? "" : " " + centres);
}

}  // namespace maillage::workflow
