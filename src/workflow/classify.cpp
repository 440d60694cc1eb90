#include <algorithm>
#include <cmath>
#include <set>

#include "compute_steps.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/zoning/zones.hpp"

namespace maillage::workflow {
namespace {

using territory::Commune;
using zoning::AccessClass;

std::vector<double> people_of(const territory::Territory& territory) {
  std::vector<double> people;
  for (const Commune& c : territory.communes) people.push_back(c.population.value_or(Persons(0)).value);
  return people;
}

zoning::Classes by_rule(const study::Zoning& rule, const Results& results,
                        const std::vector<double>& people) {
  if (rule.rule == "legal-2017") {
    return zoning::classify_zoning_2017(results.index->communes, people, results.basis, results.calibration);
  }
  return zoning::classify_by_rank(results.index->communes, people,
                                  {rule.priority_share, rule.intermediate_share});
}

// Communes whose nearest physician is too far are in the first class whatever their rank, and said.
void add_too_far(Loaded& loaded, Results& results) {
  const auto& limit = loaded.study.zoning.too_far;
  if (!limit) return;
  zoning::UnderServedRule rule;
  rule.minutes = minutes(*limit);
  rule.minutes_bound = access::parse_bound(loaded.study.access.bound);
  const auto physicians = std::find_if(results.reach.begin(), results.reach.end(),
                                       [](const Reach& reach) { return reach.kind == "gp"; });
  if (physicians == results.reach.end()) return;  // nobody to be far from: said as supply-empty
  const auto judged = zoning::judge(rule, {}, physicians->commune_minutes);
  for (std::size_t c = 0; c < judged.size(); ++c) {
    if (judged[c] != zoning::Judgement::under_served || results.classes[c] == AccessClass::priority) continue;
    results.classes[c] = AccessClass::priority;
    loaded.diagnostics.add(Severity::note, "class-by-distance", "zoning",
                           loaded.territory.communes[c].code.value,
                           "communes are in the first class because their nearest physician is too far");
  }
}

void find_zones(const Loaded& loaded, const std::vector<double>& people, Results& results,
                Diagnostics& diagnostics) {
  std::vector<const geo::MultiPolygon*> areas;
  std::vector<std::string> ids;
  std::vector<std::uint8_t> member;
  for (std::size_t c = 0; c < loaded.territory.communes.size(); ++c) {
    areas.push_back(&loaded.territory.communes[c].area);
    ids.push_back(loaded.territory.communes[c].code.value);
    member.push_back(results.classes[c] == AccessClass::priority ? 1 : 0);
  }
  zoning::Zones found = zoning::contiguous_zones(member, ids, people, geo::contiguous_pairs(areas),
                                                 {loaded.study.zoning.minimum_population});
  results.zones = std::move(found.zones);
  diagnostics.add_count(
      Severity::note, "zone-below-minimum", "zoning", found.left_out,
      "contiguous under-served zones with fewer people than minimum_population are not drawn");
}

// 0, 1, 2 from the worst served, of an official class; empty for classes that have no rank here (ZV, ZAR …).
std::optional<int> official_rank(const std::string& zone) {
  if (zone.find("ZIP") != std::string::npos) return 0;
  if (zone.find("ZAC") != std::string::npos) return 1;
  if (zone.find("HZ") != std::string::npos) return 2;
  return std::nullopt;
}

void compare_with_official(const Loaded& loaded, const std::vector<double>& people, Results& results) {
  const auto& communes = loaded.territory.communes;
  std::set<std::string> zones;
  for (const Commune& c : communes) {
    if (!c.official_zone.empty()) zones.insert(c.official_zone);
  }
  if (zones.empty()) return;
  zones.insert("");  // communes without an official class are counted too
  if (std::none_of(communes.begin(), communes.end(),
                   [](const Commune& c) { return c.official_zone.empty(); }))
    zones.erase("");
  OfficialComparison comparison;
  comparison.official.assign(zones.begin(), zones.end());
  comparison.people.assign(4, std::vector<double>(comparison.official.size(), 0.0));
  std::vector<double> size(communes.size(), 0.0);
  for (std::uint32_t c = 0; c < communes.size(); ++c) {
    const auto at =
        std::lower_bound(comparison.official.begin(), comparison.official.end(), communes[c].official_zone);
    comparison.people[static_cast<std::size_t>(results.classes[c])]
                     [static_cast<std::size_t>(at - comparison.official.begin())] += people[c];
    const auto rank = official_rank(communes[c].official_zone);
    if (!rank || results.classes[c] == AccessClass::unknown) continue;
    const int steps = std::abs(*rank - static_cast<int>(results.classes[c]));
    size[c] = steps * people[c];
    if (steps > 0) comparison.disagreements.push_back(c);
  }
  std::stable_sort(comparison.disagreements.begin(), comparison.disagreements.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
  results.official = std::move(comparison);
}

}  // namespace

void classify_access(Loaded& loaded, Results& results) {
  const std::vector<double> people = people_of(loaded.territory);
  results.classes = by_rule(loaded.study.zoning, results, people).of;
  add_too_far(loaded, results);
  find_zones(loaded, people, results, loaded.diagnostics);
  compare_with_official(loaded, people, results);
}

}  // namespace maillage::workflow
