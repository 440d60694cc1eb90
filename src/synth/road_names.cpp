#include "maillage/synth/rng.hpp"
#include "names.hpp"
#include "road_network.hpp"

namespace maillage::synth {
namespace {

std::string ordinary_name(const Options& options, const Road& road, std::size_t index) {
  const std::uint64_t bits = hash(options.seed, Subject::road_names, index);
  switch (road.road_class) {
    case RoadClass::trunk:
      return "N " + std::to_string(900 + road.number % 90);
    case RoadClass::primary:
    case RoadClass::secondary:
    case RoadClass::tertiary:
      return "D " + std::to_string(road.number);
    case RoadClass::unclassified:
      return std::string(lane_name(bits));
    default:
      return std::string(street_name(bits));
  }
}

}  // namespace

std::string road_name(const Options& options, const RoadNetwork& network, std::size_t road) {
  const Road& r = network.roads[road];
  switch (r.kind) {
    case RoadKind::roundabout:
      return "Giratoire";
    case RoadKind::ramp:
      return "Échangeur " + std::to_string(r.number);
    case RoadKind::carriageway:
      return "A " + std::to_string(900 + r.number);
    case RoadKind::crossing:
      return network.ports.size() == 1 ? "Bac de l'île" : "Bac de l'île " + std::to_string(r.number + 1);
    case RoadKind::ordinary:
      break;
  }
  return ordinary_name(options, r, road);
}

}  // namespace maillage::synth
