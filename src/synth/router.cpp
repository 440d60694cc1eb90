#include "router.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

#include "arithmetic.hpp"
#include "noise.hpp"

namespace maillage::synth {

Router::Router(const Options& options, const Land& land, const Settlements& settlements)
    : land_(land), settlements_(settlements) {
  rough_.assign(land.lattice.size(), 0);
  cost_.assign(land.lattice.size(), 0);
  stamp_.assign(land.lattice.size(), 0);
  came_.assign(land.lattice.size(), 0);
  for (const std::vector<Hex>* ground : {&land.mainland, &land.island}) {
    for (const Hex h : *ground) {
      const double wild = noise(options.seed, Subject::road_cost, land.lattice.centre(h), 5200, 4, 0.75);
      rough_[static_cast<std::size_t>(h)] =
          static_cast<float>(exponential(1.05 * wild) * (0.55 + 0.9 * unit(options.seed, Subject::road_cost,
                                                                           static_cast<std::uint64_t>(h))));
    }
  }
}

std::vector<Hex> Router::search(const RoadPlan& plan, Hex from, double reuse, double shun_built,
                                const std::function<bool(Hex)>& is_goal,
                                const std::function<bool(Hex)>& may_enter) {
  using Entry = std::pair<float, Hex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  ++search_;
  cost_[static_cast<std::size_t>(from)] = 0;
  stamp_[static_cast<std::size_t>(from)] = search_;
  queue.push({0.0F, from});
  const Ground ground = land_.ground[static_cast<std::size_t>(from)];
  while (!queue.empty()) {
    const auto [reached, h] = queue.top();
    queue.pop();
    const auto i = static_cast<std::size_t>(h);
    if (reached > cost_[i]) continue;
    if (is_goal(h)) {
      std::vector<Hex> path{h};
      while (path.back() != from) {
        const Hex at = path.back();
        path.push_back(land_.lattice.neighbour(at, came_[static_cast<std::size_t>(at)]));
      }
      std::reverse(path.begin(), path.end());
      return path;
    }
    for (int d = 0; d < directions; ++d) {
      const Hex n = land_.lattice.neighbour(h, d);
      const auto j = static_cast<std::size_t>(n);
      if (land_.ground[j] != ground || !may_enter(n)) continue;
      const double climb = std::abs(land_.height[j] - land_.height[i]) / 25.0;
      double step = 0.5 * (rough_[i] + rough_[j]) + climb;
      if (plan.sides[static_cast<std::size_t>(side_of(land_.lattice, h, d))] != RoadClass::none)
        step *= reuse;
      if (settlements_.built[j] != Built::no) step *= shun_built;
      const auto there = static_cast<float>(reached + step);
      if (stamp_[j] == search_ && cost_[j] <= there) continue;
      stamp_[j] = search_;
      cost_[j] = there;
      came_[j] = static_cast<std::uint8_t>(opposite(d));
      queue.push({there, n});
    }
  }
  return {};
}

std::vector<Hex> Router::path(const RoadPlan& plan, Hex from, Hex to, double reuse, double shun_built) {
  const geo::XY a = land_.lattice.centre(from);
  const geo::XY b = land_.lattice.centre(to);
  const double apart = metres_between(a, b);
  const auto is_goal = [to](Hex h) { return h == to; };
  for (const double room : {1.25, 2.0, 1e9}) {
    const double most = apart * room + 3000;
    const auto inside = [&](Hex h) {
      const geo::XY p = land_.lattice.centre(h);
      return metres_between(a, p) + metres_between(p, b) <= most;
    };
    std::vector<Hex> found = search(plan, from, reuse, shun_built, is_goal, inside);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<Hex> Router::path_to(const RoadPlan& plan, Hex from, const std::function<bool(Hex)>& is_goal) {
  return search(plan, from, 1, 1, is_goal, [](Hex) { return true; });
}

}  // namespace maillage::synth
