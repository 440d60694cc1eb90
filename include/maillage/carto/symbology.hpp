#pragma once
// How things are drawn: shared by printed maps (map.hpp) and QGIS styles (qgis_style.hpp), so that both look alike.
// Lengths are in points (1/72 inch) on the page.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "maillage/carto/classify.hpp"
#include "maillage/carto/colour.hpp"
#include "maillage/text/language.hpp"

namespace maillage::carto {

enum class Dash { solid, dashed, dotted, dash_dot };

struct Line {
  Colour colour{60, 60, 60};
  double width = 0.6;
  Dash dash = Dash::solid;
  double opacity = 1;  // 0 … 1
};

enum class Hatch { none, diagonal, crossed, dots };

struct AreaStyle {
  std::optional<Colour> fill = std::nullopt;
  double opacity = 1;  // of the fill, 0 … 1
  Hatch hatch = Hatch::none;
  Colour hatch_colour{120, 120, 120};
  std::optional<Line> outline = std::nullopt;
};

enum class Shape { circle, square, triangle, diamond, cross, star };

struct Marker {
  Shape shape = Shape::circle;
  double size = 7;                            // diameter
  std::optional<Colour> fill = std::nullopt;  // none: hollow
  Line outline{{255, 255, 255}, 0.6, Dash::solid, 1};
};

// Colours by class; the order is that of the classes, lowest first.
struct GraduatedScale {
  Classes classes;
  std::vector<Colour> colours;  // one per class
  std::vector<std::string>
      labels;  // empty: carto::labels() in the language of the map; otherwise one per class
};

struct Category {
  std::string value;  // as in the column
  std::string label;  // for people
  Colour colour;
};

// Colours by category, in the order of the legend.
struct CategoryScale {
  std::vector<Category> categories;
};

using Scale = std::variant<GraduatedScale, CategoryScale>;

// A graduated scale with the colours of a palette. Diverging palettes put their middle on `centre` when it is one of
// the breaks.
[[nodiscard]] GraduatedScale graduated(Classes classes, std::string_view palette, bool reversed = false,
                                       std::optional<double> centre = std::nullopt);

// Throws Error(usage): colours or labels not one per class, breaks not strictly increasing, no category, or the same
// category twice.
void check(const Scale& scale);

// Why an area has no class. Four signs that cannot be taken for one another, nor for a class, in colour or in grey
// (METHODS § 9): white, hatched, dotted, plain grey.
enum class Sign {
  zero,           // the value is exactly 0, where the map sets zero apart
  not_available,  // nobody knows the value
  secret,         // known, but masked by statistical secrecy
  out_of_scope,   // the question does not arise here
};
inline constexpr Sign all_signs[] = {Sign::zero, Sign::not_available, Sign::secret, Sign::out_of_scope};

[[nodiscard]] AreaStyle style(Sign sign);
// "zéro", "non disponible", "secret statistique", "hors champ".
[[nodiscard]] std::string_view label(Sign sign, text::Language language);
// "zero", "not_available", "secret", "out_of_scope": what a status column holds.
[[nodiscard]] std::string_view name(Sign sign) noexcept;

}  // namespace maillage::carto
