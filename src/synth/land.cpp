#include "land.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "arithmetic.hpp"
#include "islands.hpp"
#include "noise.hpp"

namespace maillage::synth {
namespace {

constexpr geo::XY middle_of_territory{345000, 6652000};  // off the Vendée coast's latitude, in Lambert-93
constexpr double westernmost_coast = 320000;  // large territories grow eastwards, inside Lambert-93

struct Plan {
  double scale = 1;  // of the coast's bays: 1 for a common département
  double coast_x = 0;
  double island_radius = 0;  // of the largest
  std::size_t mainland_hexes = 0;
};

constexpr double plains_km = 160;  // from the shore: the land rises up to there

double hexagon_area(const Lattice& lattice) {
  return lattice.spacing * lattice.spacing * 0.86602540378443864676;
}

Plan plan(const Options& options, Land& land) {
  Plan p;
  const double area = options.communes * options.mean_commune_km2 * 1e6;
  land.side = std::sqrt(area);
  land.middle = middle_of_territory;
  land.middle.x = std::max(land.middle.x, westernmost_coast + 0.31 * land.side);
  land.islands = planned_islands(options);
  double island_area = 0;
  for (const Island& island : land.islands) {
    island_area += island.communes * options.mean_commune_km2 * 0.75e6;
    p.island_radius = std::max(p.island_radius, island_radius(options, island));
  }
  p.scale = std::clamp(land.side / 77000, 0.25, 1.6);
  p.coast_x = land.middle.x - 0.31 * land.side;
  const double west = p.coast_x - 22000 * p.scale - 4.5 * p.island_radius - 8000;
  const double east = land.middle.x + 0.78 * land.side + 3000;
  const double reach = 0.80 * land.side + 3000;
  Lattice& lattice = land.lattice;
  lattice.origin = {std::floor(west / 100) * 100, std::floor((land.middle.y - reach) / 100) * 100};
  lattice.columns = static_cast<std::int32_t>((east - lattice.origin.x) / lattice.spacing) + 1;
  lattice.rows = static_cast<std::int32_t>((2 * reach) / (lattice.spacing * 0.8660254)) + 1;
  p.mainland_hexes = static_cast<std::size_t>((area - island_area) / hexagon_area(lattice));
  return p;
}

// Height above the sea before islands: rises inland, hills and valleys by noise; below 0 is sea.
double raw_height(const Options& options, const Plan& p, geo::XY at) {
  const double inland = at.x - p.coast_x;
  const double bays = 21000 * p.scale * noise(options.seed, Subject::coast, at, 26000 * p.scale, 7, 0.56);
  const double shore = (inland + bays) / 1000;  // about km from the shore
  const double hills = noise(options.seed, Subject::relief, at, 17000, 5, 0.5);
  double rise = shore <= 0 ? shore * 4 : 8 + 2.2 * std::min(shore, plains_km);
  if (shore > plains_km) {  // far inland: massifs and basins
    const double massif = noise(options.seed + 1, Subject::relief, at, 260000, 3, 0.5);
    rise += std::min(1.0, (shore - plains_km) / 60) * 420 * massif;
  }
  return shore <= 0 ? rise : std::max(1.0, rise + std::min(1.0, shore / 8) * 75 * hills);
}

// How far out a hexagon is, in metres: the distance to the middle, bent by noise of several sizes.
double remoteness(const Options& options, const Land& land, geo::XY at) {
  const double large = noise(options.seed, Subject::outline, at, 0.55 * land.side, 3, 0.5);
  const double small = noise(options.seed + 1, Subject::outline, at, 7000, 4, 0.6);
  return metres_between(at, land.middle) + 0.16 * land.side * large + 1900 * small;
}

// Grows from the middle over dry hexagons, the least remote first, until `wanted` are taken: in one piece.
std::vector<std::uint8_t> grow(const Options& options, const Land& land, std::size_t wanted) {
  const Lattice& lattice = land.lattice;
  std::vector<std::uint8_t> taken(lattice.size(), 0);  // 1 taken, 2 waiting
  using Entry = std::pair<double, Hex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  Hex start = lattice.at(land.middle);
  while (land.sea[static_cast<std::size_t>(start)] != 0) ++start;  // eastwards, to dry ground
  queue.push({0.0, start});
  std::size_t count = 0;
  while (!queue.empty() && count < wanted) {
    const Hex h = queue.top().second;
    queue.pop();
    taken[static_cast<std::size_t>(h)] = 1;
    ++count;
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (n < 0 || lattice.rim(n)) continue;
      const auto i = static_cast<std::size_t>(n);
      if (land.sea[i] != 0 || taken[i] != 0) continue;
      taken[i] = 2;
      queue.push({remoteness(options, land, lattice.centre(n)), n});
    }
  }
  for (std::uint8_t& t : taken) t = t == 1 ? 1 : 0;
  return taken;
}

// A hexagon between one of two neighbours only, or among four, follows them: no ragged thorns.
void smooth_outline(const Land& land, std::vector<std::uint8_t>& taken) {
  const std::vector<std::uint8_t> before = taken;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const auto h = static_cast<Hex>(i);
    if (land.lattice.rim(h)) continue;
    int around = 0;
    for (int d = 0; d < directions; ++d)
      around += before[static_cast<std::size_t>(land.lattice.neighbour(h, d))];
    if (around <= 1) taken[i] = 0;
    if (around >= 4 && land.sea[i] == 0) taken[i] = 1;
    if (around >= 5) taken[i] = 1;
  }
}

}  // namespace

int department_count(const Options& options) {
  return options.communes < 550 ? 1 : (options.communes + 182) / 365;
}

Land make_land(const Options& options, const Execution& execution) {
  Land land;
  const Plan p = plan(options, land);
  land.height = parallel_map<float>(land.lattice.size(), 4096, execution, [&](std::size_t i) {
    return static_cast<float>(raw_height(options, p, land.lattice.centre(static_cast<Hex>(i))));
  });
  land.sea.resize(land.lattice.size());
  for (std::size_t i = 0; i < land.sea.size(); ++i) land.sea[i] = land.height[i] <= 0 ? 1 : 0;
  std::vector<std::uint8_t> taken = grow(options, land, p.mainland_hexes);
  const auto start = static_cast<Hex>(std::find(taken.begin(), taken.end(), std::uint8_t{1}) - taken.begin());
  smooth_outline(land, taken);
  smooth_outline(land, taken);
  const Hex middle = land.lattice.at(land.middle);
  keep_component(land.lattice, taken, taken[static_cast<std::size_t>(middle)] != 0 ? middle : start);
  fill_holes(land.lattice, whole(land.lattice), taken);
  land.ground.assign(land.lattice.size(), Ground::outside);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i] == 0) continue;
    land.ground[i] = Ground::mainland;
    land.sea[i] = 0;
    land.height[i] = std::max(land.height[i], 1.0F);
    land.mainland.push_back(static_cast<Hex>(i));
  }
  add_islands(options, land, taken);
  return land;
}

}  // namespace maillage::synth
