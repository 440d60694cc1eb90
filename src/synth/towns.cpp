#include "towns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "arithmetic.hpp"
#include "noise.hpp"
#include "point_grid.hpp"

namespace maillage::synth {
namespace {

// Cheapest way over neighbouring communes from any coastal one, in metres.
std::vector<double> metres_from_coast(const Land& land, const Partition& partition) {
  std::vector<double> metres(partition.size(), 1e18);
  using Entry = std::pair<double, std::int32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.coastal[c] != 0) queue.push({metres[c] = 0, static_cast<std::int32_t>(c)});
  }
  while (!queue.empty()) {
    const auto [d, c] = queue.top();
    queue.pop();
    if (d > metres[static_cast<std::size_t>(c)]) continue;
    const geo::XY here = land.lattice.centre(partition.seeds[static_cast<std::size_t>(c)]);
    for (const std::int32_t n : partition.neighbours[static_cast<std::size_t>(c)]) {
      const auto i = static_cast<std::size_t>(n);
      const double there = d + metres_between(here, land.lattice.centre(partition.seeds[i]));
      if (there < metres[i]) queue.push({metres[i] = there, n});
    }
  }
  return metres;
}

// The commune farthest from the coast; in large territories others too, in random order, well inland and far from each
// other: one per département.
std::vector<std::int32_t> choose_hearts(const Options& options, const Land& land,
                                        const Partition& partition) {
  const std::vector<double> metres = metres_from_coast(land, partition);
  std::int32_t farthest = -1;
  std::vector<std::pair<std::uint64_t, std::int32_t>> order;
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] != 0 || metres[c] >= 1e17) continue;
    if (farthest < 0 || metres[c] > metres[static_cast<std::size_t>(farthest)])
      farthest = static_cast<std::int32_t>(c);
    if (metres[c] > 25000)
      order.push_back({hash(options.seed, Subject::towns, 0x20000000ULL + c), static_cast<std::int32_t>(c)});
  }
  std::sort(order.begin(), order.end());
  const auto wanted = static_cast<std::size_t>(department_count(options));
  const double apart = land.side / std::sqrt(static_cast<double>(wanted));
  std::vector<std::int32_t> hearts{std::max(farthest, 0)};
  PointGrid grid(apart);
  const auto place = [&](std::int32_t c) {
    return land.lattice.centre(partition.seeds[static_cast<std::size_t>(c)]);
  };
  grid.add(place(hearts.front()), hearts.front());
  for (double radius = 0.95 * apart; hearts.size() < wanted && radius > 0.3 * apart; radius *= 0.93) {
    for (const auto& [bits, c] : order) {
      if (hearts.size() == wanted) break;
      if (grid.any_within(place(c), radius)) continue;
      grid.add(place(c), c);
      hearts.push_back(c);
    }
  }
  return hearts;
}

// Ovals of communes around the hearts, 13 % of all communes together. At one département: along the inland edge.
void choose_belts(const Options& options, const Land& land, const Partition& partition, Towns& towns) {
  towns.belt_hearts = choose_hearts(options, land, partition);
  const std::size_t share = std::max<std::size_t>(2, partition.size() * 13 / 100 / towns.belt_hearts.size());
  PointGrid grid(20000);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.island[c] == 0)
      grid.add(land.lattice.centre(partition.seeds[c]), static_cast<std::int32_t>(c));
  }
  towns.belt.assign(partition.size(), 0);
  for (const std::int32_t h : towns.belt_hearts) {
    const geo::XY heart = land.lattice.centre(partition.seeds[static_cast<std::size_t>(h)]);
    std::vector<std::pair<double, std::int32_t>> near;
    for (double radius = 0.5 * land.side / std::sqrt(static_cast<double>(towns.belt_hearts.size()));
         near.size() < share; radius *= 1.5) {
      near.clear();
      grid.within(heart, 1.4 * radius, [&](std::int32_t c, double) {
        const geo::XY at = land.lattice.centre(partition.seeds[static_cast<std::size_t>(c)]);
        const double dx = (at.x - heart.x) * 1.35;
        const double dy = at.y - heart.y;
        const double d = std::sqrt(dx * dx + dy * dy);
        if (d < radius) near.push_back({d, c});
      });
    }
    std::sort(near.begin(), near.end());
    near.resize(share);
    for (const auto& [d, c] : near) towns.belt[static_cast<std::size_t>(c)] = 1;
  }
}

