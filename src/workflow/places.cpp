#include "maillage/workflow/places.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "maillage/access/apl.hpp"

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
    placed[cell.commune] = 1;
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

// P* of each place: the persons of its commune's age weight, normalised over the study.
void standardise(const Territory& territory, const access::AplProfile& profile, DemandPlaces& demand,
                 Diagnostics& diagnostics) {
  std::vector<double> weight(territory.communes.size(), 1.0);
  std::uint64_t without_ages = 0;
  for (std::uint32_t c = 0; c < weight.size(); ++c) {
    const Commune& commune = territory.communes[c];
    double people = 0;
    double weighted = 0;
    if (commune.ages) {
      for (std::size_t b = 0; b < commune.ages->size(); ++b) {
        people += (*commune.ages)[b];
        weighted += (*commune.ages)[b] * profile.age_weight(territory::age_bands[b]);
      }
    }
    if (people > 0)
      weight[c] = weighted / people;
    else if (commune.population && commune.population->value > 0)
      ++without_ages;
  }
  demand.aged = without_ages == 0;
  demand.standardised = demand.persons;
  if (!demand.aged) {
    diagnostics.add_count(
        Severity::note, "population-not-standardised", "population", without_ages,
        "communes without ages: the index takes plain population for standardised population everywhere",
        "give the age columns of [inputs.population]");
    return;
  }
  double before = 0;
  double after = 0;
  for (std::size_t i = 0; i < demand.persons.size(); ++i) {
    before += demand.persons[i];
    demand.standardised[i] *= weight[demand.commune[i]];
    after += demand.standardised[i];
  }
  for (double& p : demand.standardised) p *= after > 0 ? before / after : 1;
}

// Practices gathered by position.
class SupplyGatherer {
 public:
  SupplyGatherer(const Territory& territory, SupplyPlaces& supply) : territory_(territory), supply_(supply) {}

  void add(const CommuneCode& commune, geo::XY at, double heads, double amount, double acts) {
    const auto [found, fresh] = by_position_.try_emplace({at.x, at.y}, supply_.places.size());
    const std::size_t place = found->second;
    if (fresh) {
      const std::uint32_t c = territory_.find(commune).value();
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
  std::map<std::pair<double, double>, std::size_t> by_position_;
  std::map<std::uint32_t, int> of_commune_;
};

}  // namespace
}  // namespace maillage::workflow
