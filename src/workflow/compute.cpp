#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "compute_steps.hpp"
#include "maillage/access/catchment.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/workflow/journeys.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {
namespace {

// Median over the people of each commune; places that are not usable count for nothing.
std::vector<double> commune_medians(const DemandPlaces& demand, const std::vector<double>& minutes,
                                    std::size_t communes) {
  std::vector<std::vector<std::size_t>> places(communes);
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (!std::isnan(minutes[i])) places[demand.commune[i]].push_back(i);
  }
  std::vector<double> medians(communes, not_usable);
  for (std::size_t c = 0; c < communes; ++c) {
    auto& list = places[c];
    if (list.empty()) continue;
    std::stable_sort(list.begin(), list.end(),
                     [&](std::size_t a, std::size_t b) { return minutes[a] < minutes[b]; });
    double people = 0;
    for (const std::size_t i : list) people += demand.persons[i];
    double below = 0;
    std::size_t k = 0;
    while (k + 1 < list.size() && below + demand.persons[list[k]] < people / 2)
      below += demand.persons[list[k++]];
    medians[c] = minutes[list[k]];
  }
  return medians;
}

std::vector<double> commune_means(const DemandPlaces& demand, const std::vector<double>& weights,
                                  const std::vector<double>& scores, std::size_t communes) {
  std::vector<double> sums(communes, 0.0);
  std::vector<double> total(communes, 0.0);
  std::vector<double> plain(communes, 0.0);
  std::vector<std::size_t> places(communes, 0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) continue;
    const std::uint32_t c = demand.commune[i];
    if (weights[i] > 0) sums[c] += scores[i] * weights[i];  // nobody times out of reach is nothing
    total[c] += weights[i];
    plain[c] += scores[i];
    ++places[c];
  }
  std::vector<double> means(communes, not_usable);
  for (std::size_t c = 0; c < communes; ++c) {
    if (total[c] > 0)
      means[c] = sums[c] / total[c];
    else if (places[c] > 0)
      means[c] = plain[c] / static_cast<double>(places[c]);  // nobody lives there
  }
  return means;
}

std::uint64_t whole(double people) { return static_cast<std::uint64_t>(std::llround(people)); }

class Computation {
 public:
  Computation(Loaded& loaded, const Execution& execution)
      : loaded_(loaded),
        execution_(execution),
        journeys_(loaded, execution),
        communes_(loaded.territory.communes.size()) {}

  Results run() {
    std::optional<RasterGrid> grid;  // refused before anything is computed
    if (loaded_.study.rasters.write) grid = raster_grid(loaded_);
    ProgressStep step(execution_.progress, "travel times to the nearest places");
    results_.source = journeys_.source();
    results_.profile = access_profile(loaded_.study);
    results_.demand = demand_places(results_.profile, loaded_.territory, loaded_.diagnostics);
    demand_ = journeys_.join(results_.demand.places, "demand", loaded_.diagnostics);
    count_usable();
    if (loaded_.territory.supply_given) {
      results_.supply = supply_places(results_.profile, loaded_.study.access.speciality, loaded_.territory,
                                      loaded_.diagnostics);
      supply_ = journeys_.join(results_.supply.places, "supply", loaded_.diagnostics);
      results_.commune_heads.assign(communes_, 0.0);
      for (std::size_t s = 0; s < results_.supply.places.size(); ++s)
        results_.commune_heads[results_.supply.commune[s]] += results_.supply.heads[s];
      for (double& heads : results_.commune_heads) heads = whole_shares(heads);
      add_reach("gp", supply_);
      if (!results_.reach.empty()) report_out_of_reach(results_.reach.front());
    } else {
      loaded_.diagnostics.add(
          Severity::warning, "supply-unknown", "study", loaded_.study.title,
          "no supply of care is given: access, classes and under-served zones are not computed",
          "give [inputs.physicians] or [inputs.physician_counts]");
    }
    reach_of_sites();
    if (grid) {
      step.next("travel times of every pixel");
      results_.rasters =
          time_rasters(loaded_, *grid, journeys_, targets_, execution_.counting(1), loaded_.diagnostics);
    }
    if (loaded_.territory.supply_given) {
      step.next("travel times to every physician");
      measures(step);
      classify_access(loaded_, results_);
    }
    return std::move(results_);
  }

