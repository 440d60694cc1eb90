#pragma once
// Named palettes, checked for people with a colour-vision deficiency and for grey printing.
//
// Sequential and diverging palettes are ramps through a few anchor colours, interpolated in CIE L*a*b*, so that every
// number of classes has even steps. The order is from the lowest value to the highest.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/carto/colour.hpp"

namespace maillage::carto {

enum class PaletteKind {
  sequential,   // more is darker: ratios, times
  diverging,    // two hues from a pale middle: differences, better and worse than a norm
  qualitative,  // unordered categories
};

struct PaletteInfo {
  std::string_view name;
  PaletteKind kind;
  std::size_t most_classes;  // beyond it neighbours are no longer told apart
  std::string_view use;      // one line
};

// Every palette, in a fixed order: "bleus", "ocre", "violets", "vert-bleu" (sequential); "rouge-bleu",
// "brun-turquoise", "violet-vert" (diverging); "vive", "douce" (qualitative).
[[nodiscard]] const std::vector<PaletteInfo>& palettes();

// `count` colours, 1 … most_classes. Throws Error(usage) for an unknown name or a count beyond it.
[[nodiscard]] std::vector<Colour> palette(std::string_view name, std::size_t count, bool reversed = false);

// `below` colours of the lower half and `above` of the upper, so that the pale middle falls on the break between them
// whatever their numbers: differences centred on 0, access on a legal threshold. Diverging palettes only.
[[nodiscard]] std::vector<Colour> centred_palette(std::string_view name, std::size_t below,
                                                  std::size_t above);

// The smallest CIEDE2000 difference under each kind of vision. Neighbours in the list for ordered classes
// (`every_pair` false), all pairs for categories. +∞ with fewer than two colours.
struct Distinguishability {
  double normal = 0;
  double protanopia = 0;
  double deuteranopia = 0;
  double tritanopia = 0;
  double greyscale = 0;
};
[[nodiscard]] Distinguishability distinguishability(const std::vector<Colour>& colours, bool every_pair);

// The floor held by every palette of palettes() up to its most_classes, for normal vision, protanopia, deuteranopia and
// tritanopia; sequential palettes hold it in greyscale too. Diverging and qualitative ones cannot: grey prints need
// a sequential palette.
inline constexpr double least_difference = 5.0;

}  // namespace maillage::carto
