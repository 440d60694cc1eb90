#include "islands.hpp"

#include <algorithm>
#include <cmath>

#include "arithmetic.hpp"
#include "noise.hpp"
#include "people.hpp"

namespace maillage::synth {
namespace {

constexpr double clear_water = 7000;  // metres between an island and the shore, in a common département

// Latitudes of the islands: one in the north of the coast, several spread over it, in random order.
std::vector<double> latitudes(const Options& options, const Land& land) {
  if (land.islands.size() == 1) return {land.middle.y + 0.13 * land.side};
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  double room = 0;
  for (std::size_t i = 0; i < land.islands.size(); ++i) {
    order.push_back({hash(options.seed, Subject::island, 0x1000 + i), i});
    room += 3.6 * island_radius(options, land.islands[i]);
  }
  std::sort(order.begin(), order.end());
  const double coast = 0.8 * land.side;
  const double gap = (coast - room) / static_cast<double>(order.size());
  std::vector<double> result(order.size());
  double y = land.middle.y - coast / 2;
  for (const auto& [bits, i] : order) {
    const double half = 1.8 * island_radius(options, land.islands[i]) + gap / 2;
    result[i] = y + half;
    y += 2 * half;
  }
  return result;
}

// Off the westernmost shore of the band of latitudes it needs, so that water surrounds it.
geo::XY island_middle(const Land& land, double radius, double y, const std::vector<std::uint8_t>& mainland) {
  const double reach = 1.5 * radius;
  const Lattice& lattice = land.lattice;
  double shore = land.middle.x;
  for (std::int32_t row = 0; row < lattice.rows; ++row) {
    if (std::abs(lattice.centre(row * lattice.columns).y - y) >= reach + 3000) continue;
    for (Hex h = row * lattice.columns; h < (row + 1) * lattice.columns; ++h) {
      if (mainland[static_cast<std::size_t>(h)] != 0) shore = std::min(shore, lattice.centre(h).x);
    }
  }
  const double scale = std::clamp(land.side / 77000, 0.25, 1.6);
  return {shore - reach - clear_water * std::max(0.4, std::min(1.0, scale)), y};
}

Window around(const Lattice& lattice, geo::XY middle, double reach) {
  const Hex low = lattice.at({middle.x - reach, middle.y - reach});
  const Hex high = lattice.at({middle.x + reach, middle.y + reach});
  Window window = whole(lattice);
  if (low >= 0) window.first_row = low / lattice.columns, window.first_column = low % lattice.columns;
  if (high >= 0) window.last_row = high / lattice.columns, window.last_column = high % lattice.columns;
  return window;
}

void raise(const Options& options, geo::XY middle, double radius, Land& land, Island& island) {
  const Lattice& lattice = land.lattice;
  const Window window = around(lattice, middle, 2 * radius + 3000);
  std::vector<std::uint8_t> taken(lattice.size(), 0);
  const auto each = [&](auto visit) {
    for (std::int32_t row = window.first_row; row <= window.last_row; ++row) {
      for (std::int32_t column = window.first_column; column <= window.last_column; ++column)
        visit(row * lattice.columns + column);
    }
  };
  each([&](Hex h) {
    if (lattice.rim(h)) return;
    const geo::XY at = lattice.centre(h);
    const double dx = (at.x - middle.x) * 1.25;  // longer along the coast
    const double dy = (at.y - middle.y) * 0.8;
    const double d = std::sqrt(dx * dx + dy * dy);
    if (d > 1.4 * radius) return;
    const double shore = radius * (1 + 0.55 * noise(options.seed, Subject::island, at, 1.3 * radius, 5));
    if (d >= shore) return;
    taken[static_cast<std::size_t>(h)] = 1;
    land.height[static_cast<std::size_t>(h)] = static_cast<float>(3 + 30 * (1 - d / shore));
  });
  const Hex start = lattice.at(middle);
  taken[static_cast<std::size_t>(start)] = 1;
  keep_component(lattice, taken, start);
  fill_holes(lattice, window, taken);
  each([&](Hex h) {
    const auto i = static_cast<std::size_t>(h);
    if (taken[i] == 0) return;
    land.ground[i] = Ground::island;
    land.sea[i] = 0;
    island.hexes.push_back(h);
  });
}

}  // namespace

std::vector<Island> planned_islands(const Options& options) {
  const int count = 1 + options.communes / 2500;
  const int communes = std::max(1, std::min(options.communes / 70, 20 + options.communes / 200));
  std::vector<Island> islands(static_cast<std::size_t>(count));
  if (count == 1) {
    islands.front().communes = communes;
    return islands;
  }
  std::vector<double> weights;
  for (int k = 0; k < count; ++k) weights.push_back(1 / std::sqrt(1.0 + k));
  const std::vector<std::int64_t> parts = shared_out(communes, weights, 4);
  for (std::size_t k = 0; k < islands.size(); ++k) islands[k].communes = static_cast<int>(parts[k]);
  return islands;
}

double island_radius(const Options& options, const Island& island) {
  return std::sqrt(island.communes * options.mean_commune_km2 * 0.75e6 / 3.14159265358979);
}

void add_islands(const Options& options, Land& land, const std::vector<std::uint8_t>& mainland) {
  const std::vector<double> y = latitudes(options, land);
  for (std::size_t i = 0; i < land.islands.size(); ++i) {
    const double radius = island_radius(options, land.islands[i]);
    raise(options, island_middle(land, radius, y[i], mainland), radius, land, land.islands[i]);
  }
}

Window whole(const Lattice& lattice) { return {0, lattice.rows - 1, 0, lattice.columns - 1}; }

void fill_holes(const Lattice& lattice, const Window& window, std::vector<std::uint8_t>& taken) {
  std::vector<std::uint8_t> open(taken.size(), 0);
  std::vector<Hex> stack{window.first_row * lattice.columns + window.first_column};
  open[static_cast<std::size_t>(stack.front())] = 1;
  while (!stack.empty()) {
    const Hex h = stack.back();
    stack.pop_back();
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (n < 0 || !window.holds(lattice, n)) continue;
      if (open[static_cast<std::size_t>(n)] != 0 || taken[static_cast<std::size_t>(n)] != 0) continue;
      open[static_cast<std::size_t>(n)] = 1;
      stack.push_back(n);
    }
  }
  for (std::int32_t row = window.first_row; row <= window.last_row; ++row) {
    for (std::int32_t column = window.first_column; column <= window.last_column; ++column) {
      const auto i = static_cast<std::size_t>(row * lattice.columns + column);
      taken[i] = open[i] == 0 ? 1 : 0;
    }
  }
}

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

}  // namespace maillage::synth
