#pragma once
// The lists of places of `maillage times`.

#include <string>
#include <vector>

#include "maillage/geo/crs.hpp"
#include "maillage/network/anchor.hpp"
#include "maillage/travel/times.hpp"
#include "maillage/workflow/times_files.hpp"

namespace maillage::workflow {

// Ids and positions, brought from one CRS to the other when both are known and differ.
[[nodiscard]] std::vector<travel::Place> read_places(const PlaceFile& file, geo::Crs from, geo::Crs to);

struct NodePlaces {
  std::vector<travel::Place> places;
  std::vector<network::Anchor> anchors;
};
// Places that are nodes of the network.
[[nodiscard]] NodePlaces read_node_places(const PlaceFile& file, const network::RoadGraph& graph);

}  // namespace maillage::workflow