std::vector<std::int32_t> best_first(const std::vector<double>& score) {
  std::vector<std::int32_t> order(score.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    const double x = score[static_cast<std::size_t>(a)];
    const double y = score[static_cast<std::size_t>(b)];
    return x != y ? x > y : a < b;
  });
  return order;
}

// `wanted` communes, well placed and far from each other, in order of choice (central places).
std::vector<std::int32_t> central_places(const Land& land, const Partition& partition, const Towns& towns,
                                         const std::vector<double>& site, std::size_t wanted) {
  const std::vector<std::int32_t> order = best_first(site);
  std::vector<std::int32_t> chosen{order.front()};
  std::vector<std::uint8_t> taken(site.size(), 0);
  taken[static_cast<std::size_t>(order.front())] = 1;
  PointGrid grid(land.side / 8);
  grid.add(land.lattice.centre(partition.seeds[static_cast<std::size_t>(order.front())]), order.front());
  for (double radius = 0.36 * land.side; chosen.size() < wanted && radius > 100; radius *= 0.86) {
    for (const std::int32_t c : order) {
      const auto i = static_cast<std::size_t>(c);
      const geo::XY at = land.lattice.centre(partition.seeds[i]);
      if (taken[i] != 0 || towns.belt[i] != 0 || partition.island[i] != 0 || grid.any_within(at, radius))
        continue;
      taken[i] = 1;
      grid.add(at, c);
      chosen.push_back(c);
      if (chosen.size() == wanted) break;
    }
  }
  return chosen;
}

std::vector<double> town_sites(const Options& options, const Land& land, const Partition& partition,
                               const Towns& towns) {
  std::vector<double> score(partition.size());
  for (std::size_t c = 0; c < score.size(); ++c) {
    const geo::XY at = land.lattice.centre(partition.seeds[c]);
    const double off = metres_between(at, {land.middle.x - 0.08 * land.side, land.middle.y}) / land.side;
    const double low =
        1 -
        std::min(1.0, static_cast<double>(land.height[static_cast<std::size_t>(partition.seeds[c])]) / 150);
    score[c] = 0.6 * unit(options.seed, Subject::towns, c) + 0.9 * (1 - off) + 0.35 * low +
               0.25 * partition.coastal[c] - 3.0 * towns.belt[c] - (partition.island[c] != 0 ? 4.0 : 0.0);
  }
  return score;
}

// Everyone but the largest towns: suburbs first, then the coast and the smaller centres, the deep country last.
std::vector<double> other_scores(const Options& options, const Land& land, const Partition& partition,
                                 const Towns& towns, const std::vector<std::int32_t>& places,
                                 std::size_t first_places) {
  PointGrid grid(10000);
  std::vector<double> score(partition.size(), 0);
  for (std::size_t k = 0; k < places.size(); ++k) {
    const auto c = static_cast<std::size_t>(places[k]);
    if (k < first_places)
      grid.add(land.lattice.centre(partition.seeds[c]), static_cast<std::int32_t>(k));
    else
      score[c] += 1.7 - 0.6 * static_cast<double>(k) / static_cast<double>(places.size());
  }
  std::vector<std::uint8_t> island_centre(land.islands.size() + 1, 0);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    Rng rng(options.seed, Subject::towns, 1000000 + c);
    const geo::XY at = land.lattice.centre(partition.seeds[c]);
    double pull = 0;
    grid.within(at, 25000,
                [&](std::int32_t k, double d) { pull += 2.6 / std::sqrt(1.0 + k) * exponential(-d / 5500); });
    score[c] += pull + 0.35 * partition.coastal[c] + 0.42 * rng.normal() - 1.6 * towns.belt[c];
    if (partition.island[c] != 0 && island_centre[partition.island[c]] == 0) {
      island_centre[partition.island[c]] = 1;
      score[c] += 1.6;
    }
  }
  return score;
}

