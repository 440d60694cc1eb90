#pragma once
// Fictitious départements: one for a small territory, many for a country, with codes no real département has.

#include <cstdint>
#include <string>
#include <vector>

#include "grouping.hpp"

namespace maillage::synth {

struct Departments {
  std::vector<std::int32_t> of;     // per commune
  std::vector<std::string> codes;   // "00" for the only one; "F0" … "F9", "FA" … "FZ", "G0" …, increasing
  std::vector<std::string> names;   // unique; alphabetical when there are several
  std::vector<std::int32_t> seats;  // per département: its most populous commune
  [[nodiscard]] std::size_t size() const { return codes.size(); }
};

// Grown from well placed large towns over neighbouring communes, at most 999 communes each; an island belongs to the
// département across the water.
[[nodiscard]] Departments make_departments(const Options& options, const Land& land,
                                           const Partition& partition, const Towns& towns);

// The same for communes renumbered: the new commune i is the old order[i].
[[nodiscard]] Departments reordered(Departments&& departments, const std::vector<std::int32_t>& order);

// Communes by département, and in it by their place in `names_order` (alphabetical): the order of their codes.
[[nodiscard]] std::vector<std::int32_t> code_order(const Departments& departments,
                                                   const std::vector<std::int32_t>& names_order);

// "00001", "F0001": per commune, numbered within the département in the order of communes.
[[nodiscard]] std::vector<std::string> commune_codes(const Departments& departments);

}  // namespace maillage::synth
