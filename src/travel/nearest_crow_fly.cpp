#include "maillage/travel/nearest_crow_fly.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::travel {

NearestCrowFly::NearestCrowFly(std::span<const Place> places, CrowFlyOptions options) : options_(options) {
  check(options_);
  for (const Place& place : places) {
    if (std::isfinite(place.position.x) && std::isfinite(place.position.y)) points_.push_back(place.position);
  }
  sort(0, points_.size(), true);
}

void NearestCrowFly::sort(std::size_t begin, std::size_t end, bool by_x) {
  if (end - begin < 2) return;
  const std::size_t middle = begin + (end - begin) / 2;
  const auto at = [&](std::size_t i) { return points_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(begin), at(middle), at(end), [by_x](geo::XY a, geo::XY b) {
    return by_x ? (a.x != b.x ? a.x < b.x : a.y < b.y) : (a.y != b.y ? a.y < b.y : a.x < b.x);
  });
  sort(begin, middle, !by_x);
  sort(middle + 1, end, !by_x);
}

void NearestCrowFly::search(std::size_t begin, std::size_t end, bool by_x, geo::XY point,
                            double& nearest) const {
  if (begin >= end) return;
  const std::size_t middle = begin + (end - begin) / 2;
  nearest = std::min(nearest, geo::distance(point, points_[middle]));
  const double beyond = by_x ? point.x - points_[middle].x : point.y - points_[middle].y;
  const bool upper_first = beyond > 0;
  const auto half = [&](bool upper) {
    upper ? search(middle + 1, end, !by_x, point, nearest) : search(begin, middle, !by_x, point, nearest);
  };
  half(upper_first);
  if (std::abs(beyond) <= nearest) half(!upper_first);
}

std::optional<std::uint32_t> NearestCrowFly::ms(geo::XY point, Milliseconds limit) const {
  if (points_.empty() || !std::isfinite(point.x) || !std::isfinite(point.y)) return std::nullopt;
  double nearest = std::numeric_limits<double>::infinity();
  search(0, points_.size(), true, point, nearest);
  const double exact = exact_milliseconds(options_, nearest);
  if (exact > static_cast<double>(limit.value) + 1) return std::nullopt;
  const std::int64_t rounded = std::llround(exact);
  if (rounded > limit.value) return std::nullopt;
  return static_cast<std::uint32_t>(rounded);
}

}  // namespace maillage::travel
