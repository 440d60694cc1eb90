#include "router.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "arithmetic.hpp"
#include "noise.hpp"

namespace maillage::synth {

Router::Router(const Options& options, const Land& land, const Settlements& settlements,
               const Execution& execution)
    : land_(land), settlements_(settlements) {
  cost_.assign(land.lattice.size(), 0);
  stamp_.assign(land.lattice.size(), 0);
  came_.assign(land.lattice.size(), 0);
  rough_ = parallel_map<float>(land.lattice.size(), 8192, execution, [&](std::size_t i) {
    if (land.ground[i] == Ground::outside) return 0.0F;
    const double wild =
        noise(options.seed, Subject::road_cost, land.lattice.centre(static_cast<Hex>(i)), 5200, 4, 0.75);
    return static_cast<float>(exponential(1.05 * wild) *
                              (0.55 + 0.9 * unit(options.seed, Subject::road_cost, i)));
  });
}

template <class IsGoal, class MayEnter>
std::vector<Hex> Router::search(const RoadPlan& plan, Hex from, double reuse, double shun_built,
                                const IsGoal& is_goal, const MayEnter& may_enter) {
  queue_.clear();
  const auto push = [&](float cost, Hex h) {
    queue_.push_back({cost, h});
    std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
  };
  ++search_;
  cost_[static_cast<std::size_t>(from)] = 0;
  stamp_[static_cast<std::size_t>(from)] = search_;
  push(0.0F, from);
  const Ground ground = land_.ground[static_cast<std::size_t>(from)];
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
    const auto [reached, h] = queue_.back();
    queue_.pop_back();
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
    const std::array<Hex, directions> around = land_.lattice.neighbours(h);
    for (int d = 0; d < directions; ++d) {
      const Hex n = around[static_cast<std::size_t>(d)];
      const auto j = static_cast<std::size_t>(n);
      if (land_.ground[j] != ground) continue;
      const double climb = std::abs(land_.height[j] - land_.height[i]) / 25.0;
      double step = 0.5 * (rough_[i] + rough_[j]) + climb;
      const Side side = d < 3 ? 3 * h + d : 3 * n + d - 3;
      if (plan.sides[static_cast<std::size_t>(side)] != RoadClass::none) step *= reuse;
      if (settlements_.built[j] != Built::no) step *= shun_built;
      const auto there = static_cast<float>(reached + step);
      if ((stamp_[j] == search_ && cost_[j] <= there) || !may_enter(n)) continue;
      stamp_[j] = search_;
      cost_[j] = there;
      came_[j] = static_cast<std::uint8_t>(opposite(d));
      push(there, n);
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
