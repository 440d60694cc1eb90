#include "lattice.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "arithmetic.hpp"

using namespace maillage::synth;

namespace {
const Lattice lattice{{1000, 2000}, 300, 12, 11};
}

TEST_CASE("Neighbours of a hexagon are one spacing away, and it is theirs in the opposite direction") {
  for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
    int missing = 0;
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (n < 0) {
        ++missing;
        continue;
      }
      CHECK(std::abs(metres_between(lattice.centre(h), lattice.centre(n)) - 300) < 1e-9);
      CHECK(lattice.neighbour(n, opposite(d)) == h);
    }
    CHECK((missing == 0 || lattice.rim(h)));
  }
}

TEST_CASE("The two hexagons of a side name the same two corners") {
  for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
    if (lattice.rim(h)) continue;
    for (int d = 0; d < directions; ++d) {
      const Hex n = lattice.neighbour(h, d);
      if (lattice.rim(n)) continue;
      CHECK(lattice.corner(h, d) == lattice.corner(n, (opposite(d) + 1) % 6));
      CHECK(lattice.corner(h, (d + 1) % 6) == lattice.corner(n, opposite(d)));
      const double side =
          metres_between(lattice.place(lattice.corner(h, d)), lattice.place(lattice.corner(h, (d + 1) % 6)));
      CHECK(std::abs(side - 300 / std::sqrt(3.0)) < 1e-6);
    }
  }
}

TEST_CASE("Around a corner: three hexagons that touch it, three corners one side away") {
  const Hex h = 5 * 12 + 6;
  for (int k = 0; k < directions; ++k) {
    const Corner c = lattice.corner(h, k);
    const auto around = lattice.around(c);
    CHECK(std::count(around.hexes.begin(), around.hexes.end(), h) == 1);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(std::abs(metres_between(lattice.place(c), lattice.place(around.sides[i])) -
                     300 / std::sqrt(3.0)) < 1e-6);
      // sides[i] lies on the side between hexagons i and i + 1: equally far from both centres.
      const auto at = lattice.place(around.sides[i]);
      const auto a = lattice.centre(around.hexes[i]);
      const auto b = lattice.centre(around.hexes[(i + 1) % 3]);
      CHECK(std::abs(metres_between(at, a) - metres_between(at, b)) < 1e-6);
    }
  }
}

TEST_CASE("at() finds the hexagon with the nearest centre") {
  for (int i = 0; i < 400; ++i) {
    const maillage::geo::XY p{1300.0 + 7.3 * i, 2200.0 + 5.9 * ((i * 37) % 400)};
    const Hex found = lattice.at(p);
    if (found < 0) continue;
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
      REQUIRE(metres_between(p, lattice.centre(found)) <= metres_between(p, lattice.centre(h)) + 1e-9);
    }
  }
  CHECK(lattice.at({-5000, 0}) == -1);
}
