#include <queue>
#include <set>
#include <tuple>

#include "arithmetic.hpp"
#include "road_planner.hpp"

namespace maillage::synth {

std::vector<Link> links_between(const Planner& p, const std::vector<std::int32_t>& places) {
  using Entry = std::tuple<double, std::int32_t, std::int32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  std::vector<std::int32_t> area(p.partition.size(), -1);
  for (std::size_t k = 0; k < places.size(); ++k) queue.push({0, static_cast<std::int32_t>(k), places[k]});
  while (!queue.empty()) {
    const auto [cost, k, c] = queue.top();
    queue.pop();
    if (area[static_cast<std::size_t>(c)] >= 0) continue;
    area[static_cast<std::size_t>(c)] = k;
    for (const std::int32_t n : p.partition.neighbours[static_cast<std::size_t>(c)]) {
      if (area[static_cast<std::size_t>(n)] < 0) queue.push({cost + metres_between(p.at(c), p.at(n)), k, n});
    }
  }
  std::set<Link> touching;
  for (std::size_t c = 0; c < p.partition.size(); ++c) {
    for (const std::int32_t n : p.partition.neighbours[c]) {
      const std::int32_t a = area[c];
      const std::int32_t b = area[static_cast<std::size_t>(n)];
      if (a >= 0 && b >= 0 && a < b) touching.insert({a, b});
    }
  }
  std::vector<std::vector<std::int32_t>> near(places.size());
  for (const auto& [a, b] : touching) {
    near[static_cast<std::size_t>(a)].push_back(b);
    near[static_cast<std::size_t>(b)].push_back(a);
  }
  std::vector<Link> links;
  for (const auto& [a, b] : touching) {
    const geo::XY pa = p.at(places[static_cast<std::size_t>(a)]);
    const geo::XY pb = p.at(places[static_cast<std::size_t>(b)]);
    const double apart = squared_distance(pa, pb);
    bool between = false;
    for (const std::int32_t third : near[static_cast<std::size_t>(a)]) {
      if (third == b) continue;
      const geo::XY q = p.at(places[static_cast<std::size_t>(third)]);
      between = between || squared_distance(pa, q) + squared_distance(q, pb) < 0.92 * apart;
    }
    if (!between) links.push_back({places[static_cast<std::size_t>(a)], places[static_cast<std::size_t>(b)]});
  }
  return links;
}

}  // namespace maillage::synth
