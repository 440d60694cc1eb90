#pragma once
// Cells of road layers: speeds, directions and numbers in the spellings files use.

#include <optional>
#include <string>
#include <string_view>

#include "maillage/network/builder.hpp"
#include "maillage/table/table.hpp"

namespace maillage::sources {

[[nodiscard]] std::string lower(std::string_view text);

// A cell as a number: nothing when missing or empty, NaN when it is text that is no number.
[[nodiscard]] std::optional<double> number_of(const table::Column& column, std::size_t row);

// km/h of a cell: nothing when missing, empty or a word ("signals", "FR:urban"); NaN, 0 or negative as it stands.
[[nodiscard]] std::optional<double> kmh_of(const table::Column& column, std::size_t row);

// Nothing for an unknown word. `geofabrik`: the letters B, F and T are both, forward and backward.
[[nodiscard]] std::optional<network::Direction> direction_of(std::string_view word, bool geofabrik);

}  // namespace maillage::sources
