#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "arithmetic.hpp"
#include "care.hpp"
#include "names.hpp"
#include "point_grid.hpp"

namespace maillage::synth {
namespace {

constexpr std::string_view health_house = "603", health_centre = "124", hospital = "355", pharmacy = "620",
                           nursing_home = "500", on_call_house = "617";

// Nine digits whose last makes the Luhn sum a multiple of ten.
std::string finess_number(std::size_t serial) {
  std::string digits = std::to_string(100 + serial);
  digits.insert(0, 8 - digits.size(), '0');
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const int value = (digits[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string two_digits(std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

struct Builder {
  const CareContext& context;
  std::vector<Site> sites;
  std::set<std::string> names;

  void add(std::string_view category, std::int32_t commune, std::string name, std::string_view state,
           int first_year) {
    const std::size_t serial = sites.size();
    Rng rng(context.options.seed, Subject::sites, serial);
    Site site{"", category, std::move(name), commune, place_in_town(context, commune, rng), state, ""};
    const std::string base = site.name;
    for (int k = 2; !names.insert(site.name).second; ++k) site.name = base + " " + std::to_string(k);
    const std::size_t year =
        static_cast<std::size_t>(first_year) + rng.below(static_cast<std::size_t>(2026 - first_year));
    const std::size_t month = 1 + rng.below(12);
    const std::size_t day = 1 + rng.below(28);
    if (state == "open") site.opened = std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day);
    sites.push_back(std::move(site));
  }
  [[nodiscard]] const std::string& commune_name(std::int32_t c) const {
    return context.names[static_cast<std::size_t>(c)];
  }
  [[nodiscard]] std::int64_t people(std::int32_t c) const {
    return context.towns.population[static_cast<std::size_t>(c)];
  }
};

// Named after places and landscapes.
std::string house_name(const CareContext& context, std::int32_t commune, std::uint64_t bits) {
  static constexpr std::array landscapes{
      "des Deux-Rives", "du Bocage",   "des Trois-Moulins", "de la Plaine",      "des Marais",
      "du Littoral",    "des Coteaux", "de la Vallée",      "des Grands-Chênes", "du Pays-Haut"};
  const std::string place = context.names[static_cast<std::size_t>(commune)];
  if (bits % 3 != 0) return "Maison de santé " + of_place(place);
  return std::string("Maison de santé ") + landscapes[(bits / 3) % landscapes.size()];
}

// Communes fit for a health house, spread over the territory: small centres first.
std::vector<std::int32_t> house_communes(const CareContext& context, std::size_t wanted) {
  const std::size_t count = context.partition.size();
  std::vector<std::int32_t> chosen;
  PointGrid grid(10000);
  std::vector<std::uint8_t> taken(count, 0);
  for (double radius = 9000; chosen.size() < wanted && radius > 500; radius *= 0.8) {
    for (std::size_t k = count / 60; k < count * 2 / 5 && chosen.size() < wanted; ++k) {
      const std::int32_t c = context.towns.by_rank[k];
      const auto i = static_cast<std::size_t>(c);
      const geo::XY at = context.chefs_lieux[i];
      const bool elsewhere = context.towns.belt[i] != 0 || context.partition.island[i] != 0;
      if (taken[i] != 0 || elsewhere || grid.any_within(at, radius)) continue;
      taken[i] = 1;
      grid.add(at, c);
      chosen.push_back(c);
    }
  }
  return chosen;
}

void add_health_houses(Builder& b) {
  const CareContext& context = b.context;
  const std::size_t count = context.partition.size();
  const std::size_t open = std::max<std::size_t>(2, count / 13);
  const std::size_t building = std::max<std::size_t>(1, count / 70);
  const std::size_t planned = std::max<std::size_t>(1, count / 90);
  const auto communes = house_communes(context, open + building + planned);
  std::vector<std::uint8_t> has_house(context.land.islands.size() + 1, 0);
  for (const std::int32_t c : context.towns.by_rank) {
    const std::uint16_t island = context.partition.island[static_cast<std::size_t>(c)];
    if (island == 0 || has_house[island] != 0) continue;
    has_house[island] = 1;
    b.add(health_house, c,
          "Maison de santé de l'île" +
              (has_house.size() == 2 ? "" : " " + of_place(context.names[static_cast<std::size_t>(c)])),
          "open", 2012);
  }
  for (std::size_t k = 0; k < communes.size(); ++k) {
    const std::uint64_t bits = hash(context.options.seed, Subject::sites, 0x10000000ULL + k);
    const bool works = k % 7 == 3 && k / 7 < building;
    const bool plan = k % 9 == 5 && k / 9 < planned;
    b.add(health_house, communes[k], house_name(context, communes[k], bits),
          works  ? "under_construction"
          : plan ? "planned"
                 : "open",
          2009);
  }
  std::size_t in_belt = 0;  // projects where nobody practises
  for (const std::int32_t c : context.towns.by_rank) {
    if (context.towns.belt[static_cast<std::size_t>(c)] == 0) continue;
    b.add(health_house, c, "Maison de santé " + of_place(b.commune_name(c)),
          in_belt == 0 ? "under_construction" : "planned", 2009);
    if (++in_belt == std::max<std::size_t>(1, count / 130)) break;
  }
}

// The most populous town of each département, and one more per 150 communes.
std::vector<std::int32_t> hospital_towns(const CareContext& context) {
  std::vector<std::size_t> room(context.departments.size(), 0), communes(context.departments.size(), 0);
  for (const std::int32_t d : context.departments.of) ++communes[static_cast<std::size_t>(d)];
  for (std::size_t d = 0; d < room.size(); ++d) room[d] = std::max<std::size_t>(1, communes[d] / 150);
  std::vector<std::int32_t> chosen;
  for (const std::int32_t c : context.towns.by_rank) {
    std::size_t& left = room[static_cast<std::size_t>(context.departments.of[static_cast<std::size_t>(c)])];
    if (left == 0) continue;
    --left;
    chosen.push_back(c);
  }
  return chosen;
}

// The largest towns of the mainland kept apart: one for the first 300 communes, then one per 100.
std::vector<std::int32_t> on_call_towns(const CareContext& context) {
  const std::size_t count = context.partition.size();
  const std::size_t wanted = count < 400 ? 1 : (count - 200) / 100;
  std::vector<std::uint8_t> mainland(count, 0);
  for (std::size_t c = 0; c < count; ++c) mainland[c] = context.partition.island[c] == 0 ? 1 : 0;
  return centres(context.land, context.partition, context.towns, mainland, wanted);
}

void add_pharmacies(Builder& b) {
  std::size_t added = 0;
  for (const std::int32_t c : b.context.towns.by_rank) {
    const double people = static_cast<double>(b.people(c));
    const bool belt = b.context.towns.belt[static_cast<std::size_t>(c)] != 0;
    auto number = static_cast<std::size_t>(people / 2900 + 0.45);
    if (number == 0 && people > (belt ? 800 : 1000)) number = 1;
    for (std::size_t k = 0; k < number; ++k, ++added) {
      static constexpr std::array kinds{"de l'Église", "du Marché",  "de la Gare", "du Centre",
                                        "de la Place", "des Halles", "du Pont",    "des Remparts"};
      const std::string kind = number == 1 ? "" : std::string(" ") + kinds[k % kinds.size()];
      b.add(pharmacy, c, "Pharmacie" + kind + " " + of_place(b.commune_name(c)),
            added % 40 == 27 ? "closed" : "open", 1985);
    }
  }
}

void add_nursing_homes(Builder& b) {
  for (const std::int32_t c : b.context.towns.by_rank) {
    const double people = static_cast<double>(b.people(c));
    auto number = static_cast<std::size_t>(people / 7500 + 0.4);
    if (number == 0 && people > 1000 &&
        unit(b.context.options.seed, Subject::sites, 0x20000000ULL + static_cast<std::uint64_t>(c)) < 0.45)
      number = 1;
    for (std::size_t k = 0; k < number; ++k) {
      static constexpr std::array kinds{"des Tilleuls",     "de la Fontaine", "du Parc", "des Glycines",
                                        "du Bord de l'eau", "des Charmes",    "du Clos"};
      const std::uint64_t bits = hash(b.context.options.seed, Subject::sites, 0x30000000ULL + b.sites.size());
      b.add(nursing_home, c,
            std::string("Résidence ") + kinds[bits % kinds.size()] + " " + at_place(b.commune_name(c)),
            "open", 1978);
    }
  }
}

}  // namespace

geo::XY place_in_town(const CareContext& context, std::int32_t commune, Rng& rng) {
  const auto c = static_cast<std::size_t>(commune);
  const geo::XY middle = context.chefs_lieux[c];
  const double spread = std::min(0.42 * context.settlements.radius[c], 1400.0);
  for (int attempt = 0; attempt < 30; ++attempt) {
    const double dx = spread * rng.normal();
    const double dy = spread * rng.normal();
    const geo::XY at = decimetre(geo::XY{middle.x + dx, middle.y + dy});
    if (metres_between(at, middle) < 2.2 * spread &&
        commune_at(context.land.lattice, context.partition, context.areas, at) == commune)
      return at;
  }
  return middle;
}

std::vector<Site> make_sites(const CareContext& context) {
  Builder b{context, {}, {}};
  const std::vector<std::int32_t>& ranks = context.towns.by_rank;
  for (const std::int32_t c : hospital_towns(context))
    b.add(hospital, c, "Centre hospitalier " + of_place(b.commune_name(c)), "open", 1975);
  for (const std::int32_t c : on_call_towns(context))
    b.add(on_call_house, c, "Maison médicale de garde " + of_place(b.commune_name(c)), "open", 2006);
  for (std::size_t k = 0; k < std::max<std::size_t>(1, ranks.size() / 70); ++k) {
    b.add(health_centre, ranks[k], "Centre de santé " + of_place(b.commune_name(ranks[k])), "open", 1995);
  }
  add_health_houses(b);
  add_pharmacies(b);
  add_nursing_homes(b);
  for (std::size_t i = 0; i < b.sites.size(); ++i) b.sites[i].id = finess_number(i);
  return std::move(b.sites);
}

}  // namespace maillage::synth
