#pragma once
#include <compare>
#include <vector>

namespace maillage::carto {

struct WeightedValue {
  double value;
  double weight;
  friend auto operator<=>(const WeightedValue&, const WeightedValue&) = default;
};
using WeightedValues = std::vector<WeightedValue>;  // sorted by value

}  // namespace maillage::carto
