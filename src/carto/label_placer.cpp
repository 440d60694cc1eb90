#include "label_placer.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace maillage::carto {

namespace {

struct Place {
  double along;  // share of the width left of the point: 0 = starts at the point, 1 = ends there
  double x, y;   // direction away from the point
};

constexpr std::array<Place, 8> places{{{0, 0.75, -0.75},
                                       {0, 1, 0},
                                       {0, 0.75, 0.75},
                                       {1, -0.75, -0.75},
                                       {1, -1, 0},
                                       {1, -0.75, 0.75},
                                       {0.5, 0, -1.1},
                                       {0.5, 0, 1.1}}};

geo::Box label_box(PagePoint point, const Place& place, double width, double height, double distance) {
  const double left = point.x + place.x * distance - place.along * width;
  const double middle = point.y + place.y * (distance + height / 2);
  return {left, middle - height / 2, left + width, middle + height / 2};
}

// With the halo and the descenders.
geo::Box widened(const geo::Box& box, double unit) {
  return {box.min_x - unit, box.min_y - 1.5 * unit, box.max_x + unit, box.max_y + 2 * unit};
}

bool inside(const geo::Box& box, const geo::Box& frame) {
  return frame.contains({box.min_x, box.min_y}) && frame.contains({box.max_x, box.max_y});
}

}  // namespace

std::vector<PlacedLabel> place_labels(const std::vector<Town>& towns, const ToPage& to_page,
                                      const geo::Box& frame, std::vector<geo::Box> taken,
                                      const TextShaper& shaper, double unit) {
  std::vector<const Town*> order;
  for (const Town& town : towns) order.push_back(&town);
  std::stable_sort(order.begin(), order.end(), [](const Town* a, const Town* b) {
    return a->importance != b->importance ? a->importance > b->importance : a->name < b->name;
  });
  std::vector<PlacedLabel> out;
  std::vector<geo::Box> names;
  const auto hits = [](const std::vector<geo::Box>& boxes, const geo::Box& box) {
    return std::any_of(boxes.begin(), boxes.end(), [&](const geo::Box& b) { return b.intersects(box); });
  };
  const auto count = [](const std::vector<geo::Box>& boxes, const geo::Box& box) {
    return std::count_if(boxes.begin(), boxes.end(), [&](const geo::Box& b) { return b.intersects(box); });
  };
  std::size_t rank = 0;
  for (const Town* town : order) {
    const bool major = town == order.front();
    const PagePoint point = to_page(town->at);
    TextStyle style{
        .size = (major ? 9.0 : 8.0) * unit, .bold = major, .colour = {24, 24, 28}, .halo = 1.3 * unit};
    const double width = shaper.width(town->name, style), height = style.size * cap_height;
    const double dot = (town_dot_radius + 1.8) * unit;
    const geo::Box spot{point.x - dot / 2, point.y - dot / 2, point.x + dot / 2, point.y + dot / 2};
    if (hits(names, spot)) continue;
    const std::ptrdiff_t most_covered =
        rank++ < always_named ? std::numeric_limits<std::ptrdiff_t>::max() : 0;
    std::optional<geo::Box> best;
    std::ptrdiff_t best_covered = 0;
    for (const Place& place : places) {
      const geo::Box box = label_box(point, place, width, height, dot);
      const geo::Box wide = widened(box, unit);
      if (!inside(wide, frame) || hits(names, wide)) continue;
      const std::ptrdiff_t covered = count(taken, wide);
      if (covered > most_covered || (best && covered >= best_covered)) continue;
      best = box;
      best_covered = covered;
    }
    if (!best) continue;
    names.push_back(widened(*best, unit));
    taken.push_back(spot);
    out.push_back({town->name, point, {best->min_x, best->max_y}, style});
  }
  return out;
}

}  // namespace maillage::carto
