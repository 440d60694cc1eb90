#include "groups.hpp"

#include <algorithm>
#include <cmath>

#include "point_grid.hpp"

namespace maillage::synth {
namespace {

// Groups of the mainland, and each island a group of its own.
Grouping mainland_and_islands(const Land& land, const Partition& partition, const Towns& towns,
                              std::size_t wanted) {
  Grouping grouping;
  grouping.group.assign(partition.size(), -1);
  std::vector<std::uint8_t> mainland(partition.size()), everyone(partition.size(), 1);
  for (std::size_t c = 0; c < partition.size(); ++c) mainland[c] = partition.island[c] == 0 ? 1 : 0;
  const std::size_t islands = land.islands.size();
  grouping.centres =
      centres(land, partition, towns, mainland, wanted > islands ? wanted - islands : std::size_t{1});
  std::vector<std::uint8_t> has_centre(islands + 1, 0);
  for (const std::int32_t c : towns.by_rank) {
    const std::uint16_t island = partition.island[static_cast<std::size_t>(c)];
    if (island == 0 || has_centre[island] != 0) continue;
    has_centre[island] = 1;
    grouping.centres.push_back(c);
  }
  grow(land, partition, towns, everyone, grouping);
  return grouping;
}

// The communes without CPTS: nearest to a point north of each belt's heart, so that gaps and belts overlap without
// being the same.
std::vector<std::uint8_t> outside_gaps(const Land& land, const Partition& partition, const Towns& towns) {
  std::vector<std::uint8_t> allowed(partition.size(), 1);
  PointGrid grid(20000);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    const auto i = static_cast<std::int32_t>(c);
    if (partition.island[c] == 0)
      grid.add(place_of(land, partition, i), i);
    else
      allowed[c] = 0;  // joins later
  }
  const std::size_t gaps = towns.belt_hearts.size();
  const std::size_t share = std::max<std::size_t>(1, partition.size() * 8 / 100 / gaps);
  const double side = land.side / std::sqrt(static_cast<double>(gaps));  // of a département
  for (const std::int32_t h : towns.belt_hearts) {
    const geo::XY heart = place_of(land, partition, h);
    const geo::XY middle{heart.x - 0.03 * side, heart.y + (heart.y > land.middle.y ? -0.12 : 0.12) * side};
    std::vector<std::pair<double, std::int32_t>> near;
    for (double radius = 0.3 * side; near.size() < share; radius *= 1.5) {
      near.clear();
      grid.within(middle, radius, [&](std::int32_t c, double d) { near.push_back({d, c}); });
    }
    std::sort(near.begin(), near.end());
    near.resize(share);
    for (const auto& [d, c] : near) allowed[static_cast<std::size_t>(c)] = 0;
  }
  return allowed;
}

Grouping make_cpts(const Land& land, const Partition& partition, const Towns& towns) {
  Grouping grouping;
  grouping.group.assign(partition.size(), -1);
  const std::vector<std::uint8_t> allowed = outside_gaps(land, partition, towns);
  grouping.centres =
      centres(land, partition, towns, allowed, std::max<std::size_t>(2, (partition.size() + 23) / 47));
  grow(land, partition, towns, allowed, grouping);
  std::vector<std::int32_t> across{-1};
  for (const Island& island : land.islands) across.push_back(group_across(land, partition, grouping, island));
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] != 0) grouping.group[c] = across[partition.island[c]];
  }
  return grouping;
}

}  // namespace

Groups make_groups(const Options& options, const Land& land, const Partition& partition, const Towns& towns) {
  const auto count = static_cast<std::size_t>(options.communes);
  Groups groups;
  groups.epci = mainland_and_islands(land, partition, towns, std::max<std::size_t>(2, (count + 11) / 23));
  groups.living_areas =
      mainland_and_islands(land, partition, towns, std::max<std::size_t>(2, (count + 6) / 13));
  groups.cpts = make_cpts(land, partition, towns);
  return groups;
}

}  // namespace maillage::synth
