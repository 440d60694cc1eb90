#include "label_placer.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace maillage;
using namespace maillage::carto;

namespace {

const ToPage identity{1, {0, 0}, {0, 0}};  // y is turned over
const geo::Box sheet{0, 0, 300, 200};

geo::Box box(const PlacedLabel& label, const TextShaper& shaper) {
  return {label.baseline.x, label.baseline.y - label.style.size * cap_height,
          label.baseline.x + shaper.width(label.text, label.style), label.baseline.y};
}

}  // namespace

TEST_CASE("names never cover one another nor the symbols, and stay in the frame") {
  const TextShaper shaper;
  std::vector<Town> towns;
  for (int i = 0; i < 60; ++i)
    towns.push_back({{static_cast<double>(i * 37 % 300), -static_cast<double>(i * 53 % 200)},
                     "Ville " + std::to_string(i),
                     static_cast<double>(i % 7)});
  const std::vector<geo::Box> symbols{{100, 80, 120, 100}};
  const auto labels = place_labels(towns, identity, sheet, symbols, shaper, 1);
  CHECK(labels.size() > 15);
  CHECK(labels.size() < towns.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const geo::Box b = box(labels[i], shaper);
    CHECK(sheet.contains({b.min_x, b.min_y}));
    CHECK(sheet.contains({b.max_x, b.max_y}));
    if (i >= always_named) CHECK(!b.intersects(symbols[0]));
    for (std::size_t j = 0; j < i; ++j) CHECK(!b.intersects(box(labels[j], shaper)));
  }
}

TEST_CASE("the most important name comes first, whatever the order of the input") {
  const TextShaper shaper;
  std::vector<Town> towns{{{50, -50}, "Petit", 1}, {{51, -50}, "Grand", 9}, {{52, -50}, "Moyen", 5}};
  const auto once = place_labels(towns, identity, sheet, {}, shaper, 1);
  std::reverse(towns.begin(), towns.end());
  const auto again = place_labels(towns, identity, sheet, {}, shaper, 1);
  REQUIRE(!once.empty());
  CHECK(once.front().text == "Grand");
  CHECK(once.front().style.bold);
  REQUIRE(once.size() == again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    CHECK(once[i].text == again[i].text);
    CHECK(once[i].baseline == again[i].baseline);
  }
}

TEST_CASE("the largest towns are named among symbols too, small ones are not") {
  const TextShaper shaper;
  std::vector<geo::Box> symbols;
  for (double x = 0; x < 300; x += 12) {
    for (double y = 0; y < 200; y += 12) symbols.push_back({x, y, x + 6, y + 6});
  }
  std::vector<Town> towns;
  for (int i = 0; i < 10; ++i)
    towns.push_back({{30.0 + 25 * i, -15.0 - 17 * i}, "Ville " + std::to_string(i), 10.0 - i});
  const auto labels = place_labels(towns, identity, sheet, symbols, shaper, 1);
  REQUIRE(labels.size() == always_named);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CHECK(labels[i].text == "Ville " + std::to_string(i));
    for (std::size_t j = 0; j < i; ++j) CHECK(!box(labels[i], shaper).intersects(box(labels[j], shaper)));
  }
}