// Zipf's law as Mandelbrot (1953) shifts it: the k-th town (from 1) has people / (k + shift) inhabitants, `shift` the
// least that keeps the largest town below 500 000: a commune of 15 to 20 km² holds no more.
struct Zipf {
  double people = 0;
  std::size_t shift = 0;
};
Zipf zipf(const Options& options) {
  const auto count = static_cast<std::size_t>(options.communes);
  for (std::size_t shift = 0;; ++shift) {
    double harmonic = 0;
    for (std::size_t k = 1; k <= count; ++k) harmonic += 1.0 / static_cast<double>(k + shift);
    const double people = options.mean_commune_people * static_cast<double>(count) / harmonic;
    if (people / static_cast<double>(1 + shift) <= 500000) return {people, shift};
  }
}

}  // namespace

double zipf_slope(std::vector<std::int64_t> populations) {
  std::sort(populations.rbegin(), populations.rend());
  const auto n = static_cast<double>(populations.size());
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t i = 0; i < populations.size(); ++i) {
    const double x = natural_log(static_cast<double>(i + 1));
    const double y = natural_log(static_cast<double>(populations[i]));
    sx += x, sy += y, sxx += x * x, sxy += x * y;
  }
  return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

Towns make_towns(const Options& options, const Land& land, const Partition& partition) {
  Towns towns;
  choose_belts(options, land, partition, towns);
  const std::size_t count = partition.size();
  const std::size_t first_places = std::max<std::size_t>(2, count / 28);
  const std::vector<double> sites = town_sites(options, land, partition, towns);
  const auto places = central_places(land, partition, towns, sites, std::max<std::size_t>(3, count / 9));
  const std::vector<double> others = other_scores(options, land, partition, towns, places, first_places);
  std::vector<std::uint8_t> placed(count, 0);
  for (std::size_t k = 0; k < std::min(first_places, places.size()); ++k) {
    towns.by_rank.push_back(places[k]);
    placed[static_cast<std::size_t>(places[k])] = 1;
  }
  for (const std::int32_t c : best_first(others)) {
    if (placed[static_cast<std::size_t>(c)] == 0) towns.by_rank.push_back(c);
  }
  const auto [largest, shift] = zipf(options);
  std::vector<std::int64_t> people(count);
  for (std::size_t k = 0; k < count; ++k) {
    const double spread = exponential(0.07 * (2 * unit(options.seed, Subject::towns, 5000000 + k) - 1));
    people[k] = std::max<std::int64_t>(
        40, static_cast<std::int64_t>(largest / static_cast<double>(k + 1 + shift) * spread));
  }
  std::sort(people.rbegin(), people.rend());
  towns.population.assign(count, 0);
  towns.rurality.assign(count, 0);
  for (std::size_t k = 0; k < count; ++k) {
    const auto c = static_cast<std::size_t>(towns.by_rank[k]);
    towns.population[c] = people[k];
    const double size =
        natural_log(static_cast<double>(people[k]) / 300) / natural_log(30.0);  // 300: 0, 9 000: 1
    towns.rurality[c] =
        std::clamp(1 - 0.85 * size + 0.15 * towns.belt[c] - 0.05 * partition.coastal[c], 0.0, 1.0);
  }
  return towns;
}

Towns reordered(const Towns& old, const std::vector<std::int32_t>& order) {
  Towns made;
  std::vector<std::int32_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto o = static_cast<std::size_t>(order[i]);
    place[o] = static_cast<std::int32_t>(i);
    made.population.push_back(old.population[o]);
    made.belt.push_back(old.belt[o]);
    made.rurality.push_back(old.rurality[o]);
  }
  for (const std::int32_t c : old.by_rank) made.by_rank.push_back(place[static_cast<std::size_t>(c)]);
  for (const std::int32_t h : old.belt_hearts) made.belt_hearts.push_back(place[static_cast<std::size_t>(h)]);
  return made;
}

}  // namespace maillage::synth
