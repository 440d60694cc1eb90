#pragma once
// The road network people use: nodes where roads meet or end, one edge per stretch between them.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "streets.hpp"

namespace maillage::synth {

enum class RoadKind : std::uint8_t { ordinary, roundabout, ramp, carriageway, crossing };

// Small, as a country has millions: the vertices of all roads lie in one list, names are made when asked for.
struct Road {
  std::int32_t from = 0;  // nodes
  std::int32_t to = 0;
  std::uint32_t first_point = 0;  // of RoadNetwork::points
  std::uint32_t point_count = 0;
  std::int32_t number = 0;  // of the route (0 for streets), the exit, the motorway, the island: for the name
  RoadKind kind = RoadKind::ordinary;
  RoadClass road_class = RoadClass::unclassified;
  bool forward_only = false;
  bool in_town = false;     // built-up ground of a town or city
  double length_m = 0;      // along the detailed road
  double speed_kmh = 0;     // 0 for a ferry
  double duration_min = 0;  // ferry only
};

struct Ports {
  std::int32_t mainland = -1;  // nodes
  std::int32_t island = -1;
};

struct RoadNetwork {
  std::vector<geo::XY> nodes;
  std::vector<Road> roads;
  std::vector<geo::XY> points;
  std::vector<std::int32_t> settlement_nodes;  // per commune: the node of its main settlement
  std::vector<Ports> ports;                    // per island
  std::int32_t roundabouts = 0;

  // From `from` to `to`.
  [[nodiscard]] std::span<const geo::XY> line(const Road& road) const {
    return {points.data() + road.first_point, road.point_count};
  }
  [[nodiscard]] std::span<geo::XY> line(const Road& road) {
    return {points.data() + road.first_point, road.point_count};
  }
  void add(Road road, std::span<const geo::XY> line) {
    road.first_point = static_cast<std::uint32_t>(points.size());
    road.point_count = static_cast<std::uint32_t>(line.size());
    points.insert(points.end(), line.begin(), line.end());
    roads.push_back(road);
  }
};

[[nodiscard]] RoadNetwork make_road_network(const Options& options, const Land& land,
                                            const Partition& partition, const Settlements& settlements,
                                            const RoadPlan& plan, const FineGraph& graph);

// "D 12", "Rue du Port", "Échangeur 3", "A 900": from the kind and number of a road, streets and lanes by its index.
[[nodiscard]] std::string road_name(const Options& options, const RoadNetwork& network, std::size_t road);

// Length of the detailed road for a drawn line: as drawn, plus the bends too small to draw; rounded up to decimetres.
[[nodiscard]] double detailed_length(const Options& options, std::span<const geo::XY> line, double bends,
                                     std::uint64_t key);

}  // namespace maillage::synth
