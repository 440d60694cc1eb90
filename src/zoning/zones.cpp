#include "maillage/zoning/zones.hpp"

#include <algorithm>
#include <numeric>

#include "maillage/core/error.hpp"

namespace maillage::zoning {
namespace {

class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The lower index stays root: components come out in the order of their first place.
  void join(std::size_t i, std::size_t j) {
    i = root(i);
    j = root(j);
    parent_[std::max(i, j)] = std::min(i, j);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

Zones contiguous_zones(std::span<const std::uint8_t> member, std::span<const std::string> ids,
                       std::span<const double> people,
                       std::span<const std::pair<std::size_t, std::size_t>> contiguous,
                       const ZoneOptions& options) {
  if (member.size() != ids.size() || member.size() != people.size()) {
    throw Error(ErrorCode::usage, "members, ids and people are not of the same length",
                "give one of each per place");
  }
  Components components(member.size());
  for (const auto& [i, j] : contiguous) {
    if (i >= member.size() || j >= member.size()) {
      throw Error(ErrorCode::usage, "a contiguous pair points outside the places",
                  "use the indices of the same places");
    }
    if (member[i] != 0 && member[j] != 0) components.join(i, j);
  }
  std::vector<Zone> found(member.size());  // at the root's index
  for (std::size_t i = 0; i < member.size(); ++i) {
    if (member[i] == 0) continue;
    Zone& zone = found[components.root(i)];
    if (zone.places.empty() || ids[i] < zone.id) zone.id = ids[i];
    zone.places.push_back(static_cast<std::uint32_t>(i));
    zone.people += people[i];
  }
  Zones result;
  for (Zone& zone : found) {
    if (zone.places.empty()) continue;
    if (zone.people < options.minimum_population) {
      ++result.left_out;
      result.people_left_out += zone.people;
    } else {
      result.zones.push_back(std::move(zone));
    }
  }
  std::ranges::stable_sort(result.zones, {}, &Zone::id);
  return result;
}

}  // namespace maillage::zoning
