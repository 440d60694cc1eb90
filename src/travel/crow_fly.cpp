#include "maillage/travel/crow_fly.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "maillage/core/error.hpp"

namespace maillage::travel {
namespace {

bool has_position(const Place& place) {
  return std::isfinite(place.position.x) && std::isfinite(place.position.y);
}

void report_positions(std::span<const Place> places, std::string_view subject, Diagnostics& diagnostics) {
  for (const Place& place : places) {
    if (!has_position(place)) {
      diagnostics.add(Severity::error, "place-without-position", subject, place.id,
                      "places without usable coordinates have no travel times", "give x and y in metres");
    }
  }
}

// The destinations sorted by square cells, rows of cells contiguous: a query reads the cells its circle
// touches.
class Grid {
 public:
  Grid(std::span<const Place> places, double radius) : places_(places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (has_position(places[i])) box_.add(places[i].position);
    }
    if (box_.empty()) return;
    // Cells of about the radius, but never more cells than twice the places.
    const double area = std::max(box_.width(), 1.0) * std::max(box_.height(), 1.0);
    const double finest = std::sqrt(area / (2.0 * static_cast<double>(places.size()) + 1.0));
    cell_ = std::max({radius / 2, finest, 1e-3, std::max(box_.width(), box_.height()) / 30000.0});
    columns_ = index(box_.max_x - box_.min_x) + 1;
    rows_ = index(box_.max_y - box_.min_y) + 1;
    sort_into_cells();
  }

  // Calls visit(place index) for every place of the cells within `radius` of `centre` (a superset of the
  // circle).
  template <class Visit>
  void near(geo::XY centre, double radius, Visit visit) const {
    if (box_.empty()) return;
    const double left = centre.x - radius - box_.min_x;
    const double right = centre.x + radius - box_.min_x;
    const double bottom = centre.y - radius - box_.min_y;
    const double top = centre.y + radius - box_.min_y;
    if (right < 0 || top < 0 || left > box_.width() || bottom > box_.height()) return;
    const std::size_t first_column = index(std::max(left, 0.0));
    const std::size_t last_column = index(std::min(right, box_.width()));
    const std::size_t last_row = index(std::min(top, box_.height()));
    for (std::size_t row = index(std::max(bottom, 0.0)); row <= last_row; ++row) {
      const std::size_t begin = starts_[row * columns_ + first_column];
      const std::size_t end = starts_[row * columns_ + last_column + 1];
      for (std::size_t i = begin; i < end; ++i) visit(sorted_[i]);
    }
  }

 private:
  [[nodiscard]] std::size_t index(double offset) const { return static_cast<std::size_t>(offset / cell_); }
  [[nodiscard]] std::size_t cell_of(geo::XY p) const {
    return index(p.y - box_.min_y) * columns_ + index(p.x - box_.min_x);
  }

  void sort_into_cells() {
    starts_.assign(columns_ * rows_ + 1, 0);
    for (const Place& place : places_) {
      if (has_position(place)) ++starts_[cell_of(place.position) + 1];
    }
    for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
    sorted_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (has_position(places_[i]))
        sorted_[next[cell_of(places_[i].position)]++] = static_cast<std::uint32_t>(i);
    }
  }

  std::span<const Place> places_;
  geo::Box box_;
  double cell_ = 1;
  std::size_t columns_ = 0, rows_ = 0;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> sorted_;
};

std::vector<Time> row(const Grid& grid, std::span<const Place> destinations, const CrowFlyOptions& options,
                      geo::XY origin, double radius, std::int64_t limit) {
  std::vector<Time> times;
  grid.near(origin, radius, [&](std::uint32_t destination) {
    const double exact =
        exact_milliseconds(options, geo::distance(origin, destinations[destination].position));
    if (exact > static_cast<double>(limit) + 1) return;
    const std::int64_t rounded = std::llround(exact);
    if (rounded <= limit) times.push_back({destination, static_cast<std::uint32_t>(rounded)});
  });
  std::sort(times.begin(), times.end(),
            [](const Time& a, const Time& b) { return a.destination < b.destination; });
  return times;
}

}  // namespace

void check(const CrowFlyOptions& options) {
  if (!(options.detour >= 1) || !std::isfinite(options.detour)) {
    throw Error(ErrorCode::usage, fmt::format("the detour factor is {}", options.detour),
                "give a number of 1 or more");
  }
  if (!(options.speed_kmh > 0) || !std::isfinite(options.speed_kmh)) {
    throw Error(ErrorCode::usage, fmt::format("the crow-fly speed is {} km/h", options.speed_kmh),
                "give a speed above 0");
  }
}

double exact_milliseconds(const CrowFlyOptions& options, double metres) {
  return 3.6 * metres * options.detour / options.speed_kmh * 1000;
}

CrowFly::CrowFly(CrowFlyOptions options) : options_(options) { check(options_); }

TravelTimes CrowFly::times(std::span<const Place> origins, std::span<const Place> destinations,
                           Milliseconds limit, const Execution& execution, Diagnostics& diagnostics) const {
  if (limit.value < 0 || limit.value > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorCode::usage, fmt::format("the time limit is {} ms", limit.value), "give 0 to 24 days");
  }
  report_positions(origins, "origins", diagnostics);
  report_positions(destinations, "destinations", diagnostics);
  // One millisecond more than the limit covers the rounding.
  const double radius =
      (static_cast<double>(limit.value) + 1) * options_.speed_kmh / (3600.0 * options_.detour);
  const Grid grid(destinations, radius);
  const auto rows = parallel_map<std::vector<Time>>(origins.size(), 64, execution, [&](std::size_t i) {
    return has_position(origins[i])
               ? row(grid, destinations, options_, origins[i].position, radius, limit.value)
               : std::vector<Time>{};
  });

  TravelTimes result;
  result.destinations = destinations.size();
  result.limit = limit;
  result.source = source();
  result.offsets.reserve(origins.size() + 1);
  for (const auto& times : rows) result.offsets.push_back(result.offsets.back() + times.size());
  result.entries.reserve(result.offsets.back());
  for (const auto& times : rows) result.entries.insert(result.entries.end(), times.begin(), times.end());
  return result;
}

Source CrowFly::source() const {
  return {"crow-fly", fmt::format("crow-fly × {} at {} km/h", options_.detour, options_.speed_kmh)};
}

}  // namespace maillage::travel
