#pragma once
// Where a row with coordinates stands: its point and the commune that holds it.

#include <cstddef>
#include <optional>
#include <string>

#include "maillage/core/diagnostics.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/sources/fields.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::sources {

struct Located {
  geo::XY position;
  CommuneCode commune;
};

[[nodiscard]] geo::AreaIndex commune_index(const territory::Territory& territory);

// Empty, and said, when the row has no place or lies outside.
[[nodiscard]] std::optional<Located> locate(const Fields& fields, std::size_t row, const std::string& id,
                                            const geo::AreaIndex& areas,
                                            const territory::Territory& territory, Diagnostics& diagnostics);

}  // namespace maillage::sources
