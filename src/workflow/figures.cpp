#include "maillage/workflow/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "maillage/access/decay.hpp"

namespace maillage::workflow {
namespace {

// The demand places of each commune, found once for all groups: groups are thousands, places millions.
class CommunePlaces {
 public:
  CommunePlaces(const Results& results, std::size_t communes) : first_(communes + 1, 0) {
    const std::vector<std::uint32_t>& commune = results.demand.commune;
    for (const std::uint32_t c : commune) ++first_[c + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    places_.resize(commune.size());
    std::vector<std::size_t> next = first_;
    for (std::size_t i = 0; i < commune.size(); ++i) places_[next[commune[i]]++] = i;
  }
  // Of a group, in increasing order: sums do not depend on the order of its communes.
  [[nodiscard]] std::vector<std::size_t> of(const std::vector<std::uint32_t>& communes) const {
    std::vector<std::size_t> places;
    for (const std::uint32_t c : communes) {
      const auto begin = places_.begin();
      places.insert(places.end(), begin + static_cast<std::ptrdiff_t>(first_[c]),
                    begin + static_cast<std::ptrdiff_t>(first_[c + 1]));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()),
                 places.end());  // a commune named twice counts once
    return places;
  }

 private:
  std::vector<std::size_t> first_, places_;
};

void count_reach(const Loaded& loaded, const Results& results, const std::vector<std::size_t>& places,
                 GroupFigures& figures) {
  const access::Bound bound = access::parse_bound(loaded.study.access.bound);
  for (const Reach& reach : results.reach) {
    std::vector<double>& within = figures.within.emplace_back(loaded.study.threshold_minutes.size(), 0.0);
    for (const std::size_t i : places) {
      const double t = reach.demand_minutes[i];
      if (std::isnan(t)) continue;
      for (std::size_t k = 0; k < within.size(); ++k) {
        if (access::within(t, loaded.study.threshold_minutes[k], bound))
          within[k] += results.demand.persons[i];
      }
    }
  }
}

// [commune][territory::SiteKind]: open sites; counted once for all groups.
using SiteCounts =
    std::vector<std::array<std::size_t, static_cast<std::size_t>(territory::SiteKind::other) + 1>>;

SiteCounts sites_of_communes(const Loaded& loaded) {
  SiteCounts counts(loaded.territory.communes.size());
  for (const territory::CareSite& site : loaded.territory.sites) {
    const auto commune = loaded.territory.find(site.commune);
    if (commune && counts_as(site, site.kind)) ++counts[*commune][static_cast<std::size_t>(site.kind)];
  }
  return counts;
}

void count_sites(const SiteCounts& sites, GroupFigures& figures) {
  figures.sites.assign(std::tuple_size_v<SiteCounts::value_type>, 0);
  for (const std::uint32_t c : figures.communes) {
    for (std::size_t kind = 0; kind < figures.sites.size(); ++kind) figures.sites[kind] += sites[c][kind];
  }
}

std::optional<double> mean_score(const Measure& measure, const std::vector<double>& weights,
                                 const std::vector<std::size_t>& places) {
  double sum = 0;
  double weight = 0;
  for (const std::size_t i : places) {
    if (!std::isfinite(measure.scores[i])) continue;
    sum += measure.scores[i] * weights[i];
    weight += weights[i];
  }
  return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

// The people of some places by their index.
std::optional<equity::Distribution> distribution(const Results& results,
                                                 const std::vector<std::size_t>& places) {
  std::vector<double> scores;
  std::vector<double> weights;
  for (const std::size_t i : places) {
    if (!std::isfinite(results.index->scores[i])) continue;
    scores.push_back(results.index->scores[i]);
    weights.push_back(results.demand.persons[i]);
  }
  return equity::Distribution::of(scores, weights);
}

void count_people(const Loaded& loaded, const Results& results, GroupFigures& figures) {
  figures.class_people.assign(4, 0.0);
  for (const std::uint32_t c : figures.communes) {
    const double people = loaded.territory.communes[c].population.value_or(Persons(0)).value;
    figures.people += people;
    figures.usable_people += results.commune_usable_people[c];
    if (!results.classes.empty())
      figures.class_people[static_cast<std::size_t>(results.classes[c])] += people;
  }
}

// What all groups are counted from.
struct Ground {
  SiteCounts sites;
  CommunePlaces places;
  Ground(const Loaded& loaded, const Results& results)
      : sites(sites_of_communes(loaded)), places(results, loaded.territory.communes.size()) {}
};

GroupFigures figures_of(const Loaded& loaded, const Results& results, const Ground& ground, std::string id,
                        std::string name, std::vector<std::uint32_t> communes) {
  GroupFigures figures;
  figures.id = std::move(id);
  figures.name = std::move(name);
  figures.communes = std::move(communes);
  count_people(loaded, results, figures);
  if (!results.commune_heads.empty()) {  // otherwise no supply is given
    for (const std::uint32_t c : figures.communes) figures.heads += results.commune_heads[c];
    figures.heads = whole_shares(figures.heads);
  }
  const std::vector<std::size_t> places = ground.places.of(figures.communes);
  count_reach(loaded, results, places, figures);
  count_sites(ground.sites, figures);
  for (std::size_t kind = 0; kind < results.reach.size(); ++kind) {
    const auto farthest = farthest_communes(results, kind, figures.communes);
    figures.farthest.push_back(farthest.empty() ? std::nullopt : std::optional(farthest.front()));
  }
  for (const Measure& measure : results.measures)
    figures.means.push_back(mean_score(measure, results.demand.persons, places));
  if (results.index) {
    figures.means.push_back(mean_score(*results.index, results.demand.standardised, places));
    if (const auto people = distribution(results, places)) figures.gini = people->gini();
  }
  return figures;
}

}  // namespace

GroupFigures group_figures(const Loaded& loaded, const Results& results, std::string id, std::string name,
                           std::vector<std::uint32_t> communes) {
  return figures_of(loaded, results, Ground(loaded, results), std::move(id), std::move(name),
                    std::move(communes));
}

std::optional<equity::Distribution> index_distribution(const Results& results) {
  std::vector<std::size_t> places(results.index->scores.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  return distribution(results, places);
}

std::vector<std::uint32_t> farthest_communes(const Results& results, std::size_t kind,
                                             const std::vector<std::uint32_t>& communes) {
  const std::vector<double>& times = results.reach[kind].commune_minutes;
  std::vector<std::uint32_t> sorted;
  for (const std::uint32_t c : communes) {
    if (!std::isnan(times[c])) sorted.push_back(c);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return times[a] > times[b]; });
  return sorted;
}

bool counts_as(const territory::CareSite& site, territory::SiteKind kind) {
  return site.kind == kind && site.state == territory::SiteState::open;
}

std::vector<double> people_within(const Loaded& loaded, const Results& results, std::size_t kind,
                                  double minutes) {
  const access::Bound bound = access::parse_bound(loaded.study.access.bound);
  const std::vector<double>& times = results.reach[kind].demand_minutes;
  std::vector<double> people(loaded.territory.communes.size(), 0.0);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!std::isnan(times[i]) && access::within(times[i], minutes, bound)) {
      people[results.demand.commune[i]] += results.demand.persons[i];
    }
  }
  return people;
}

std::vector<MeshFigures> mesh_figures(const Loaded& loaded, const Results& results) {
  std::vector<MeshFigures> all;
  const Ground ground(loaded, results);
  for (const territory::Mesh& mesh : loaded.territory.meshes) {
    MeshFigures& figures = all.emplace_back(MeshFigures{mesh.kind, {}});
    for (const territory::Group& group : mesh.groups) {
      figures.groups.push_back(figures_of(loaded, results, ground, group.id, group.name, group.communes));
    }
  }
  return all;
}

GroupFigures area_figures(const Loaded& loaded, const Results& results) {
  std::vector<std::uint32_t> communes(loaded.territory.communes.size());
  std::iota(communes.begin(), communes.end(), 0U);
  return group_figures(loaded, results, "area", loaded.study.title, std::move(communes));
}

}  // namespace maillage::workflow
