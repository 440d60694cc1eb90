#pragma once
// All the parts of one generated territory, before they become tables.

#include <string>
#include <vector>

#include "care.hpp"
#include "groups.hpp"
#include "maillage/synth/generate.hpp"

namespace maillage::synth {

struct Parts {
  Options options;
  Land land;
  Partition partition;  // communes in the order of their codes: alphabetical
  Towns towns;
  std::vector<std::string> names;
  Groups groups;
  CommuneAreas areas;
  Settlements settlements;
  FineGraph graph;
  RoadNetwork network;
  std::vector<geo::XY> chefs_lieux;
  People people;
  std::vector<Site> sites;
  std::vector<Physician> physicians;
};

[[nodiscard]] std::vector<table::Table> make_tables(const Parts& parts);
[[nodiscard]] Statistics make_statistics(const Parts& parts);

}  // namespace maillage::synth
