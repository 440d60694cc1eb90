// Two one-way roads drawn exactly opposite are the two directions of one road.

#include <algorithm>

#include "maillage/network/builder.hpp"

namespace maillage::network {
namespace {

bool drawn(std::span<const geo::XY> line) {
  return std::any_of(line.begin(), line.end(), [&](geo::XY p) { return p != line.front(); });
}

}  // namespace

std::span<const geo::XY> GraphBuilder::line(RoadIndex road) const {
  return {points_.data() + point_starts_[road], points_.data() + point_starts_[road + 1]};
}

// Whether b is drawn exactly as a the other way round.
bool GraphBuilder::twins(RoadIndex a, RoadIndex b) const {
  const auto one = line(a);
  const auto other = line(b);
  return roads_[a].from == roads_[b].to && roads_[a].to == roads_[b].from && drawn(one) &&
         std::equal(one.begin(), one.end(), other.rbegin(), other.rend());
}

void GraphBuilder::merge_twins() {
  std::vector<RoadIndex> one_way;
  for (RoadIndex r = 0; r < roads_.size(); ++r) {
    if (roads_[r].backward_ms == impassable && roads_[r].forward_ms != impassable) one_way.push_back(r);
  }
  const auto ends = [&](RoadIndex r) { return std::minmax({roads_[r].from, roads_[r].to}); };
  std::stable_sort(one_way.begin(), one_way.end(),
                   [&](RoadIndex a, RoadIndex b) { return ends(a) < ends(b); });
  std::vector<bool> gone(roads_.size(), false);
  std::vector<bool> used(roads_.size(), false);
  // The first twin of equal length, else the first twin.
  const auto partner = [&](std::size_t i, std::size_t end) {
    std::size_t found = end;
    for (std::size_t j = i + 1; j < end; ++j) {
      if (used[one_way[j]] || !twins(one_way[i], one_way[j])) continue;
      if (roads_[one_way[j]].forward_mm == roads_[one_way[i]].forward_mm) return j;
      if (found == end) found = j;
    }
    return found;
  };
  for (std::size_t begin = 0, end = 0; begin < one_way.size(); begin = end) {
    while (end < one_way.size() && ends(one_way[end]) == ends(one_way[begin])) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      if (used[one_way[i]]) continue;
      const std::size_t j = partner(i, end);
      if (j == end) continue;
      Road& kept = roads_[one_way[i]];
      kept.backward_ms = roads_[one_way[j]].forward_ms;
      kept.backward_mm = roads_[one_way[j]].forward_mm;
      used[one_way[i]] = used[one_way[j]] = gone[one_way[j]] = true;
    }
  }
  std::vector<std::uint64_t> starts{0};
  std::size_t kept = 0;
  std::size_t point = 0;
  for (RoadIndex r = 0; r < roads_.size(); ++r) {
    if (gone[r]) continue;
    for (std::size_t p = point_starts_[r]; p < point_starts_[r + 1]; ++p) points_[point++] = points_[p];
    starts.push_back(point);
    roads_[kept++] = roads_[r];
  }
  roads_.resize(kept);
  points_.resize(point);
  point_starts_ = std::move(starts);
}

}  // namespace maillage::network
