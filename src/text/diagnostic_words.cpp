#include "maillage/text/diagnostic_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace maillage::text {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

// By code. A code that ends in '-' is a prefix: the mesh follows.
constexpr auto catalogue = std::to_array<Entry>({
    {"ages-far-from-population",
     "communes dont les âges font moins de la moitié ou plus du double de la population"},
    {"cells-differ-from-population",
     "communes dont les carreaux n’ont pas pour somme la population ; les carreaux ont été mis à l’échelle"},
    {"cells-far-from-population",
     "communes dont les carreaux, ensemble, font moins de la moitié ou plus du double de la population"},
    {"centre-from-cells", "communes placées au carreau habité le plus proche du centre de leurs habitants"},
    {"centre-from-streets",
     "communes placées au nœud routier entouré du plus de rues locales, faute de chef-lieu ou de carreaux "
     "habités"},
    {"centre-inside-polygon",
     "communes placées au point de leur polygone le plus éloigné de sa limite, faute de chef-lieu ou de "
     "carreaux habités : "
     "un point géométrique, non le lieu où vivent les habitants"},
    {"centre-unknown",
     "communes impossibles à placer (ni chef-lieu, ni carreau habité, ni rue) : sans temps de trajet"},
    {"class-by-distance",
     "communes de la première classe parce que leur médecin le plus proche est trop loin"},
    {"commune-code-moved", "anciens codes de commune résolus par la table de passage"},
    {"commune-code-zero-restored",
     "codes de commune sans leur zéro initial, avec une décimale ou une minuscule : rétablis"},
    {"commune-in-several-",
     "communes appartenant à plusieurs groupes ; leurs habitants comptent dans chacun"},
    {"commune-unknown", "lignes nommant une commune absente des limites ; elles n’ont pas pu servir"},
    {"commune-without-", "communes n’appartenant à aucun groupe de ce maillage"},
    {"commune-without-cells",
     "communes habitées sans carreau habité ; leurs habitants sont placés au centre"},
    {"communes-dissolved", "communes dont plusieurs polygones ont été fusionnés"},
    {"communes-overlap",
     "communes qui se recouvrent ; ce qui est dans les deux compte dans la première par code"},
    {"coordinates-compared", "lieux dont le second couple de coordonnées a été comparé au premier"},
    {"coordinates-differ", "lieux dont les deux couples de coordonnées diffèrent ; x et y ont été suivis"},
    {"cpts-none", "aucune CPTS du fichier ne contient de commune du territoire"},
    {"cpts-without-commune",
     "CPTS ne contenant le centre d’aucune commune du territoire ; elles ne sont pas montrées"},
    {"crs-of-study-taken", "coordonnées sans système déclaré, prises dans celui de l’étude"},
    {"crs-overridden", "système de coordonnées du fichier remplacé par celui de l’étude"},
    {"curve-linearised", "courbes remplacées par des segments"},
    {"demand-without-times", "lieux de demande sans temps de trajet : score 0"},
    {"department-dissolved", "limites de départements obtenues par fusion des communes"},
    {"double-pairs-unchecked", "doublons de couples non recherchés partout"},
    {"field-unsupported", "champs d’un type non lu"},
    {"fte-missing", "médecins sans équivalent temps plein, comptés pour un"},
    {"geometry-empty", "géométries vides"},
    {"geometry-flattened", "altitudes ou mesures des géométries laissées de côté"},
    {"geometry-missing", "éléments sans géométrie, laissés de côté"},
    {"geometry-repaired", "polygones invalides réparés"},
    {"geometry-unusable", "polygones dont il ne reste aucune surface après réparation"},
    {"map-not-drawn", "cartes impossibles à dessiner : les données ne contiennent aucune offre de soins"},
    {"measure-cut-by-limit", "mesures dont l’aire de recours dépasse la limite de trajet et s’y arrête"},
    {"official-zone-differs", "communes ayant plusieurs classes officielles ; la première est gardée"},
    {"outside-area", "lignes de communes hors du territoire étudié, laissées de côté"},
    {"pairs-not-reached", "couples au-delà de la limite de temps"},
    {"people-not-placed",
     "habitants dont la commune est inconnue ou hors du territoire ; ils ne sont dans aucun résultat"},
    {"people-off-network",
     "habitants de lieux qui ne rejoignent aucune route ; ils ne sont dans aucun résultat"},
    {"people-out-of-reach", "habitants sans aucun médecin dans la limite de trajet : leurs scores sont nuls"},
    {"people-outside-area", "habitants des communes hors du territoire étudié"},
    {"people-without-place", "habitants de communes impossibles à placer ; ils ne sont dans aucun résultat"},
    {"physicians-not-placed",
     "médecins dont la commune est inconnue ou hors du territoire ; ils ne sont dans aucun résultat"},
    {"physicians-outside-area", "médecins des communes hors du territoire étudié"},
    {"physicians-without-place",
     "médecins de communes impossibles à placer ; ils ne sont dans aucun résultat"},
    {"pixels-beyond-limit",
     "pixels sans aucun tel lieu dans la limite de trajet : leur valeur est juste au-dessus"},
    {"pixels-off-network", "pixels dont le centre est trop loin de toute route : sans temps"},
    {"place-without-position", "lieux sans coordonnées"},
    {"point-off-network", "lieux trop loin de toute route ; ils ne sont dans aucun résultat"},
    {"point-on-cut-off-road", "lieux rattachés à une partie isolée du réseau routier"},
    {"point-outside-area", "points hors de toute commune du territoire, laissés de côté"},
    {"polygon-missing", "éléments sans polygone, laissés de côté"},
    {"population-from-cells", "communes dont la population est la somme de leurs carreaux"},
    {"population-not-standardised",
     "lieux sans âges de leurs habitants : ils gardent le poids moyen dans l’indice"},
    {"population-unknown", "communes sans population dans les données : inconnue, et non nulle"},
    {"position-missing", "lignes sans coordonnées, laissées de côté"},
    {"provenance-incomplete", "données sans millésime ou sans licence déclarés"},
    {"reader-warning", "avertissements de la lecture du fichier"},
    {"reprojected", "géométries amenées au système de coordonnées de l’étude"},
    {"ring-closed", "contours refermés"},
    {"road-closed", "routes fermées, laissées de côté"},
    {"road-direction-unknown", "routes dont le sens n’est pas compris"},
    {"road-geometry-invalid", "routes aux coordonnées inutilisables, laissées de côté"},
    {"road-going-nowhere", "routes d’un nœud à lui-même, sans durée ni longueur, laissées de côté"},
    {"road-length-from-drawing", "routes dont la longueur est celle du tracé"},
    {"road-length-invalid", "routes de longueur invalide, laissées de côté"},
    {"road-length-too-short",
     "routes dont la longueur déclarée est moins de la moitié de la ligne droite entre leurs bouts ; celle "
     "du tracé a été prise"},
    {"road-of-several-lines", "routes tracées en plusieurs morceaux"},
    {"road-speed-invalid", "routes de vitesse invalide, laissées de côté"},
    {"road-time-invalid", "routes de durée invalide, laissées de côté"},
    {"road-too-slow", "routes d’une durée démesurée, laissées de côté"},
    {"road-without-length", "routes sans longueur, laissées de côté"},
    {"road-without-node", "routes sans extrémités connues, laissées de côté"},
    {"road-without-speed", "routes sans vitesse ni classe connue, laissées de côté"},
    {"roads-read-as", "colonnes par lesquelles les routes ont été lues"},
    {"seat-of-several",
     "communes ayant les chefs-lieux de plusieurs anciennes communes et aucun sous leur code ; le premier "
     "est pris"},
    {"seat-outside-commune", "chefs-lieux situés hors de leur commune, gardés tels quels"},
    {"site-category-absent", "catégories nommées par kinds qu’aucun lieu ne porte"},
    {"site-category-unused", "lieux d’une catégorie que l’étude n’emploie pas"},
    {"site-in-other-commune",
     "lieux dont les coordonnées tombent dans une autre commune que leur code Insee ; les coordonnées ont "
     "été suivies"},
    {"supply-empty", "aucun médecin de la spécialité dans les données : tous les scores sont nuls"},
    {"supply-unknown", "aucune offre de soins donnée : ni accès, ni classes, ni zones sous-dotées"},
    {"table-too-long",
     "tableaux trop grands pour une feuille de classeur : dans le CSV et le GeoPackage seulement"},
    {"unknown-demand", "identifiants de demande inconnus"},
    {"unknown-supply", "identifiants d’offre inconnus"},
    {"value-missing", "valeurs manquantes"},
    {"value-not-finite", "valeurs qui ne sont pas des nombres finis, tenues pour manquantes"},
    {"zone-below-minimum", "zones d’un seul tenant de moins d’habitants que le minimum, non dessinées"},
});
}  // namespace

std::string_view french_diagnostic(std::string_view code) noexcept {
  const auto exact =
      std::find_if(catalogue.begin(), catalogue.end(), [&](const Entry& e) { return e.first == code; });
  if (exact != catalogue.end()) return exact->second;
  const auto prefix = std::find_if(catalogue.begin(), catalogue.end(), [&](const Entry& e) {
    return e.first.ends_with('-') && code.starts_with(e.first);
  });
  return prefix != catalogue.end() ? prefix->second : std::string_view();
}

}  // namespace maillage::text
