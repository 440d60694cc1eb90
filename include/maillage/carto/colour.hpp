#pragma once
// Colours as people see them: difference, colour-vision deficiency, greyscale.

#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::carto {

// sRGB, 8 bits a channel. Opacity belongs to the way of drawing, not to the colour.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend auto operator<=>(const Colour&, const Colour&) = default;
};

// "#1f78b4" (also without #). Throws Error(usage).
[[nodiscard]] Colour parse_colour(std::string_view hex);
[[nodiscard]] std::string hex(Colour colour);  // "#1f78b4"

// CIE L*a*b*, D65.
struct Lab {
  double lightness = 0;  // 0 … 100
  double a = 0;
  double b = 0;
};
[[nodiscard]] Lab lab(Colour colour);
[[nodiscard]] Colour from_lab(const Lab& lab);  // clipped to sRGB

// CIEDE2000 colour difference (CIE 142-2001): about 1 is just seen side by side; map classes need several times that.
[[nodiscard]] double difference(const Lab& one, const Lab& other);
[[nodiscard]] double difference(Colour one, Colour other);

enum class Vision { normal, protanopia, deuteranopia, tritanopia, greyscale };
// What someone with that vision sees: matrices of Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB;
// greyscale keeps the luminance.
[[nodiscard]] Colour as_seen(Colour colour, Vision vision);

}  // namespace maillage::carto
