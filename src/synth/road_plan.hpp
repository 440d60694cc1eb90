#pragma once
// The road network on the lattice: which sides between neighbouring hexagons carry a road, and of what class. Roads are
// cheapest paths over the relief that prefer roads already there, planned from the most important links to the least, so
// that they merge as real ones do.

#include <cstdint>
#include <string_view>
#include <vector>

#include "settlements.hpp"

namespace maillage::synth {

// From the most important to the least; ferry apart.
enum class RoadClass : std::uint8_t {
  none,
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  ferry,
};
[[nodiscard]] std::string_view name(RoadClass road_class);

// Index of the side between a hexagon and its neighbour in `direction`: 3·hex + (0 east, 1 NE, 2 NW).
using Side = std::int32_t;
[[nodiscard]] inline Side side_of(const Lattice& lattice, Hex h, int direction) {
  return direction < 3 ? 3 * h + direction : 3 * lattice.neighbour(h, direction) + direction - 3;
}

struct Interchange {
  std::size_t at = 0;  // index along the motorway
  Hex road = 0;        // the hexagon of the ordinary road it is joined to
};

struct Motorway {
  std::vector<Hex> way;  // hexagons along it, at least 20
  std::vector<Interchange> interchanges;
};

// A ferry between an island and the mainland.
struct Crossing {
  Hex mainland_port = 0;
  Hex island_port = 0;
};

struct RoadPlan {
  std::vector<RoadClass> sides;      // per Side
  std::vector<std::int32_t> routes;  // per Side: number of the route that first came there (for its name)
  std::vector<Motorway> motorways;   // none when the largest town lies at the edge
  std::vector<Crossing> crossings;   // one per island
};

[[nodiscard]] RoadPlan plan_roads(const Options& options, const Land& land, const Partition& partition,
                                  const Towns& towns, const Settlements& settlements,
                                  const Execution& execution);

}  // namespace maillage::synth
