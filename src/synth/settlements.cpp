#include "settlements.hpp"

#include <algorithm>
#include <cmath>

#include "arithmetic.hpp"
#include "maillage/synth/rng.hpp"
#include "noise.hpp"

namespace maillage::synth {
namespace {

// Residents per km² of built-up ground: 750 in villages, 3 200 in the largest towns.
double density(std::int64_t people) {
  return 750 +
         2450 * std::clamp(natural_log(static_cast<double>(people) / 500) / natural_log(80.0), 0.0, 1.0);
}

bool surrounded(const Land& land, const Partition& partition, Hex h) {
  for (int d = 0; d < directions; ++d) {
    if (partition.commune[static_cast<std::size_t>(land.lattice.neighbour(h, d))] !=
        partition.commune[static_cast<std::size_t>(h)]) {
      return false;
    }
  }
  return true;
}

void build(const Options& options, const Land& land, const Partition& partition, std::size_t c,
           Settlements& made, std::int64_t people) {
  const geo::XY middle = land.lattice.centre(partition.seeds[c]);
  const Built kind = people >= 12000 ? Built::city : people >= 2500 ? Built::town : Built::village;
  for (const Hex h : partition.hexes[c]) {
    const geo::XY at = land.lattice.centre(h);
    const double reach = made.radius[c] * (1 + 0.45 * noise(options.seed, Subject::settlements, at, 1500, 3));
    if (metres_between(at, middle) < std::max(reach, 310.0)) made.built[static_cast<std::size_t>(h)] = kind;
  }
}

// About 0.45 hamlets per km², kept apart by 700 m, clear of the built-up ground and of the commune's border.
void scatter_hamlets(const Options& options, const Land& land, const Partition& partition, std::size_t c,
                     Settlements& made) {
  std::vector<std::pair<std::uint64_t, Hex>> places;
  for (const Hex h : partition.hexes[c]) {
    if (made.built[static_cast<std::size_t>(h)] != Built::no || !surrounded(land, partition, h)) continue;
    places.push_back({hash(options.seed, Subject::settlements, static_cast<std::uint64_t>(h)), h});
  }
  std::sort(places.begin(), places.end());
  const auto wanted =
      static_cast<std::size_t>(0.45 * 0.078 * static_cast<double>(partition.hexes[c].size()) + 0.5);
  std::vector<geo::XY> chosen{land.lattice.centre(partition.seeds[c])};
  for (const auto& [bits, h] : places) {
    if (chosen.size() > wanted) break;
    const geo::XY at = land.lattice.centre(h);
    if (std::any_of(chosen.begin(), chosen.end(), [&](geo::XY p) { return metres_between(p, at) < 700; }))
      continue;
    chosen.push_back(at);
    made.hamlets.push_back(
        {h, static_cast<std::int32_t>(c), 0.35 + exponential(0.8 * (2 * unit(mix(bits)) - 1))});
  }
}

}  // namespace

Settlements make_settlements(const Options& options, const Land& land, const Partition& partition,
                             const Towns& towns) {
  Settlements made;
  made.built.assign(land.lattice.size(), Built::no);
  made.radius.resize(partition.size());
  for (std::size_t c = 0; c < partition.size(); ++c) {
    const std::int64_t people = towns.population[c];
    made.radius[c] =
        std::max(250.0, std::sqrt(static_cast<double>(people) / density(people) / 3.14159265358979) * 1000);
    build(options, land, partition, c, made, people);
    scatter_hamlets(options, land, partition, c, made);
  }
  return made;
}

}  // namespace maillage::synth
