#include "line_simplify.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "arithmetic.hpp"

namespace maillage::synth {
namespace {

double off_segment(geo::XY p, geo::XY a, geo::XY b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
  return metres_between(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

geo::LineString simplified(const geo::LineString& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<char> kept(line.size(), 0);
  kept.front() = kept.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> parts{{0, line.size() - 1}};
  while (!parts.empty()) {
    const auto [first, last] = parts.back();
    parts.pop_back();
    std::size_t farthest = first;
    double most = tolerance;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double d = off_segment(line[i], line[first], line[last]);
      if (d > most) most = d, farthest = i;
    }
    if (farthest == first) continue;
    kept[farthest] = 1;
    parts.push_back({first, farthest});
    parts.push_back({farthest, last});
  }
  geo::LineString result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i] != 0) result.push_back(line[i]);
  }
  return result;
}

}  // namespace maillage::synth
