#include "land.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "arithmetic.hpp"
#include "noise.hpp"

namespace maillage::synth {
namespace {

constexpr geo::XY middle_of_territory{345000, 6652000};  // off the Vendée coast's latitude, in Lambert-93

struct Plan {
  double scale = 1;  // of the coast's bays: 1 for a common département
  double coast_x = 0;
  double island_radius = 0;
  std::size_t mainland_hexes = 0;
};

double hexagon_area(const Lattice& lattice) {
  return lattice.spacing * lattice.spacing * 0.86602540378443864676;
}

Plan plan(const Options& options, Land& land) {
  Plan p;
  const double area = options.communes * options.mean_commune_km2 * 1e6;
  land.side = std::sqrt(area);
  land.middle = middle_of_territory;
  land.island_communes = std::max(1, options.communes / 70);
  const double island_area = land.island_communes * options.mean_commune_km2 * 0.75e6;
  p.island_radius = std::sqrt(island_area / 3.14159265358979);
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
  const double rise = shore <= 0 ? shore * 4 : 8 + 2.2 * shore;
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

// Everything not joined to the rim through hexagons not taken becomes taken: no lakes, no enclaves.
void fill_holes(const Lattice& lattice, std::vector<std::uint8_t>& taken) {
  std::vector<std::uint8_t> open(taken.size(), 0);
  std::vector<Hex> stack{0};
  open[0] = 1;
  while (!stack.empty()) {
    const Hex h = stack.back();
    stack.pop_back();
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (n < 0 || open[static_cast<std::size_t>(n)] != 0 || taken[static_cast<std::size_t>(n)] != 0)
        continue;
      open[static_cast<std::size_t>(n)] = 1;
      stack.push_back(n);
    }
  }
  for (std::size_t i = 0; i < taken.size(); ++i) taken[i] = open[i] == 0 ? 1 : 0;
}

// Keeps what is joined to `start`.
void keep_component(const Lattice& lattice, std::vector<std::uint8_t>& taken, Hex start) {
  std::vector<std::uint8_t> kept(taken.size(), 0);
  std::vector<Hex> stack{start};
  kept[static_cast<std::size_t>(start)] = 1;
  while (!stack.empty()) {
    const Hex h = stack.back();
    stack.pop_back();
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (n < 0 || kept[static_cast<std::size_t>(n)] != 0 || taken[static_cast<std::size_t>(n)] == 0)
        continue;
      kept[static_cast<std::size_t>(n)] = 1;
      stack.push_back(n);
    }
  }
  taken.swap(kept);
}

// Off the westernmost shore of the band of latitudes it needs, so that water surrounds it.
geo::XY island_middle(const Land& land, const Plan& p, const std::vector<std::uint8_t>& mainland) {
  const double reach = 1.5 * p.island_radius;
  const double y = land.middle.y + 0.13 * land.side;
  double shore = land.middle.x;
  for (std::size_t i = 0; i < mainland.size(); ++i) {
    const geo::XY at = land.lattice.centre(static_cast<Hex>(i));
    if (mainland[i] != 0 && std::abs(at.y - y) < reach + 3000) shore = std::min(shore, at.x);
  }
  return {shore - reach - 7000 * std::max(0.4, std::min(1.0, p.scale)), y};
}

void add_island(const Options& options, const Plan& p, Land& land, std::vector<std::uint8_t>& mainland) {
  const geo::XY middle = island_middle(land, p, mainland);
  std::vector<std::uint8_t> taken(land.lattice.size(), 0);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const auto h = static_cast<Hex>(i);
    if (land.lattice.rim(h)) continue;
    const geo::XY at = land.lattice.centre(h);
    const double dx = (at.x - middle.x) * 1.25;  // longer along the coast
    const double dy = (at.y - middle.y) * 0.8;
    const double d = std::sqrt(dx * dx + dy * dy);
    if (d > 1.4 * p.island_radius) continue;
    const double shore =
        p.island_radius * (1 + 0.55 * noise(options.seed, Subject::island, at, 1.3 * p.island_radius, 5));
    if (d >= shore) continue;
    taken[i] = 1;
    land.height[i] = static_cast<float>(3 + 30 * (1 - d / shore));
  }
  const Hex start = land.lattice.at(middle);
  taken[static_cast<std::size_t>(start)] = 1;
  keep_component(land.lattice, taken, start);
  fill_holes(land.lattice, taken);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i] == 0) continue;
    land.ground[i] = Ground::island;
    land.sea[i] = 0;
    land.island.push_back(static_cast<Hex>(i));
  }
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
  fill_holes(land.lattice, taken);
  land.ground.assign(land.lattice.size(), Ground::outside);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i] == 0) continue;
    land.ground[i] = Ground::mainland;
    land.sea[i] = 0;
    land.height[i] = std::max(land.height[i], 1.0F);
    land.mainland.push_back(static_cast<Hex>(i));
  }
  add_island(options, p, land, taken);
  return land;
}

}  // namespace maillage::synth
