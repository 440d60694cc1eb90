#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "line_simplify.hpp"
#include "one_way.hpp"
#include "people.hpp"
#include "towns.hpp"

using namespace maillage::synth;

TEST_CASE("Whole parts by largest remainders") {
  CHECK(shared_out(10, {1, 1, 1}, 0) == std::vector<std::int64_t>{4, 3, 3});
  CHECK(shared_out(10, {5, 3, 2}, 0) == std::vector<std::int64_t>{5, 3, 2});
  CHECK(shared_out(7, {0, 1}, 1) == std::vector<std::int64_t>{1, 6});
  CHECK(shared_out(0, {2, 1}, 0) == std::vector<std::int64_t>{0, 0});
}

TEST_CASE("Zipf slope of exact laws") {
  std::vector<std::int64_t> harmonic, flat(50, 1000);
  for (int k = 1; k <= 200; ++k) harmonic.push_back(1000000000 / k);
  CHECK(std::abs(zipf_slope(harmonic) + 1) < 1e-6);
  CHECK(std::abs(zipf_slope(flat)) < 1e-12);
}

TEST_CASE("Simplified lines keep their ends and what sticks out") {
  const maillage::geo::LineString line{{0, 0}, {10, 1}, {20, 0}, {30, 20}, {40, 0}};
  const auto drawn = simplified(line, 5);
  CHECK(drawn == maillage::geo::LineString{{0, 0}, {20, 0}, {30, 20}, {40, 0}});
}

TEST_CASE("Strong components against reachability by brute force") {
  RoadNetwork network;
  network.nodes.resize(7);
  const auto road = [&](std::int32_t a, std::int32_t b, bool forward, RoadClass c = RoadClass::residential) {
    Road r;
    r.from = a, r.to = b, r.forward_only = forward, r.road_class = c;
    network.roads.push_back(r);
  };
  road(0, 1, true), road(1, 2, true), road(2, 0, true), road(2, 3, true), road(3, 4, false),
      road(5, 6, false);
  road(4, 5, true, RoadClass::ferry), road(5, 4, true, RoadClass::ferry);
  for (const bool ferries : {true, false}) {
    bool reach[7][7] = {};
    for (int i = 0; i < 7; ++i) reach[i][i] = true;
    for (const Road& r : network.roads) {
      if (!ferries && r.road_class == RoadClass::ferry) continue;
      reach[r.from][r.to] = true;
      if (!r.forward_only) reach[r.to][r.from] = true;
    }
    for (int k = 0; k < 7; ++k)
      for (int i = 0; i < 7; ++i)
        for (int j = 0; j < 7; ++j) reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
    const auto component = strong_components(network, ferries);
    for (std::size_t i = 0; i < 7; ++i)
      for (std::size_t j = 0; j < 7; ++j)
        CHECK((component[i] == component[j]) == (reach[i][j] && reach[j][i]));
  }
}
