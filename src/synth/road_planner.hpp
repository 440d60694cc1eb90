#pragma once
// What the steps of planning roads share: the plan so far and how a route is laid on it.

#include <cstdint>
#include <utility>
#include <vector>

#include "router.hpp"

namespace maillage::synth {

using Link = std::pair<std::int32_t, std::int32_t>;  // communes

using Link = std::pair<std::int32_t, std::int32_t>;

struct Planner {
  const Options& options;
  const Land& land;
  const Partition& partition;
  const Towns& towns;
  const Settlements& settlements;
  RoadPlan& plan;
  Router& router;
  std::int32_t next_route = 1;
  std::vector<std::uint8_t> on_road;  // per hexagon

  [[nodiscard]] geo::XY at(std::int32_t commune) const {
    return land.lattice.centre(partition.seeds[static_cast<std::size_t>(commune)]);
  }
  [[nodiscard]] Hex seed(std::int32_t commune) const {
    return partition.seeds[static_cast<std::size_t>(commune)];
  }

  // Marks a path; sides that already carry something more important keep it.
  void lay(const std::vector<Hex>& path, RoadClass road_class) {
    const std::int32_t route = next_route++;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      for (int d = 0; d < directions; ++d) {
        if (land.lattice.neighbour(path[i], d) != path[i + 1]) continue;
        const auto s = static_cast<std::size_t>(side_of(land.lattice, path[i], d));
        if (plan.sides[s] != RoadClass::none && plan.sides[s] <= road_class) continue;
        plan.sides[s] = road_class;
        plan.routes[s] = route;
      }
    }
    for (const Hex h : path) on_road[static_cast<std::size_t>(h)] = 1;
  }
};

// Pairs of places whose areas of attraction touch, less those a third place lies between (Gabriel & Sokal 1969).
[[nodiscard]] std::vector<Link> links_between(const Planner& planner,
                                              const std::vector<std::int32_t>& places);

// One motorway from edge to edge past the largest town; in large territories a network between the main towns, one
// main town per 700 communes. Before any other road.
void plan_motorways(Planner& planner);
// Where the motorways are joined to the other roads; after these.
void plan_interchanges(Planner& planner);

}  // namespace maillage::synth
