#include <algorithm>
#include <array>
#include <cmath>

#include "arithmetic.hpp"
#include "care.hpp"

namespace maillage::synth {
namespace {

struct Speciality {
  std::string_view name;
  double share;  // of specialists
  double acts;   // a year, full time
};
constexpr std::array<Speciality, 6> specialities{{{"cardiology", 0.17, 3700},
                                                  {"paediatrics", 0.13, 4300},
                                                  {"ophthalmology", 0.18, 6300},
                                                  {"gynaecology", 0.15, 3600},
                                                  {"psychiatry", 0.24, 2300},
                                                  {"dermatology", 0.13, 4700}}};

struct Offer {
  const CareContext& context;
  const std::vector<Site>& sites;
  std::vector<std::vector<std::int32_t>> shared_sites;  // per commune: open health houses and centres
  std::vector<std::vector<std::int32_t>> houses;        // per département: open health houses

  [[nodiscard]] double rurality(std::int32_t c) const {
    return context.towns.rurality[static_cast<std::size_t>(c)];
  }
};

// Practitioners per commune: where people are, a little more in centres; few in small communes, none in the belt.
std::vector<std::int64_t> heads(const Offer& offer, std::int64_t total) {
  const Towns& towns = offer.context.towns;
  std::vector<double> weights(towns.population.size());
  for (std::size_t c = 0; c < weights.size(); ++c) {
    const auto people = static_cast<double>(towns.population[c]);
    const double small = people < 700 ? 0.02 : people < 1100 ? 0.35 : 1;
    const double luck = 0.55 + 0.9 * unit(offer.context.options.seed, Subject::physicians, c);
    weights[c] = towns.belt[c] != 0 ? 0 : power(people, 1.06) * small * luck;
    if (!offer.shared_sites[c].empty()) weights[c] = std::max(weights[c] * 1.5, power(2600, 1.06));
  }
  std::vector<std::int64_t> parts = shared_out(total, weights, 0);
  for (std::size_t c = 0; c < parts.size(); ++c) {
    if (towns.belt[c] != 0) parts[c] = 0;
  }
  return parts;
}

double working_time(Rng& rng, int age) {
  const double luck = rng.uniform();
  if (age > 66) return 0.4 + 0.1 * static_cast<double>(rng.below(4));
  if (luck < 0.62) return 1;
  if (luck < 0.85) return luck < 0.74 ? 0.9 : 0.8;
  return luck < 0.95 ? 0.6 : 0.5;
}

// Tenths, so that the decimals sum to 1.
std::vector<double> shares(Rng& rng, std::size_t places) {
  if (places == 1) return {1};
  static constexpr std::array<double, 4> main{0.8, 0.7, 0.6, 0.5};
  static constexpr std::array<double, 4> rest{0.2, 0.3, 0.4, 0.5};
  const std::size_t k = rng.below(4);
  if (places == 2) return {main[k], rest[k]};
  return k < 2 ? std::vector<double>{0.6, 0.2, 0.2} : std::vector<double>{0.5, 0.3, 0.2};
}

Practice practice(const Offer& offer, std::int32_t commune, Rng& rng, double at_shared_site) {
  const auto& here = offer.shared_sites[static_cast<std::size_t>(commune)];
  if (!here.empty() && rng.chance(at_shared_site)) {
    const std::int32_t site = here[rng.below(here.size())];
    return {commune, offer.sites[static_cast<std::size_t>(site)].place, site, 1};
  }
  return {commune, place_in_town(offer.context, commune, rng), -1, 1};
}

// A neighbouring commune outside the belt where a second surgery makes sense; −1 when there is none.
std::int32_t second_commune(const Offer& offer, std::int32_t commune, Rng& rng) {
  std::vector<std::int32_t> fit;
  for (const std::int32_t n : offer.context.partition.neighbours[static_cast<std::size_t>(commune)]) {
    const auto i = static_cast<std::size_t>(n);
    if (offer.context.towns.belt[i] == 0 && offer.context.towns.population[i] >= 350) fit.push_back(n);
  }
  return fit.empty() ? -1 : fit[rng.below(fit.size())];
}

Physician general_practitioner(const Offer& offer, std::int32_t commune, Rng& rng) {
  Physician p;
  p.speciality = "general_practice";
  const double country = offer.rurality(commune);
  p.age = static_cast<int>(std::clamp(std::floor(rng.normal(46.5 + 11.5 * country, 10.0)), 30.0, 74.0));
  p.fte = working_time(rng, p.age);
  p.acts =
      static_cast<std::int64_t>(std::clamp(p.fte * rng.normal(5350 + 450 * country, 900), 2500.0, 8500.0));
  const double luck = rng.uniform();
  const std::size_t wanted = luck < 0.86 ? 1 : luck < 0.975 ? 2 : 3;
  p.practices.push_back(practice(offer, commune, rng, 0.62));
  while (p.practices.size() < wanted) {
    const std::int32_t other = second_commune(offer, commune, rng);
    const bool known = std::any_of(p.practices.begin(), p.practices.end(),
                                   [&](const Practice& q) { return q.commune == other; });
    if (other < 0 || known) break;
    p.practices.push_back(practice(offer, other, rng, 0.8));
  }
  return p;
}

// In the larger towns; some hold consultations in a health house elsewhere.
Physician specialist(const Offer& offer, const Speciality& speciality, Rng& rng) {
  const std::vector<std::int32_t>& ranks = offer.context.towns.by_rank;
  const std::size_t towns = std::max<std::size_t>(2, ranks.size() / 35);
  const double u = rng.uniform();
  const auto rank = static_cast<std::size_t>(static_cast<double>(towns) * u * u);
  Physician p;
  p.speciality = speciality.name;
  p.age = static_cast<int>(std::clamp(std::floor(rng.normal(52, 9.5)), 32.0, 74.0));
  p.fte = working_time(rng, p.age);
  p.acts = static_cast<std::int64_t>(std::max(600.0, p.fte * speciality.acts * (1 + 0.17 * rng.normal())));
  p.practices.push_back(practice(offer, ranks[rank], rng, 0.1));
  const auto town = static_cast<std::size_t>(ranks[rank]);
  const auto& houses = offer.houses[static_cast<std::size_t>(offer.context.departments.of[town])];
  if (rng.chance(0.24) && !houses.empty()) {
    const std::int32_t site = houses[rng.below(houses.size())];
    const Site& house = offer.sites[static_cast<std::size_t>(site)];
    if (house.commune != ranks[rank]) p.practices.push_back({house.commune, house.place, site, 1});
  }
  return p;
}

void set_shares(Rng& rng, Physician& p) {
  const std::vector<double> parts = shares(rng, p.practices.size());
  for (std::size_t k = 0; k < parts.size(); ++k) p.practices[k].share = parts[k];
}

}  // namespace

std::vector<Physician> make_physicians(const CareContext& context, const std::vector<Site>& sites) {
  Offer offer{context, sites, std::vector<std::vector<std::int32_t>>(context.partition.size()),
              std::vector<std::vector<std::int32_t>>(context.departments.size())};
  for (std::size_t s = 0; s < sites.size(); ++s) {
    const bool shared = sites[s].category == "603" || sites[s].category == "124";
    if (!shared || sites[s].state != "open") continue;
    offer.shared_sites[static_cast<std::size_t>(sites[s].commune)].push_back(static_cast<std::int32_t>(s));
    const auto department =
        static_cast<std::size_t>(context.departments.of[static_cast<std::size_t>(sites[s].commune)]);
    if (sites[s].category == "603") offer.houses[department].push_back(static_cast<std::int32_t>(s));
  }
  std::int64_t people = 0;
  for (const std::int64_t p : context.towns.population) people += p;
  const auto general = std::max<std::int64_t>(3, people / 1185);
  const std::vector<std::int64_t> by_commune = heads(offer, general);
  std::vector<Physician> physicians;
  for (std::size_t c = 0; c < by_commune.size(); ++c) {
    for (std::int64_t k = 0; k < by_commune[c]; ++k) {
      Rng rng(context.options.seed, Subject::physicians,
              0x1000000000ULL + c * 4096 + static_cast<std::uint64_t>(k));
      physicians.push_back(general_practitioner(offer, static_cast<std::int32_t>(c), rng));
      set_shares(rng, physicians.back());
    }
  }
  for (std::size_t s = 0; s < specialities.size(); ++s) {
    const auto count =
        static_cast<std::size_t>(static_cast<double>(general) / 3 * specialities[s].share + 0.5);
    for (std::size_t k = 0; k < std::max<std::size_t>(1, count); ++k) {
      Rng rng(context.options.seed, Subject::physicians, 0x2000000000ULL + s * 1000000 + k);
      physicians.push_back(specialist(offer, specialities[s], rng));
      set_shares(rng, physicians.back());
    }
  }
  return physicians;
}

}  // namespace maillage::synth
