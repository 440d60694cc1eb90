#include "maillage/workflow/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace maillage::workflow {
namespace {

using territory::Commune;
using territory::Territory;

void add_cells(const Territory& territory, DemandPlaces& demand, std::vector<std::uint8_t>& placed) {
  demand.by_cell = true;
  for (const territory::Cell& cell : territory.cells) {
    demand.places.push_back({cell.id, cell.centre});
    demand.commune.push_back(cell.commune);
    demand.persons.push_back(cell.population.value);
    if (cell.population.value > 0) placed[cell.commune] = 1;  // empty cells do not stand for people
  }
}

void add_centres(const Territory& territory, DemandPlaces& demand, std::vector<std::uint8_t>& placed,
                 Diagnostics& diagnostics) {
  for (std::uint32_t c = 0; c < territory.communes.size(); ++c) {
    const Commune& commune = territory.communes[c];
    if (placed[c] != 0 || commune.centre_rule == territory::CentreRule::none) continue;
    if (demand.by_cell && commune.population && commune.population->value > 0) {
      diagnostics.add(
          Severity::warning, "commune-without-cells", "cells", commune.code.value,
          "communes have people but no inhabited cell; their people stand at the commune's centre");
    }
    demand.places.push_back({commune.code.value, commune.centre});
    demand.commune.push_back(c);
    demand.persons.push_back(commune.population.value_or(Persons(0)).value);
    placed[c] = 1;
  }
}

void report_unplaced(const Territory& territory, const std::vector<std::uint8_t>& placed,
                     Diagnostics& diagnostics) {
  double people = 0;
  for (std::uint32_t c = 0; c < placed.size(); ++c) {
    if (placed[c] == 0) people += territory.communes[c].population.value_or(Persons(0)).value;
  }
  diagnostics.add_count(Severity::error, "people-without-place", "communes",
                        static_cast<std::uint64_t>(std::llround(people)),
                        "people of communes that could not be placed; they are in no result");
}

// P* of each place, by the ages of its commune.
void standardise(const access::AplProfile& profile, const Territory& territory, DemandPlaces& demand,
                 Diagnostics& diagnostics) {
  std::vector<Persons> persons;
  std::vector<double> ages;
  for (std::size_t i = 0; i < demand.persons.size(); ++i) {
    persons.emplace_back(demand.persons[i]);
    const Commune& commune = territory.communes[demand.commune[i]];
    const territory::AgeBands bands = commune.ages.value_or(territory::AgeBands{});
    ages.insert(ages.end(), bands.begin(), bands.end());
  }
  const access::StandardisedPopulation standardised = access::standardised_population(profile, persons, ages);
  for (const StandardisedPersons p : standardised.persons) demand.standardised.push_back(p.value);
  demand.aged = standardised.without_ages == 0;
  diagnostics.add_count(Severity::note, "population-not-standardised", "population",
                        standardised.without_ages,
                        "places without ages of their people: they keep the mean weight in the index",
                        "give the age columns of [inputs.population]");
}

// Practices gathered by position.
class SupplyGatherer {
 public:
  SupplyGatherer(const Territory& territory, SupplyPlaces& supply) : territory_(territory), supply_(supply) {}

  void add(const CommuneCode& commune, geo::XY at, double heads, double amount, double acts) {
    const std::uint32_t c = territory_.find(commune).value();
    const auto [found, fresh] = by_position_.try_emplace({c, at.x, at.y}, supply_.places.size());
    const std::size_t place = found->second;
    if (fresh) {
      supply_.places.push_back({fmt::format("{}-{}", commune.value, ++of_commune_[c]), at});
      supply_.commune.push_back(c);
      supply_.heads.push_back(0);
      supply_.amount.push_back(0);
      supply_.acts.push_back(0);
    }
    supply_.heads[place] += heads;
    supply_.amount[place] += amount;
    supply_.acts[place] += acts;
  }

