#pragma once
#include <cstddef>
#include <vector>

#include "weighted_values.hpp"

namespace maillage::carto {

// Fisher's exact partition of sorted values into `count` classes of least within-class variance; the breaks are the
// first values of the classes above. Fewer when there are fewer distinct values.
[[nodiscard]] std::vector<double> natural_breaks(const WeightedValues& sorted, std::size_t count);

}  // namespace maillage::carto
