#include "maillage/carto/palette.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "maillage/carto/symbology.hpp"
#include "maillage/core/error.hpp"

using namespace maillage;
using namespace maillage::carto;
using Catch::Approx;

TEST_CASE("CIEDE2000: published pairs of Sharma, Wu and Dalal (2005)") {
  const auto delta = [](Lab a, Lab b) { return difference(a, b); };
  CHECK(delta({50, 2.6772, -79.7751}, {50, 0, -82.7485}) == Approx(2.0425).margin(5e-5));
  CHECK(delta({50, 3.1571, -77.2803}, {50, 0, -82.7485}) == Approx(2.8615).margin(5e-5));
  CHECK(delta({50, 2.5, 0}, {73, 25, -18}) == Approx(27.1492).margin(5e-5));
  CHECK(delta({50, 2.5, 0}, {61, -5, 29}) == Approx(22.8977).margin(5e-5));
  CHECK(delta({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}) == Approx(0.9082).margin(5e-5));
  CHECK(delta({50, 2.5, 0}, {50, 2.5, 0}) == 0);
}

TEST_CASE("colours round-trip and are simulated sensibly") {
  CHECK(hex(parse_colour("#1f78b4")) == "#1f78b4");
  CHECK_THROWS_AS(parse_colour("#12345"), Error);
  CHECK_THROWS_AS(parse_colour("blue"), Error);
  for (const char* text : {"#000000", "#ffffff", "#1f78b4", "#d1495b"}) {
    CHECK(hex(from_lab(lab(parse_colour(text)))) == text);
    CHECK(as_seen(parse_colour(text), Vision::normal) == parse_colour(text));
  }
  CHECK(lab({255, 255, 255}).lightness == Approx(100).margin(1e-3));
  // Greys stay grey for everybody; a red and a green that differ much are close for a deuteranope.
  for (const Vision v : {Vision::protanopia, Vision::deuteranopia, Vision::tritanopia, Vision::greyscale})
    CHECK(difference(as_seen({120, 120, 120}, v), {120, 120, 120}) < 0.5);
  const Colour red{200, 80, 60}, green{120, 130, 40};
  CHECK(difference(as_seen(red, Vision::deuteranopia), as_seen(green, Vision::deuteranopia)) <
        difference(red, green) / 2);
}

TEST_CASE("every palette is told apart by everyone, at every number of classes") {
  for (const PaletteInfo& info : palettes())
    for (std::size_t count = 2; count <= info.most_classes; ++count) {
      CAPTURE(info.name, count);
      const auto d = distinguishability(palette(info.name, count), info.kind == PaletteKind::qualitative);
      CHECK(d.normal >= least_difference);
      CHECK(d.protanopia >= least_difference);
      CHECK(d.deuteranopia >= least_difference);
      CHECK(d.tritanopia >= least_difference);
      if (info.kind == PaletteKind::sequential) CHECK(d.greyscale >= least_difference);
    }
}

TEST_CASE("sequential palettes darken steadily; diverging ones are palest in the middle") {
  for (const PaletteInfo& info : palettes()) {
    CAPTURE(info.name);
    const auto colours = palette(info.name, info.most_classes);
    const std::size_t middle = colours.size() / 2;
    for (std::size_t i = 1; i < colours.size(); ++i) {
      const double step = lab(colours[i]).lightness - lab(colours[i - 1]).lightness;
      if (info.kind == PaletteKind::sequential) CHECK(step < 0);
      if (info.kind == PaletteKind::diverging && i != middle) CHECK((step > 0) == (i < middle));
    }
  }
}

TEST_CASE("reversed, centred, refused") {
  auto forward = palette("ocre", 5), backward = palette("ocre", 5, true);
  std::reverse(backward.begin(), backward.end());
  CHECK(forward == backward);
  const auto centred = centred_palette("rouge-bleu", 1, 3);
  REQUIRE(centred.size() == 4);
  CHECK(lab(centred[0]).a > 20);                                 // red below
  CHECK(lab(centred[1]).lightness > lab(centred[3]).lightness);  // blue, darker away from the middle
  CHECK_THROWS_AS(palette("arc-en-ciel", 3), Error);
  CHECK_THROWS_AS(palette("ocre", 0), Error);
  CHECK_THROWS_AS(palette("ocre", 30), Error);
  CHECK_THROWS_AS(centred_palette("ocre", 2, 2), Error);
}

TEST_CASE("the four signs differ from one another in grey and in pattern") {
  for (const Sign a : all_signs)
    for (const Sign b : all_signs) {
      if (a == b) continue;
      const AreaStyle one = style(a), other = style(b);
      const bool apart = one.hatch != other.hatch || difference(as_seen(*one.fill, Vision::greyscale),
                                                                as_seen(*other.fill, Vision::greyscale)) > 15;
      CHECK(apart);
      CHECK(label(a, text::Language::fr) != label(b, text::Language::fr));
      CHECK(name(a) != name(b));
    }
}

TEST_CASE("graduated() puts the middle of a diverging palette on the norm") {
  const GraduatedScale scale = graduated(fixed({1.5, 2.5, 3.5, 4.5}), "rouge-bleu", false, 2.5);
  REQUIRE(scale.colours.size() == 5);
  CHECK(lab(scale.colours[1]).a > lab(scale.colours[2]).a);
  CHECK(lab(scale.colours[2]).b < 5);  // bluish just above the norm
  const GraduatedScale worse_is_more = graduated(fixed({10, 20, 30}), "rouge-bleu", true, 10);
  CHECK(lab(worse_is_more.colours.front()).b < 0);
  CHECK(lab(worse_is_more.colours.back()).a > 20);
}
