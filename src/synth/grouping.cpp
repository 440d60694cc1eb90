#include "grouping.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "arithmetic.hpp"
#include "point_grid.hpp"

namespace maillage::synth {

geo::XY place_of(const Land& land, const Partition& partition, std::int32_t commune) {
  return land.lattice.centre(partition.seeds[static_cast<std::size_t>(commune)]);
}

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

std::int32_t group_across(const Land& land, const Partition& partition, const Grouping& grouping,
                          const Island& island) {
  std::int32_t across = -1;
  double nearest = 1e18;
  const geo::XY middle = land.lattice.centre(island.hexes[island.hexes.size() / 2]);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] != 0 || grouping.group[c] < 0) continue;
    const double d = metres_between(middle, place_of(land, partition, static_cast<std::int32_t>(c)));
    if (d < nearest) nearest = d, across = grouping.group[c];
  }
  return across;
}

}  // namespace maillage::synth
