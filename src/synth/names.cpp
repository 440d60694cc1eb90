#include "names.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

constexpr std::array stems{
    "Brév",  "Chaum",  "Mordel", "Valmér", "Loudr", "Fontev",   "Pérign", "Sauvér", "Aubr",   "Marsén",
    "Talv",  "Rochev", "Landr",  "Grav",   "Nesm",  "Écarn",    "Lus",    "Champr", "Drév",   "Moncel",
    "Hautr", "Beauvr", "Tréz",   "Pless",  "Guern", "Arz",      "Corv",   "Maur",   "Sénav",  "Foug",
    "Noirv", "Clairv", "Pontr",  "Barv",   "Jauv",  "Ételr",    "Quév",   "Roz",    "Sav",    "Thér",
    "Uss",   "Vézan",  "Yvr",    "Olorn",  "Isér",  "Bréhandr", "Cadr",   "Dolv",   "Esquev", "Faverl",
    "Gorn",  "Héd",    "Jumel",  "Kerv",   "Lanv",  "Malv",     "Nord",   "Pavr",   "Ramb",   "Soul",
    "Tourv", "Vaubr",  "Varz",   "Bouzl",  "Cerv",  "Coul",     "Dangl",  "Émanv",  "Frand",  "Gal",
    "Guém",  "Houdr",  "Jarz",   "Lagn",   "Mézer", "Montaubr", "Nozer",  "Pallu",  "Plouv",  "Ranz",
    "Ruf",   "Sarz",   "Scév",   "Tauv",   "Trém",  "Vald",     "Vigner", "Ambl",   "Anj",    "Bazel",
    "Bign",  "Bous",   "Charv",  "Cossév", "Craon", "Dom",      "Échir",  "Ferl",   "Gouv",   "Lambr",
    "Lév",   "Mach",   "Mign",   "Morv",   "Névr",  "Oud",      "Parth",  "Pell",   "Rétr",   "Saign",
    "Sucr",  "Tiff",   "Vall",   "Vouv"};
constexpr std::array endings{"ance",  "igné",  "ières", "ois",     "ault",  "ezay",  "ouzière", "elles",
                             "onnay", "ac",    "euil",  "ay",      "é",     "ine",   "oux",     "erie",
                             "ençon", "olles", "ouze",  "ardière", "inges", "aigne", "eray",    "ondes",
                             "eau",   "ville", "ais",   "illé",    "ières", "ay",    "elles"};
// What stems and endings would make of communes that exist (official list of 2025): never used.
constexpr std::array<std::string_view, 47> existing{
    "Brévillé",  "Pérignac",  "Périgné",  "Rochevillé", "Landrais", "Gravières", "Trézelles",  "Plessé",
    "Arzay",     "Maurois",   "Mauré",    "Mauroux",    "Barvillé", "Rozières",  "Savigné",    "Savières",
    "Savolles",  "Ussac",     "Usseau",   "Yvrac",      "Gornac",   "Malvières", "Malvillé",   "Soulières",
    "Varzay",    "Cervières", "Cervillé", "Émanvillé",  "Jarzé",    "Mézeray",   "Mézerolles", "Mézerville",
    "Ranzières", "Sarzay",    "Sarzeau",  "Bignay",     "Bignoux",  "Échiré",    "Échirolles", "Machault",
    "Maché",     "Mignières", "Migné",    "Morvillé",   "Oudeuil",  "Vallières", "Vallois"};
constexpr std::array rivers{"l'Ausonne", "la-Mélize",   "la-Vertelle", "l'Odrèse",
                            "le-Lauvre", "la-Brézance", "l'Ivrelle",   "le-Tarnais"};
constexpr std::array lands{"Brézais", "Ausonnais", "Vertois", "Lauvrais"};
constexpr std::array features{"le-Vieux",   "la-Forêt", "les-Landes", "le-Grand",    "la-Garenne",
                              "les-Étangs", "le-Haut",  "la-Plaine",  "les-Moulins", "le-Désert"};
constexpr std::array shore{"sur-Mer", "Plage", "le-Port", "les-Dunes", "les-Salines", "les-Bains"};
constexpr std::array hamlets_of{"La Chapelle", "La Lande",   "Le Bois", "La Roche", "Les Essarts",
                                "Le Gué",      "Notre-Dame", "La Haie", "Le Val"};
constexpr std::array saints{"Évrande", "Thélis",  "Maudérac", "Orvance",   "Brivel",  "Aldève", "Corentel",
                            "Gwévroc", "Liézan",  "Hervéac",  "Sulpris",   "Macérin", "Ouvray", "Doumel",
                            "Pévran",  "Géraume", "Brandève", "Calmin",    "Cydrac",  "Elvan",  "Fulbrède",
                            "Havrel",  "Judec",   "Kérian",   "Lunévaire", "Mélaur",  "Nolwec", "Orlande",
                            "Quérien", "Rodéac",  "Suliec",   "Tréfaud",   "Urlan",   "Vézin",  "Zélian"};
constexpr std::array streets{
    "Rue de l'Église",  "Grande Rue",        "Rue du Port",      "Rue de la Gare",   "Rue des Écoles",
    "Rue du Marché",    "Rue de la Mairie",  "Place du Marché",  "Rue des Lilas",    "Rue des Tilleuls",
    "Rue du Stade",     "Rue de la Poste",   "Rue des Jardins",  "Rue du Moulin",    "Rue de la Fontaine",
    "Avenue de la Mer", "Boulevard du Nord", "Rue des Acacias",  "Rue du Lavoir",    "Impasse des Roses",
    "Rue des Artisans", "Rue du Château",    "Rue des Remparts", "Allée des Chênes", "Rue des Vignes",
    "Rue de la Paix",   "Rue de la Liberté", "Rue du Four",      "Rue des Tanneurs", "Quai des Brumes"};