 private:
  const Territory& territory_;
  SupplyPlaces& supply_;
  std::map<std::tuple<std::uint32_t, double, double>, std::size_t> by_position_;
  std::map<std::uint32_t, int> of_commune_;
};

void add_physician(const access::AplProfile& profile, const territory::Physician& person,
                   SupplyGatherer& gather, SupplyPlaces& supply) {
  const access::PersonSupply own = access::supply_of_person(profile, person.acts, person.fte, person.age);
  // Best first: the greater is the weaker. Who is beyond the age bound is no part of the index.
  if (!own.over_age) supply.basis = std::max(supply.basis, own.basis);
  supply.beyond_age_bound += own.over_age ? 1 : 0;
  const double amount = supply.fte_given ? person.fte.value_or(Fte(1)).value : 1.0;
  for (const territory::Practice& p : person.practices) {
    gather.add(p.commune, p.position, p.share, amount * p.share, own.acts.value * p.share);
  }
}

void add_counts(const access::AplProfile& profile, const Territory& territory, SupplyGatherer& gather,
                SupplyPlaces& supply, Diagnostics& diagnostics) {
  for (const territory::PhysicianCount& count : territory.counts) {
    const Commune& commune = territory.communes[territory.find(count.commune).value()];
    if (commune.centre_rule == territory::CentreRule::none) {
      diagnostics.add(Severity::error, "physicians-without-place", "physician_counts", count.commune.value,
                      "physicians of communes that could not be placed; they are in no result");
      continue;
    }
    const access::PersonSupply one = access::supply_of_person(profile, {}, {}, {});
    supply.basis = access::SupplyBasis::heads;
    gather.add(count.commune, commune.centre, count.heads, count.heads, count.heads * one.acts.value);
  }
}

}  // namespace

DemandPlaces demand_places(const access::AplProfile& profile, const Territory& territory,
                           Diagnostics& diagnostics) {
  DemandPlaces demand;
  std::vector<std::uint8_t> placed(territory.communes.size(), 0);
  if (!territory.cells.empty()) add_cells(territory, demand, placed);
  add_centres(territory, demand, placed, diagnostics);
  report_unplaced(territory, placed, diagnostics);
  standardise(profile, territory, demand, diagnostics);
  return demand;
}

SupplyPlaces supply_places(const access::AplProfile& profile, const std::string& speciality,
                           const Territory& territory, Diagnostics& diagnostics) {
  SupplyPlaces supply;
  SupplyGatherer gather(territory, supply);
  std::uint64_t without_fte = 0;
  std::uint64_t found = 0;
  for (const territory::Physician& p : territory.physicians) {
    if (p.speciality != speciality) continue;
    ++found;
    p.fte ? void(supply.fte_given = true) : void(++without_fte);
  }
  if (supply.fte_given) {
    diagnostics.add_count(Severity::warning, "fte-missing", "physicians", without_fte,
                          "physicians without full-time equivalents count as one", "complete the column fte");
  }
  for (const territory::Physician& p : territory.physicians) {
    if (p.speciality == speciality) add_physician(profile, p, gather, supply);
  }
  add_counts(profile, territory, gather, supply, diagnostics);
  if (supply.places.empty()) supply.basis = access::SupplyBasis::heads;  // nothing was observed
  if (found == 0 && supply.places.empty()) {
    diagnostics.add(Severity::error, "supply-empty", "physicians", speciality,
                    "no physician of the speciality is in the input; every score is 0",
                    "check [access] speciality against the column speciality");
  }
  return supply;
}

double whole_shares(double heads) { return std::round(heads * 1e9) / 1e9; }

std::vector<travel::Place> open_sites(const Territory& territory, territory::SiteKind kind) {
  std::vector<travel::Place> places;
  for (const territory::CareSite& site : territory.sites) {
    if (site.kind == kind && site.state == territory::SiteState::open)
      places.push_back({site.id.value, site.position});
  }
  return places;
}

}  // namespace maillage::workflow
