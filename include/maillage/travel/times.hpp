#pragma once
// Travel times from places to places: the value every engine gives and every analysis takes.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/parallel.hpp"
#include "maillage/core/units.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::travel {

// Where a journey starts or ends. Ids are unique within one list.
struct Place {
  std::string id;
  geo::XY position;  // in the CRS of the model
};

// Where the minutes come from: printed with every result; two results compare only when these are equal.
struct Source {
  std::string kind;  // "road" | "crow-fly" | "file"
  std::string
      details;  // one line for people and machines: "crow-fly × 1.3 at 60 km/h", "roads.gpkg, free flow"
  friend bool operator==(const Source&, const Source&) = default;
};

struct Time {
  std::uint32_t destination = 0;   // index into the destinations
  std::uint32_t milliseconds = 0;  // 0 … limit
  friend bool operator==(const Time&, const Time&) = default;
};

// Compressed rows, one per origin, entries by increasing destination; what is beyond the limit or cannot be
// reached has no entry. Size: 8 bytes per origin and 8 per entry.
struct TravelTimes {
  std::vector<std::uint64_t> offsets{0};  // origins + 1
  std::vector<Time> entries;
  std::size_t destinations = 0;
  Milliseconds limit{0};
  Source source;

  [[nodiscard]] std::size_t origins() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Time> row(std::size_t origin) const {
    return {entries.data() + offsets[origin], entries.data() + offsets[origin + 1]};
  }
};

// The seam between engines and analyses.
class Model {
 public:
  virtual ~Model() = default;
  // All pairs with time <= limit, from each origin towards each destination. Places that cannot be used (no road
  // within reach …) get empty rows or no entries, and a diagnostic with `subject` naming the list.
  [[nodiscard]] virtual TravelTimes times(std::span<const Place> origins, std::span<const Place> destinations,
                                          Milliseconds limit, const Execution& execution,
                                          Diagnostics& diagnostics) const = 0;
  [[nodiscard]] virtual Source source() const = 0;
};

}  // namespace maillage::travel
