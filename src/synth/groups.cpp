#include "groups.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "arithmetic.hpp"
#include "point_grid.hpp"

namespace maillage::synth {
namespace {

geo::XY place_of(const Land& land, const Partition& partition, std::int32_t commune) {
  return land.lattice.centre(partition.seeds[static_cast<std::size_t>(commune)]);
}

// The most populous communes that keep their distance from each other, the distance shrinking until `wanted` are found.
std::vector<std::int32_t> centres(const Land& land, const Partition& partition, const Towns& towns,
                                  const std::vector<std::uint8_t>& allowed, std::size_t wanted) {
  std::vector<std::int32_t> chosen;
  std::vector<std::uint8_t> taken(partition.size(), 0);
  PointGrid grid(land.side / 6);
  for (double radius = 0.85 * land.side / std::sqrt(static_cast<double>(wanted));
       chosen.size() < wanted && radius > 50; radius *= 0.9) {
    for (const std::int32_t c : towns.by_rank) {
      const auto i = static_cast<std::size_t>(c);
      const geo::XY at = place_of(land, partition, c);
      if (allowed[i] == 0 || taken[i] != 0 || grid.any_within(at, radius)) continue;
      taken[i] = 1;
      grid.add(at, c);
      chosen.push_back(c);
      if (chosen.size() == wanted) break;
    }
  }
  return chosen;
}

void grow(const Land& land, const Partition& partition, const Towns& towns,
          const std::vector<std::uint8_t>& allowed, Grouping& grouping) {
  using Entry = std::tuple<double, std::int32_t, std::int32_t>;  // cost, group, commune
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  std::vector<double> strength;
  for (std::size_t g = 0; g < grouping.size(); ++g) {
    const std::int32_t c = grouping.centres[g];
    strength.push_back(power(static_cast<double>(towns.population[static_cast<std::size_t>(c)]), 0.16));
    queue.push({0, static_cast<std::int32_t>(g), c});
  }
  while (!queue.empty()) {
    const auto [cost, g, c] = queue.top();
    queue.pop();
    const auto i = static_cast<std::size_t>(c);
    if (grouping.group[i] >= 0) continue;
    grouping.group[i] = g;
    for (const std::int32_t n : partition.neighbours[i]) {
      const auto j = static_cast<std::size_t>(n);
      if (allowed[j] == 0 || grouping.group[j] >= 0) continue;
      const double step = metres_between(place_of(land, partition, c), place_of(land, partition, n));
      queue.push({cost + step / strength[static_cast<std::size_t>(g)], g, n});
    }
  }
}

Grouping mainland_and_island(const Land& land, const Partition& partition, const Towns& towns,
                             std::size_t wanted) {
  Grouping grouping;
  grouping.group.assign(partition.size(), -1);
  std::vector<std::uint8_t> mainland(partition.size()), everyone(partition.size(), 1);
  for (std::size_t c = 0; c < partition.size(); ++c) mainland[c] = partition.island[c] == 0 ? 1 : 0;
  grouping.centres = centres(land, partition, towns, mainland, std::max<std::size_t>(1, wanted - 1));
  for (const std::int32_t c : towns.by_rank) {
    if (partition.island[static_cast<std::size_t>(c)] == 0) continue;
    grouping.centres.push_back(c);
    break;
  }
  grow(land, partition, towns, everyone, grouping);
  return grouping;
}

// The communes without CPTS: nearest to a point north of the belt's heart, so that gap and belt overlap without
// being the same.
std::vector<std::uint8_t> outside_gap(const Land& land, const Partition& partition, const Towns& towns) {
  const geo::XY heart = place_of(land, partition, towns.belt_heart);
  const geo::XY middle{heart.x - 0.03 * land.side,
                       heart.y + (heart.y > land.middle.y ? -0.12 : 0.12) * land.side};
  std::vector<std::pair<double, std::int32_t>> near;
  std::vector<std::uint8_t> allowed(partition.size(), 1);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    const auto i = static_cast<std::int32_t>(c);
    if (partition.island[c] == 0)
      near.push_back({metres_between(place_of(land, partition, i), middle), i});
    else
      allowed[c] = 0;  // joins later
  }
  std::sort(near.begin(), near.end());
  near.resize(std::max<std::size_t>(1, partition.size() * 8 / 100));
  for (const auto& [d, c] : near) allowed[static_cast<std::size_t>(c)] = 0;
  return allowed;
}

Grouping make_cpts(const Land& land, const Partition& partition, const Towns& towns) {
  Grouping grouping;
  grouping.group.assign(partition.size(), -1);
  const std::vector<std::uint8_t> allowed = outside_gap(land, partition, towns);
  grouping.centres =
      centres(land, partition, towns, allowed, std::max<std::size_t>(2, (partition.size() + 23) / 47));
  grow(land, partition, towns, allowed, grouping);
  std::int32_t across = -1;
  double nearest = 1e18;
  const geo::XY island = land.lattice.centre(land.island[land.island.size() / 2]);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] != 0 || grouping.group[c] < 0) continue;
    const double d = metres_between(island, place_of(land, partition, static_cast<std::int32_t>(c)));
    if (d < nearest) nearest = d, across = grouping.group[c];
  }
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] != 0) grouping.group[c] = across;
  }
  return grouping;
}

}  // namespace

Groups make_groups(const Options& options, const Land& land, const Partition& partition, const Towns& towns) {
  const auto count = static_cast<std::size_t>(options.communes);
  Groups groups;
  groups.epci = mainland_and_island(land, partition, towns, std::max<std::size_t>(2, (count + 11) / 23));
  groups.living_areas =
      mainland_and_island(land, partition, towns, std::max<std::size_t>(2, (count + 6) / 13));
  groups.cpts = make_cpts(land, partition, towns);
  return groups;
}

}  // namespace maillage::synth
