#include "lattice.hpp"

#include <cmath>

#include "arithmetic.hpp"

namespace maillage::synth {
namespace {
constexpr double row_height = 0.86602540378443864676;     // √3 / 2
constexpr double corner_height = 0.57735026918962576451;  // 1 / √3
}  // namespace

geo::XY Lattice::centre(Hex h) const {
  const std::int32_t row = h / columns;
  const std::int32_t column = h % columns;
  return {origin.x + spacing * (column + 0.5 * (row & 1)), origin.y + spacing * row_height * row};
}

Hex Lattice::neighbour(Hex h, int direction) const {
  std::int32_t row = h / columns;
  std::int32_t column = h % columns;
  const std::int32_t odd = row & 1;
  switch (direction) {
    case 0:
      ++column;
      break;
    case 1:
      ++row, column += odd;
      break;
    case 2:
      ++row, column += odd - 1;
      break;
    case 3:
      --column;
      break;
    case 4:
      --row, column += odd - 1;
      break;
    default:
      --row, column += odd;
      break;
  }
  if (row < 0 || row >= rows || column < 0 || column >= columns) return -1;
  return row * columns + column;
}

bool Lattice::rim(Hex h) const {
  const std::int32_t row = h / columns;
  const std::int32_t column = h % columns;
  return row == 0 || column == 0 || row == rows - 1 || column == columns - 1;
}

Hex Lattice::at(geo::XY p) const {
  const auto guess = static_cast<std::int32_t>(std::floor((p.y - origin.y) / (spacing * row_height) + 0.5));
  Hex best = -1;
  double nearest = 0;
  for (std::int32_t row = guess - 1; row <= guess + 1; ++row) {
    const auto column =
        static_cast<std::int32_t>(std::floor((p.x - origin.x) / spacing - 0.5 * (row & 1) + 0.5));
    if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
    const Hex h = row * columns + column;
    const double d = squared_distance(p, centre(h));
    if (best < 0 || d < nearest) best = h, nearest = d;
  }
  return best;
}

Corner Lattice::corner(Hex h, int k) const {
  const auto top = [](Hex i) { return Corner{i} * 2; };
  const auto bottom = [](Hex i) { return Corner{i} * 2 + 1; };
  switch (k) {
    case 0:
      return top(neighbour(h, 5));
    case 1:
      return bottom(neighbour(h, 1));
    case 2:
      return top(h);
    case 3:
      return bottom(neighbour(h, 2));
    case 4:
      return top(neighbour(h, 4));
    default:
      return bottom(h);
  }
}

geo::XY Lattice::place(Corner c) const {
  const geo::XY p = centre(static_cast<Hex>(c / 2));
  return {p.x, p.y + ((c & 1) != 0 ? -1 : 1) * spacing * corner_height};
}

Lattice::Around Lattice::around(Corner c) const {
  const auto h = static_cast<Hex>(c / 2);
  if ((c & 1) == 0) {
    const Hex east = neighbour(h, 1);
    const Hex west = neighbour(h, 2);
    return {{h, east, west},
            {Corner{east} * 2 + 1, Corner{neighbour(west, 1)} * 2 + 1, Corner{west} * 2 + 1}};
  }
  const Hex west = neighbour(h, 4);
  const Hex east = neighbour(h, 5);
  return {{h, west, east}, {Corner{west} * 2, Corner{neighbour(west, 5)} * 2, Corner{east} * 2}};
}

}  // namespace maillage::synth