 private:
  void count_usable() {
    results_.commune_usable_people.assign(communes_, 0.0);
    for (std::size_t i = 0; i < demand_.places.size(); ++i) {
      const double people = results_.demand.persons[i];
      if (demand_.usable(i)) results_.commune_usable_people[results_.demand.commune[i]] += people;
    }
    double usable = 0;
    for (const double people : results_.commune_usable_people) usable += people;
    results_.usable_people = usable;
    results_.unusable_people = loaded_.territory.population().value - usable;
    double off_network = 0;
    for (std::size_t i = 0; i < demand_.places.size(); ++i)
      off_network += demand_.usable(i) ? 0 : results_.demand.persons[i];
    loaded_.diagnostics.add_count(Severity::warning, "people-off-network", "demand", whole(off_network),
                                  "people of places that join no road; they are in no result",
                                  "complete the roads, or raise [travel] snap_limit");
  }

  void add_reach(const std::string& kind, const JoinedPlaces& places) {
    if (places.places.empty()) return;
    Reach reach{kind, places.places.size(), journeys_.minutes_to_nearest(demand_, places), {}};
    reach.commune_minutes = commune_medians(results_.demand, reach.demand_minutes, communes_);
    results_.reach.push_back(std::move(reach));
    targets_.push_back({kind, places});
    if (execution_.progress != nullptr)
      execution_.progress->add(1.0 / static_cast<double>(1 + std::size(reached_kinds)));
  }

  void report_out_of_reach(const Reach& physicians) {
    double people = 0;
    for (std::size_t i = 0; i < physicians.demand_minutes.size(); ++i)
      people += std::isinf(physicians.demand_minutes[i]) ? results_.demand.persons[i] : 0;
    loaded_.diagnostics.add_count(Severity::note, "people-out-of-reach", "gp", whole(people),
                                  "people without any physician within the travel limit: their scores are 0");
  }

  void reach_of_sites() {
    for (const territory::SiteKind kind : reached_kinds) {
      const std::string name(territory::name(kind));
      add_reach(name, journeys_.join(open_sites(loaded_.territory, kind), name, loaded_.diagnostics));
    }
  }

  Measure measure(access::PairSource& pairs, const access::AccessOptions& options,
                  const std::vector<double>& demand, const std::vector<double>& supply) const {
    access::AccessResult result = access::compute(pairs, demand, supply, options);
    for (std::size_t i = 0; i < result.scores.size(); ++i) {
      if (!demand_.usable(i)) result.scores[i] = not_usable;
    }
    Measure m{std::string(access::name(options.method)), options.decay.text(), std::move(result.scores), {}};
    return m;
  }

  void measures(const ProgressStep& step) {
    const std::vector<access::AccessOptions> wanted = access_options(loaded_.study);
    Milliseconds limit = from_minutes(results_.profile.decay.value.limit);
    for (const access::AccessOptions& options : wanted) {
      limit = std::max(limit, std::isfinite(options.decay.limit) ? from_minutes(options.decay.limit)
                                                                 : loaded_.study.travel.limit);
    }
    for (const access::AccessOptions& options : wanted) {
      if (std::isfinite(options.decay.limit) && options.decay.limit > minutes(loaded_.study.travel.limit)) {
        loaded_.diagnostics.add(
            Severity::warning, "measure-cut-by-limit", "access", std::string(access::name(options.method)),
            "measures whose catchment is larger than the travel limit are cut there", "raise [travel] limit");
      }
    }
    const travel::TravelTimes times =
        journeys_.times(demand_, supply_, std::min(limit, loaded_.study.travel.limit), 1);
    step.next("measures of access");
    results_.measures = parallel_map<Measure>(wanted.size(), 1, execution_.counting(0.9), [&](std::size_t m) {
      access::TravelTimesPairs pairs(times);
      Measure made = measure(pairs, wanted[m], results_.demand.persons, results_.supply.amount);
      made.communes = commune_means(results_.demand, results_.demand.persons, made.scores, communes_);
      return made;
    });
    index(times);
  }

  void index(const travel::TravelTimes& times) {
    access::TravelTimesPairs pairs(times);
    results_.basis = results_.supply.basis;
    results_.index = measure(pairs, {access::Method::enhanced, results_.profile.decay.value},
                             results_.demand.standardised, results_.supply.acts);
    results_.index->method = "apl";
    calibrate_index(loaded_.study, results_);
    results_.index->communes =
        commune_means(results_.demand, results_.demand.standardised, results_.index->scores, communes_);
  }

  Loaded& loaded_;
  Execution execution_;
  Journeys journeys_;
  std::size_t communes_;
  JoinedPlaces demand_, supply_;
  std::vector<RasterTarget> targets_;  // the places of results_.reach
  Results results_;
};

}  // namespace

Results compute(Loaded& loaded, const Execution& execution) { return Computation(loaded, execution).run(); }

}  // namespace maillage::workflow
