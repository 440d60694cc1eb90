#pragma once
// Fewer vertices for a line (Douglas & Peucker 1973): every dropped vertex is within `tolerance` metres of what is left.

#include "maillage/geo/geometry.hpp"

namespace maillage::synth {

[[nodiscard]] geo::LineString simplified(const geo::LineString& line, double tolerance);

}  // namespace maillage::synth
