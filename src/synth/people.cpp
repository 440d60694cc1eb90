#include "people.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "arithmetic.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

using Square = std::pair<std::int32_t, std::int32_t>;  // north, east
using Squares = std::map<Square, double>;              // weight of each

Square square_at(geo::XY p) {
  return {static_cast<std::int32_t>(std::floor(p.y / 200)), static_cast<std::int32_t>(std::floor(p.x / 200))};
}
geo::XY centre(Square s) { return {s.second * 200.0 + 100, s.first * 200.0 + 100}; }

struct Place {
  const Options& options;
  const Land& land;
  const Partition& partition;
  const Settlements& settlements;
  const CommuneAreas& areas;
  std::size_t commune;

  [[nodiscard]] bool holds(geo::XY p) const {
    return commune_at(land.lattice, partition, areas, p) == static_cast<std::int32_t>(commune);
  }
};

// The main settlement: densest in the middle, thinning out to its edge, with some gaps.
void add_centre(const Place& place, double weight, Squares& squares) {
  const geo::XY middle = place.land.lattice.centre(place.partition.seeds[place.commune]);
  const double radius = place.settlements.radius[place.commune];
  const auto reach = static_cast<std::int32_t>(1.35 * radius / 200) + 1;
  const Square heart = square_at(middle);
  Squares found;
  double total = 0;
  for (std::int32_t j = -reach; j <= reach; ++j) {
    for (std::int32_t i = -reach; i <= reach; ++i) {
      const Square s{heart.first + j, heart.second + i};
      const double d = metres_between(centre(s), middle) / radius;
      const std::uint64_t bits =
          hash(place.options.seed, Subject::cells,
               (static_cast<std::uint64_t>(s.first) << 32) | static_cast<std::uint32_t>(s.second));
      if (d > 1.1 + 0.25 * unit(bits) || (d > 0.45 && unit(mix(bits)) < 0.15) || !place.holds(centre(s)))
        continue;
      total += found[s] = exponential(-1.7 * d * d) * (0.45 + 1.1 * unit(mix(bits + 1)));
    }
  }
  for (const auto& [s, w] : found) squares[s] += weight * w / total;
}

void add_around(const Place& place, Rng& rng, geo::XY middle, double spread, double weight,
                Squares& squares) {
  const geo::XY p{middle.x + spread * rng.normal(), middle.y + spread * rng.normal()};
  const Square s = square_at(p);
  if (place.holds(centre(s))) squares[s] += weight;
}

// Shares of residents in the main settlement, the hamlets, and farms along the roads.
struct Habitat {
  double centre, hamlets, farms;
};
Habitat habitat(std::int64_t people) {
  const double size =
      std::clamp(natural_log(static_cast<double>(people) / 300) / natural_log(60.0), 0.0, 1.0);
  const double hamlets = 0.36 - 0.31 * size;
  const double farms = 0.16 - 0.15 * size;
  return {1 - hamlets - farms, hamlets, farms};
}

std::vector<Cell> cells_of(const Place& place, std::int64_t people, const std::vector<const Hamlet*>& hamlets,
                           const FineGraph& graph, const std::vector<std::int32_t>& roadsides) {
  const std::size_t c = place.commune;
  Rng rng(place.options.seed, Subject::cells, 0x8000000000ULL + c);
  const Habitat share = habitat(people);
  Squares squares;
  add_centre(place, share.centre, squares);
  double total = 0;
  for (const Hamlet* h : hamlets) total += h->weight;
  for (const Hamlet* h : hamlets) {
    const double weight = share.hamlets * h->weight / total;
    const geo::XY middle = place.land.lattice.centre(h->hex);
    const std::size_t parts = 1 + rng.below(3);
    for (std::size_t k = 0; k < parts; ++k)
      add_around(place, rng, middle, 110, weight / static_cast<double>(parts), squares);
  }
  const auto farms =
      static_cast<std::size_t>(0.9 * 0.078 * static_cast<double>(place.partition.hexes[c].size()));
  for (std::size_t k = 0; k < farms && !roadsides.empty(); ++k) {
    const double weight = share.farms / static_cast<double>(farms) * rng.uniform(0.4, 1.6);
    const auto node = static_cast<std::size_t>(roadsides[rng.below(roadsides.size())]);
    add_around(place, rng, graph.places[node], 90, weight, squares);
  }
  std::vector<std::pair<double, Square>> heaviest;
  for (const auto& [s, w] : squares) heaviest.push_back({-w, s});
  std::sort(heaviest.begin(), heaviest.end());
  heaviest.resize(std::min(heaviest.size(), static_cast<std::size_t>(people / 3 + 1)));
  std::sort(heaviest.begin(), heaviest.end(),
            [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<double> weights;
  for (const auto& [w, s] : heaviest) weights.push_back(-w);
  const std::vector<std::int64_t> residents = shared_out(people, weights, 1);
  std::vector<Cell> cells;
  for (std::size_t k = 0; k < heaviest.size(); ++k) {
    cells.push_back(
        {heaviest[k].second.second, heaviest[k].second.first, static_cast<std::int32_t>(c), residents[k], 0});
  }
  return cells;
}

std::array<std::int64_t, age_bands> ages_of(const Options& options, std::size_t commune, std::int64_t people,
                                            double rurality, bool coastal) {
  static constexpr std::array<double, age_bands> city{0.168, 0.222, 0.192, 0.183, 0.152, 0.083};
  static constexpr std::array<double, age_bands> country{0.150, 0.112, 0.150, 0.213, 0.228, 0.147};
  Rng rng(options.seed, Subject::ages, commune);
  std::vector<double> weights;
  for (std::size_t k = 0; k < age_bands; ++k) {
    const double retired = coastal ? (k >= 4 ? 1.22 : 0.93) : 1.0;
    weights.push_back((city[k] * (1 - rurality) + country[k] * rurality) * retired *
                      (1 + 0.06 * rng.normal()));
  }
  const auto parts = shared_out(people, weights, 0);
  std::array<std::int64_t, age_bands> ages{};
  std::copy(parts.begin(), parts.end(), ages.begin());
  return ages;
}

// The oldest residents over the cells, at most all of a cell's.
void spread_oldest(const Options& options, std::int64_t oldest, std::vector<Cell>& cells) {
  std::vector<double> weights;
  for (const Cell& cell : cells) {
    const std::uint64_t key =
        (static_cast<std::uint64_t>(cell.north) << 32) | static_cast<std::uint32_t>(cell.east);
    weights.push_back(static_cast<double>(cell.population) *
                      (0.4 + 1.2 * unit(options.seed, Subject::ages, ~key)));
  }
  const auto parts = shared_out(oldest, weights, 0);
  std::int64_t left = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    cells[k].age_75_plus = std::min(parts[k], cells[k].population);
    left += parts[k] - cells[k].age_75_plus;
  }
  for (Cell& cell : cells) {
    const std::int64_t more = std::min(left, cell.population - cell.age_75_plus);
    cell.age_75_plus += more;
    left -= more;
  }
}

}  // namespace

