#pragma once
// Who asks for care and who gives it, as points with amounts.

#include <string>
#include <vector>

#include "maillage/access/apl.hpp"
#include "maillage/core/diagnostics.hpp"
#include "maillage/territory/territory.hpp"
#include "maillage/travel/times.hpp"

namespace maillage::workflow {

// Where people are: inhabited cells when the study has them, else the communes' centres.
struct DemandPlaces {
  std::vector<travel::Place> places;
  std::vector<std::uint32_t> commune;  // index of each place's commune
  std::vector<double> persons;
  std::vector<double> standardised;  // P* of METHODS § 3; equal to persons without ages
  bool by_cell = false;
  bool aged = false;  // P* rests on ages
};

// People without a place (communes without centre, communes with people and no cell) are counted in a diagnostic.
[[nodiscard]] DemandPlaces demand_places(const access::AplProfile& profile,
                                         const territory::Territory& territory, Diagnostics& diagnostics);

// Where physicians of one speciality practise; several at one position are one place.
struct SupplyPlaces {
  std::vector<travel::Place> places;
  std::vector<std::uint32_t> commune;
  std::vector<double> heads;   // persons, split by their shares of time
  std::vector<double> amount;  // what the measures take: FTE when given, else heads
  std::vector<double>
      acts;  // what the APL-type index takes, floor, cap and age bound applied before splitting
  bool fte_given = false;
  access::SupplyBasis basis = access::SupplyBasis::observed_acts;  // the weakest that `acts` rests on
  std::uint64_t beyond_age_bound = 0;                              // physicians left out of `acts`
};

[[nodiscard]] SupplyPlaces supply_places(const access::AplProfile& profile, const std::string& speciality,
                                         const territory::Territory& territory, Diagnostics& diagnostics);

// A sum of shares of persons to a thousand-millionth, so that 0.7 + 0.2 + 0.1 person is 1, not 0.9999999999999999.
[[nodiscard]] double whole_shares(double heads);

// Open sites of one kind.
[[nodiscard]] std::vector<travel::Place> open_sites(const territory::Territory& territory,
                                                    territory::SiteKind kind);

}  // namespace maillage::workflow