constexpr std::array lanes{"Chemin des Ajoncs", "Chemin du Bois",  "Route du Moulin",   "Chemin des Landes",
                           "Route de la Croix", "Chemin du Gué",   "Route des Étangs",  "Chemin de la Lande",
                           "Route du Calvaire", "Chemin des Prés", "Route du Plessis",  "Chemin de la Source",
                           "Route des Genêts",  "Chemin du Pont",  "Route de la Vallée"};

template <class List>
std::string pick(Rng& rng, const List& list) {
  return list[rng.below(list.size())];
}

std::string simple_name(Rng& rng) {
  while (true) {
    std::string name = pick(rng, stems) + pick(rng, endings);
    if (std::find(existing.begin(), existing.end(), name) == existing.end()) return name;
  }
}

std::string rural_name(Rng& rng) {
  const double kind = rng.uniform();
  if (kind < 0.2)
    return "Saint-" + pick(rng, saints) +
           (rng.chance(0.45) ? "-" + pick(rng, features) : "-en-" + pick(rng, lands));
  if (kind < 0.30) return pick(rng, hamlets_of) + "-" + simple_name(rng);
  if (kind < 0.38) return simple_name(rng) + "-sur-" + pick(rng, rivers);
  if (kind < 0.45) return simple_name(rng) + "-" + pick(rng, features);
  if (kind < 0.50) return simple_name(rng) + "-en-" + pick(rng, lands);
  return simple_name(rng);
}

std::string one_name(Rng& rng, bool town, bool coastal) {
  if (town) return rng.chance(0.25) ? simple_name(rng) + "-sur-" + pick(rng, rivers) : simple_name(rng);
  if (coastal && rng.chance(0.45)) return simple_name(rng) + "-" + pick(rng, shore);
  return rural_name(rng);
}

// Upper-case letters without accents, for ordering: the two-byte letters of French in UTF-8 only.
std::string sort_key(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, char>, 16> plain{{{"É", 'E'},
                                                                            {"È", 'E'},
                                                                            {"é", 'E'},
                                                                            {"è", 'E'},
                                                                            {"ê", 'E'},
                                                                            {"ë", 'E'},
                                                                            {"à", 'A'},
                                                                            {"â", 'A'},
                                                                            {"ç", 'C'},
                                                                            {"î", 'I'},
                                                                            {"ï", 'I'},
                                                                            {"ô", 'O'},
                                                                            {"ù", 'U'},
                                                                            {"û", 'U'},
                                                                            {"ü", 'U'},
                                                                            {"Î", 'I'}}};
  std::string key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c >= 'a' && c <= 'z')
      key += static_cast<char>(c - 'a' + 'A');
    else if (static_cast<unsigned char>(c) < 0x80)
      key += c == '-' || c == '\'' ? ' ' : c;
    else {
      for (const auto& [accented, letter] : plain) {
        if (name.substr(i, 2) == accented) key += letter;
      }
      ++i;
    }
  }
  return key;
}

bool starts_with_vowel(std::string_view name) {
  const std::string key = sort_key(name.substr(0, 2));
  return !key.empty() && std::string_view("AEIOUYH").find(key[0]) != std::string_view::npos;
}

}  // namespace

std::vector<std::string> commune_names(const Options& options, const Partition& partition,
                                       const Towns& towns) {
  std::vector<std::string> names(partition.size());
  std::set<std::string> taken;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const auto c = static_cast<std::size_t>(towns.by_rank[k]);
    Rng rng(options.seed, Subject::names, c);
    const bool town = k < std::max<std::size_t>(3, names.size() / 10);
    std::string name = one_name(rng, town, partition.coastal[c] != 0);
    for (int attempt = 1; !taken.insert(sort_key(name)).second; ++attempt) {
      name = attempt < 20 ? one_name(rng, false, partition.coastal[c] != 0)
                          : pick(rng, hamlets_of) + "-" + simple_name(rng) + "-" + pick(rng, features);
    }
    names[c] = std::move(name);
  }
  return names;
}

std::vector<std::int32_t> alphabetical(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(sort_key(name));
  std::vector<std::int32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
  });
  return order;
}

std::string of_place(std::string_view name) {
  if (name.starts_with("Le ")) return "du " + std::string(name.substr(3));
  if (name.starts_with("Les ")) return "des " + std::string(name.substr(4));
  if (name.starts_with("La ")) return "de la " + std::string(name.substr(3));
  return (starts_with_vowel(name) ? "d'" : "de ") + std::string(name);
}

std::string at_place(std::string_view name) {
  if (name.starts_with("Le ")) return "au " + std::string(name.substr(3));
  if (name.starts_with("Les ")) return "aux " + std::string(name.substr(4));
  if (name.starts_with("La ")) return "à la " + std::string(name.substr(3));
  return "à " + std::string(name);
}

std::string_view street_name(std::uint64_t bits) { return streets[bits % streets.size()]; }
std::string_view lane_name(std::uint64_t bits) { return lanes[bits % lanes.size()]; }

}  // namespace maillage::synth
