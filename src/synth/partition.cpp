#include "partition.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "maillage/synth/rng.hpp"
#include "noise.hpp"
#include "point_grid.hpp"

namespace maillage::synth {
namespace {

// Two hexagons away from everything outside, so that the settlement stays inside whatever the border does.
bool sheltered(const Land& land, Hex h) {
  const auto inside = [&](Hex i) { return land.ground[static_cast<std::size_t>(i)] != Ground::outside; };
  for (int d = 0; d < directions; ++d) {
    const Hex n = land.lattice.neighbour(h, d);
    if (!inside(n)) return false;
    for (int e = 0; e < directions; ++e) {
      if (!inside(land.lattice.neighbour(n, e))) return false;
    }
  }
  return true;
}

// Dart throwing with a shrinking distance, until exactly `wanted` seeds stand.
void throw_seeds(const Options& options, const Land& land, const std::vector<Hex>& ground, std::size_t wanted,
                 std::vector<Hex>& seeds) {
  struct Dart {
    std::uint64_t bits;
    Hex hex;
    double crowding;
  };
  const double mean = std::sqrt(options.mean_commune_km2 * 1e6);
  std::vector<Dart> darts;
  for (const Hex h : ground) {  // a quarter of the hexagons is choice enough
    const std::uint64_t bits = hash(options.seed, Subject::seeds, static_cast<std::uint64_t>(h));
    if (bits >> 62 != 0 || !sheltered(land, h)) continue;
    const double crowding =
        1 + 0.32 * noise(options.seed, Subject::seeds, land.lattice.centre(h), 3.5 * mean, 2);
    darts.push_back({bits, h, std::clamp(crowding, 0.7, 1.3)});
  }
  if (darts.size() < wanted * 3)
    throw Error(ErrorCode::internal, "the territory is too small for its communes");
  std::sort(darts.begin(), darts.end(), [](const Dart& a, const Dart& b) { return a.bits < b.bits; });
  double radius = 0.95 * mean;
  PointGrid grid(1.2 * mean);
  const std::size_t end = seeds.size() + wanted;
  while (seeds.size() < end) {
    for (const Dart& dart : darts) {
      const geo::XY at = land.lattice.centre(dart.hex);
      const double keep_off = std::max(4.2 * land.lattice.spacing, radius * dart.crowding);
      if (grid.any_within(at, keep_off)) continue;
      grid.add(at, static_cast<std::int32_t>(seeds.size()));
      seeds.push_back(dart.hex);
      if (seeds.size() == end) break;
    }
    radius *= 0.9;
    if (radius < 0.05 * mean) throw Error(ErrorCode::internal, "no room for the seeds of all communes");
  }
}

// What it costs to enter each hexagon on level ground; computed once, as each is entered from up to six sides.
std::vector<double> wilderness(const Options& options, const Land& land, const Execution& execution) {
  return parallel_map<double>(land.lattice.size(), 8192, execution, [&](std::size_t i) {
    if (land.ground[i] == Ground::outside) return 0.0;
    const geo::XY at = land.lattice.centre(static_cast<Hex>(i));
    return std::max(0.35, 1 + 0.75 * noise(options.seed, Subject::partition, at, 2600, 3, 0.55));
  });
}

void assign(const Options& options, const Land& land, const Execution& execution, Partition& partition) {
  const std::vector<double> wild = wilderness(options, land, execution);
  using Entry = std::tuple<float, std::int32_t, Hex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (std::size_t c = 0; c < partition.seeds.size(); ++c) {
    const double start = 2.2 * unit(options.seed, Subject::partition, c);
    queue.push({static_cast<float>(start), static_cast<std::int32_t>(c), partition.seeds[c]});
  }
  const auto close = [&](Hex h, std::int32_t c) { partition.commune[static_cast<std::size_t>(h)] = c; };
  for (std::size_t c = 0; c < partition.seeds.size(); ++c) {  // the first ring belongs to the seed, always
    for (int d = 0; d < directions; ++d)
      close(land.lattice.neighbour(partition.seeds[c], d), static_cast<std::int32_t>(c));
  }
  std::vector<std::uint8_t> done(land.lattice.size(), 0);
  while (!queue.empty()) {
    const auto [cost, c, h] = queue.top();
    queue.pop();
    const auto i = static_cast<std::size_t>(h);
    if (done[i] != 0 || (partition.commune[i] >= 0 && partition.commune[i] != c)) continue;
    done[i] = 1;
    close(h, c);
    for (const Hex n : land.lattice.neighbours(h)) {
      const auto j = static_cast<std::size_t>(n);
      if (done[j] != 0 || land.ground[j] != land.ground[i]) continue;
      const double climb = std::abs(land.height[j] - land.height[i]) / 18.0;
      queue.push({static_cast<float>(cost + wild[j] + climb), c, n});
    }
  }
}

void describe(const Land& land, Partition& partition) {
  const std::size_t count = partition.seeds.size();
  partition.hexes.assign(count, {});
  partition.neighbours.assign(count, {});
  partition.coastal.assign(count, 0);
  for (std::size_t i = 0; i < partition.commune.size(); ++i) {
    if (partition.commune[i] < 0) continue;
    const auto c = static_cast<std::size_t>(partition.commune[i]);
    partition.hexes[c].push_back(static_cast<Hex>(i));
    for (int d = 0; d < directions; ++d) {
      const auto n = static_cast<std::size_t>(land.lattice.neighbour(static_cast<Hex>(i), d));
      const std::int32_t other = partition.commune[n];
      if (other >= 0 && other != partition.commune[i]) partition.neighbours[c].push_back(other);
      if (other < 0 && land.sea[n] != 0) partition.coastal[c] = 1;
    }
  }
  for (std::size_t c = 0; c < count; ++c) {
    auto& list = partition.neighbours[c];
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

}  // namespace

Partition make_partition(const Options& options, const Land& land, const Execution& execution) {
  Partition partition;
  for (const Island& island : land.islands) {
    throw_seeds(options, land, island.hexes, static_cast<std::size_t>(island.communes), partition.seeds);
    partition.island.resize(partition.seeds.size(),
                            static_cast<std::uint16_t>(&island - land.islands.data() + 1));
  }
  throw_seeds(options, land, land.mainland,
              static_cast<std::size_t>(options.communes) - partition.seeds.size(), partition.seeds);
  partition.island.resize(partition.seeds.size(), 0);
  partition.commune.assign(land.lattice.size(), -1);
  assign(options, land, execution, partition);
  describe(land, partition);
  return partition;
}

Partition reordered(Partition&& old, const std::vector<std::int32_t>& order) {
  Partition made;
  std::vector<std::int32_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  made.commune = std::move(old.commune);
  for (std::int32_t& c : made.commune) {
    if (c >= 0) c = place[static_cast<std::size_t>(c)];
  }
  for (const std::int32_t o : order) {
    const auto c = static_cast<std::size_t>(o);
    made.seeds.push_back(old.seeds[c]);
    made.island.push_back(old.island[c]);
    made.coastal.push_back(old.coastal[c]);
    made.hexes.push_back(std::move(old.hexes[c]));
    std::vector<std::int32_t> list;
    for (const std::int32_t n : old.neighbours[c]) list.push_back(place[static_cast<std::size_t>(n)]);
    std::sort(list.begin(), list.end());
    made.neighbours.push_back(std::move(list));
  }
  return made;
}

}  // namespace maillage::synth
