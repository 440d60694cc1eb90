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
  Departments departments;
  std::vector<std::string> codes;  // of communes
  Groups groups;
  CommuneAreas areas;
  Settlements settlements;
  RoadNetwork network;
  std::int64_t motorways = 0;
  std::vector<geo::XY> chefs_lieux;
  People people;
  std::vector<Site> sites;
  std::vector<Physician> physicians;
};

// In the order of generate.hpp; the roads in tables of at most `rows_per_part` rows.
void give_tables(const Parts& parts, std::size_t rows_per_part, const TableSink& sink);
[[nodiscard]] Statistics make_statistics(const Parts& parts);

}  // namespace maillage::synth
