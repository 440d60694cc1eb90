#pragma once
// Cheapest paths over the hexagons of one Land; reusable, no allocation between searches. One per thread.

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "road_plan.hpp"

namespace maillage::synth {

class Router {
 public:
  Router(const Options& options, const Land& land, const Settlements& settlements,
         const Execution& execution);

  // From one hexagon to another on the same ground, both included. Looks inside an ellipse around the two first, wider
  // when the sea is in the way. Empty when they are not joined by land. `reuse` (0 … 1) multiplies the cost of sides that
  // already carry a road of the plan; `shun_built` the cost in built-up ground.
  std::vector<Hex> path(const RoadPlan& plan, Hex from, Hex to, double reuse, double shun_built = 1);
  // To the nearest hexagon that `is_goal` accepts, within the ground of `from`.
  std::vector<Hex> path_to(const RoadPlan& plan, Hex from, const std::function<bool(Hex)>& is_goal);

 private:
  template <class IsGoal, class MayEnter>
  std::vector<Hex> search(const RoadPlan& plan, Hex from, double reuse, double shun_built,
                          const IsGoal& is_goal, const MayEnter& may_enter);
  const Land& land_;
  const Settlements& settlements_;
  std::vector<float> rough_;  // cost of crossing a hexagon, 1 on easy ground
  std::vector<float> cost_;
  std::vector<std::uint32_t> stamp_;          // search in which cost_ was written
  std::vector<std::uint8_t> came_;            // direction back
  std::vector<std::pair<float, Hex>> queue_;  // a heap: cost, hexagon
  std::uint32_t search_ = 0;
};

}  // namespace maillage::synth
