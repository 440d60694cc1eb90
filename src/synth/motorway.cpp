#include "motorway.hpp"

#include <algorithm>

#include "arithmetic.hpp"
#include "line_simplify.hpp"

namespace maillage::synth {
namespace {

// The way through the hexagons, drawn with long curves.
geo::LineString curved(const Land& land, const std::vector<Hex>& way) {
  geo::LineString line;
  for (const Hex h : way) line.push_back(land.lattice.centre(h));
  for (int round = 0; round < 40; ++round) {
    const geo::LineString before = line;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      line[i] = {(before[i - 1].x + 2 * before[i].x + before[i + 1].x) / 4,
                 (before[i - 1].y + 2 * before[i].y + before[i + 1].y) / 4};
    }
  }
  return line;
}

// The carriageway `metres` to the right of the axis.
geo::LineString to_the_right(const geo::LineString& axis, double metres) {
  geo::LineString line;
  for (std::size_t i = 0; i < axis.size(); ++i) {
    const geo::XY a = axis[i == 0 ? 0 : i - 1];
    const geo::XY b = axis[std::min(i + 1, axis.size() - 1)];
    const double along = std::max(1.0, metres_between(a, b));
    line.push_back(decimetre(
        geo::XY{axis[i].x + metres * (b.y - a.y) / along, axis[i].y - metres * (b.x - a.x) / along}));
  }
  return line;
}

// From a carriageway to the ordinary network, both ways, with a bend.
void add_ramp(const Options& options, RoadNetwork& network, std::int32_t from, std::int32_t to,
              std::size_t exit) {
  const geo::XY a = network.nodes[static_cast<std::size_t>(from)];
  const geo::XY b = network.nodes[static_cast<std::size_t>(to)];
  const geo::LineString line{
      a, decimetre(geo::XY{(a.x + b.x) / 2 + 0.12 * (b.y - a.y), (a.y + b.y) / 2 - 0.12 * (b.x - a.x)}), b};
  Road ramp;
  ramp.from = from;
  ramp.to = to;
  ramp.kind = RoadKind::ramp;
  ramp.number = static_cast<std::int32_t>(exit);
  ramp.road_class = RoadClass::trunk;
  ramp.length_m = detailed_length(options, line, 0.05, 0x100000 + network.roads.size());
  ramp.speed_kmh = 62;
  network.add(ramp, line);
}

}  // namespace

void add_motorway(const Options& options, const Land& land, const Motorway& motorway, std::int32_t number,
                  const std::vector<std::int32_t>& ramps, RoadNetwork& network) {
  const geo::LineString axis = curved(land, motorway.way);
  for (const bool back : {false, true}) {
    const geo::LineString side = to_the_right(axis, back ? -14 : 14);
    std::vector<std::int32_t> nodes;
    for (std::size_t k = 0; k < motorway.interchanges.size(); ++k) {
      nodes.push_back(static_cast<std::int32_t>(network.nodes.size()));
      network.nodes.push_back(side[motorway.interchanges[k].at]);
      add_ramp(options, network, nodes.back(), ramps[k], k + 1);
    }
    for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
      Road road;
      road.from = nodes[k];
      road.to = nodes[k + 1];
      road.road_class = RoadClass::motorway;
      geo::LineString line(side.begin() + static_cast<std::ptrdiff_t>(motorway.interchanges[k].at),
                           side.begin() + static_cast<std::ptrdiff_t>(motorway.interchanges[k + 1].at) + 1);
      if (back) {
        std::reverse(line.begin(), line.end());
        std::swap(road.from, road.to);
      }
      road.length_m = detailed_length(options, line, 0.003, 0x200000 + network.roads.size());
      road.kind = RoadKind::carriageway;
      road.number = number;
      road.speed_kmh = 122;
      road.forward_only = true;
      network.add(road, simplified(line, 6));
    }
  }
}

}  // namespace maillage::synth
