#pragma once
// Scores of access from plain files: travel times, demand and supply as CSV (gzip read too), scores as CSV. The step
// behind `maillage access`. Times are streamed: memory is O(demand + supply) plus SpoolOptions::memory, whatever the
// number of pairs.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "maillage/access/apl.hpp"
#include "maillage/access/catchment.hpp"
#include "maillage/access/spool.hpp"
#include "maillage/core/diagnostics.hpp"
#include "maillage/core/progress.hpp"

namespace maillage::workflow {

enum class TimeUnit { seconds, minutes, milliseconds };

// "s", "min" or "ms"; throws Error(usage).
[[nodiscard]] TimeUnit parse_time_unit(std::string_view text);

// The APL-type index: the profile's decay in e2sfca. Demand is taken as standardised population as it stands; supply of
// basis `observed_acts` as acts, of `fte` and `heads` times the profile's acts per FTE. Floor, cap and age bound are
// matters of persons, not of sites: apply them before.
struct AplIndex {
  access::AplProfile profile;
  access::SupplyBasis basis = access::SupplyBasis::heads;
};

struct AccessFiles {
  std::filesystem::path times;        // one row per pair; "-" is standard input (for one of the three only)
  std::filesystem::path demand;       // one row per place
  std::filesystem::path supply;       // one row per site
  std::filesystem::path out;          // `id,score` in the order of `demand`; "-" is standard output
  std::string from_column = "from";   // ids of demand
  std::string to_column = "to";       // ids of supply
  std::string time_column;            // empty: the one of seconds, minutes, ms that is there
  std::optional<TimeUnit> time_unit;  // needed for a time column of another name
  std::string demand_id_column = "id";
  std::string demand_column = "demand";
  std::string supply_id_column = "id";
  std::string supply_column = "supply";
  access::AccessOptions options;
  std::optional<AplIndex> apl;         // set by set_apl
  std::optional<double> poverty_line;  // of FGT, in the unit of the score, > 0
  access::SpoolOptions spool;
  bool strict =
      false;  // warnings and errors of the data stop the work before anything is written: Error(data)
  Progress* progress = nullptr;  // told the steps
};

struct AccessFilesSummary {
  std::uint64_t places = 0, sites = 0;
  std::uint64_t pairs = 0;  // pairs used: both ids known, a time given
  double demand = 0, supply = 0;
  std::uint64_t demand_without_supply = 0;  // places with no site within the decay
  double people_without_supply = 0;         // demand there
  std::uint64_t supply_without_demand = 0;
  // Over people, of the score (of V/P for `availability`); empty when nobody is counted. For `nearest` over those who
  // reach a site.
  struct Statistics {
    double people = 0, mean = 0, gini = 0, theil = 0, p10 = 0, median = 0, p90 = 0;
    std::optional<double> fgt0, fgt1, fgt2;
  };
  std::optional<Statistics> statistics;
  Diagnostics diagnostics;
};

// Makes `files` compute the index: method, decay and amounts follow from the profile.
void set_apl(AccessFiles& files, AplIndex index, access::Bound bound);
// "acts", "fte" or "heads"; throws Error(usage).
[[nodiscard]] access::SupplyBasis parse_supply_basis(std::string_view text);

// Errors: Error(input) with file and line for ids that stand twice, empty ids, amounts or times that are negative or no
// finite number, and a (from, to) that stands twice; Error(usage) for a time column whose unit is not known, several
// inputs from standard input, and options that do not fit the method. An empty time cell is a pair that is not reached.
// Pairs with an id that is not in `demand` or `supply` are not used: diagnostics `unknown-demand`, `unknown-supply`;
// places without any row: score 0 (nearest: empty cell) and `demand-without-times`. Double pairs are found when
// demand × supply <= 2^30 or the rows of each `from` stand together; otherwise a note `double-pairs-unchecked`.
AccessFilesSummary run_access_files(const AccessFiles& files);

// The summary as one JSON object (schema "maillage/access/1").
[[nodiscard]] std::string to_json(const AccessFiles& files, const AccessFilesSummary& summary);

}  // namespace maillage::workflow