std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights,
                                     std::int64_t least) {
  double sum = 0;
  for (const double w : weights) sum += w;
  const auto free = static_cast<double>(total - least * static_cast<std::int64_t>(weights.size()));
  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::pair<double, std::size_t>> rest;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = free * weights[i] / sum;
    parts[i] = least + static_cast<std::int64_t>(std::floor(exact));
    given += parts[i];
    rest.push_back({std::floor(exact) - exact, i});
  }
  std::sort(rest.begin(), rest.end());
  for (std::size_t k = 0; given < total; ++k, ++given) ++parts[rest[k % rest.size()].second];
  return parts;
}

std::int32_t commune_at(const Lattice& lattice, const Partition& partition, const CommuneAreas& areas,
                        geo::XY p) {
  const Hex h = lattice.at(p);
  if (h < 0 || lattice.rim(h)) return -1;
  std::vector<std::int32_t> candidates{partition.commune[static_cast<std::size_t>(h)]};
  for (int d = 0; d < directions; ++d)
    candidates.push_back(partition.commune[static_cast<std::size_t>(lattice.neighbour(h, d))]);
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  if (candidates.size() == 1) return candidates.front();
  for (const std::int32_t c : candidates) {
    if (c >= 0 && geo::contains(areas.communes[static_cast<std::size_t>(c)], p)) return c;
  }
  return -1;
}

People make_people(const Options& options, const Land& land, const Partition& partition, const Towns& towns,
                   const Settlements& settlements, const CommuneAreas& areas, const FineGraph& graph,
                   const Execution& execution) {
  std::vector<std::vector<const Hamlet*>> hamlets(partition.size());
  for (const Hamlet& h : settlements.hamlets) hamlets[static_cast<std::size_t>(h.commune)].push_back(&h);
  std::vector<std::vector<std::int32_t>> roadsides(partition.size());  // nodes of the graph
  for (std::size_t i = 0; i < graph.ids.size(); ++i) {
    const auto h = static_cast<std::size_t>(hex_of(land.lattice, graph.ids[i]));
    const RoadClass road = graph.links[static_cast<std::size_t>(graph.around[graph.first[i]])].road_class;
    if (settlements.built[h] != Built::no || road < RoadClass::tertiary) continue;
    roadsides[static_cast<std::size_t>(partition.commune[h])].push_back(static_cast<std::int32_t>(i));
  }
  People people;
  people.ages.resize(partition.size());
  for (std::size_t c = 0; c < partition.size(); ++c) {
    people.ages[c] = ages_of(options, c, towns.population[c], towns.rurality[c], partition.coastal[c] != 0);
  }
  const auto parts = parallel_map<std::vector<Cell>>(partition.size(), 8, execution, [&](std::size_t c) {
    const Place place{options, land, partition, settlements, areas, c};
    std::vector<Cell> cells = cells_of(place, towns.population[c], hamlets[c], graph, roadsides[c]);
    spread_oldest(options, people.ages[c][age_bands - 1], cells);
    return cells;
  });
  std::size_t cells = 0;
  for (const auto& part : parts) cells += part.size();
  people.cells.reserve(cells);
  for (const auto& part : parts) people.cells.insert(people.cells.end(), part.begin(), part.end());
  return people;
}

}  // namespace maillage::synth
