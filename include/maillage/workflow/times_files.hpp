#pragma once
// `maillage times`: travel times between the places of two plain files, by road or as the crow flies.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/core/units.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/network/graph.hpp"
#include "maillage/network/snap.hpp"
#include "maillage/sources/roads.hpp"
#include "maillage/travel/crow_fly.hpp"

namespace maillage::workflow {

// One list of places: delimited text with one line per place; ids must be there and different.
struct PlaceFile {
  std::filesystem::path path;  // "-" is standard input
  std::string id_column;       // empty: "id"; where there is none, the node column
  std::string x_column = "x";
  std::string y_column = "y";
  std::string node_column;  // not empty: places are nodes of the network, by their ids; x and y are not read
};

// Where the minutes come from when there is a network.
struct NetworkFile {
  std::filesystem::path
      path;           // a vector layer, or delimited text with node ids and lengths (places are then nodes)
  std::string layer;  // empty: the only one
  std::optional<geo::Crs> crs;  // instead of what the file states
  // Columns named here replace those recognised by name (sources::recognise_roads); "-" means the file has none.
  sources::RoadMapping columns;
};

struct TimesFiles {
  std::optional<NetworkFile> network;  // nothing: as the crow flies
  travel::CrowFlyOptions crow_fly;
  PlaceFile origins, destinations;
  std::optional<geo::Crs> crs;  // of the places, when not that of the network
  Milliseconds limit{network::longest_ms};
  bool all_pairs = false;  // a line for every pair, the time left empty where there is none
  network::JoinOptions join;
  std::filesystem::path out;          // "-" is standard output
  std::filesystem::path snap_report;  // empty: none; list,id,joined,distance_m,access_seconds,component,x,y
  bool strict =
      false;  // warnings and errors about records stop the work before anything is written: Error(data)
  Execution
      execution;  // its progress is told the steps and, a line at a time, what was recognised and how places joined
  // Pairs held at once; memory is at most about 16 bytes for each.
  std::size_t block_pairs = 16'000'000;
};

struct TimesSummary {
  std::size_t origins = 0;
  std::size_t destinations = 0;
  std::uint64_t pairs = 0;     // with a time
  std::uint64_t searches = 0;  // of the road network, and the nodes they passed
  std::uint64_t nodes = 0;
  Diagnostics diagnostics;
};

// Writes from,to,seconds with exactly three decimals, origins in their order and for each the destinations in theirs.
// Everything is checked before the first line is written. Throws Error as the readers do; Error(input) with file and line on unknown nodes, doubled or missing
// ids; Error(crs) when places cannot be brought to the network; Error(usage) on options that contradict each other.
[[nodiscard]] TimesSummary run_times_files(const TimesFiles& files);

}  // namespace maillage::workflow
