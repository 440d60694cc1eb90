#pragma once
// Measuring and breaking text with Pango, the same for every format.

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "maillage/carto/colour.hpp"

namespace maillage::carto {

enum class Align { left, centre, right };

struct TextStyle {
  double size = 8;  // points
  bool bold = false;
  bool italic = false;
  Colour colour{40, 40, 40};
  Align align = Align::left;
  double halo = 0;  // width of a white halo around the letters; 0: none
};

struct GObjectDeleter {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using GObjectHandle = std::unique_ptr<T, GObjectDeleter>;

inline constexpr const char* font_family = "Lato";

class TextShaper {
 public:
  TextShaper();
  // One line; the caller draws its first line.
  [[nodiscard]] GObjectHandle<PangoLayout> layout(const std::string& text, const TextStyle& style) const;
  [[nodiscard]] double width(const std::string& text, const TextStyle& style) const;
  // Lines no wider than `width` (a longer word is cut); at least one.
  [[nodiscard]] std::vector<std::string> wrap(const std::string& text, const TextStyle& style,
                                              double width) const;

 private:
  GObjectHandle<PangoFontMap> fonts_;
  GObjectHandle<PangoContext> context_;
};

// Height of capitals and distance between lines, as shares of the size, for Lato.
inline constexpr double cap_height = 0.72;
inline constexpr double line_spacing = 1.24;

}  // namespace maillage::carto
