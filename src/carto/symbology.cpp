#include "maillage/carto/symbology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/carto/palette.hpp"
#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

void check_graduated(const GraduatedScale& scale) {
  static_cast<void>(fixed(scale.classes.breaks));
  const std::size_t count = scale.classes.count();
  if (scale.colours.size() != count)
    throw Error(ErrorCode::usage, fmt::format("{} colours for {} classes", scale.colours.size(), count),
                "give one colour per class; n breaks make n + 1 classes");
  if (!scale.labels.empty() && scale.labels.size() != count)
    throw Error(ErrorCode::usage, fmt::format("{} labels for {} classes", scale.labels.size(), count),
                "give one label per class, or none");
}

void check_categories(const CategoryScale& scale) {
  if (scale.categories.empty())
    throw Error(ErrorCode::usage, "the scale has no category",
                "list the values to show, each with its colour");
  for (auto c = scale.categories.begin(); c != scale.categories.end(); ++c)
    if (std::any_of(scale.categories.begin(), c,
                    [&](const Category& other) { return other.value == c->value; }))
      throw Error(ErrorCode::usage, fmt::format("category « {} » is listed twice", c->value),
                  "list each value once");
}

}  // namespace

GraduatedScale graduated(Classes classes, std::string_view name, bool reversed,
                         std::optional<double> centre) {
  GraduatedScale scale;
  const auto at =
      centre ? std::find(classes.breaks.begin(), classes.breaks.end(), *centre) : classes.breaks.end();
  if (at == classes.breaks.end()) {
    scale.colours = palette(name, classes.count(), reversed);
  } else {
    const auto below = static_cast<std::size_t>(at - classes.breaks.begin()) + 1;
    const std::size_t above = classes.count() - below;
    scale.colours = reversed ? centred_palette(name, above, below) : centred_palette(name, below, above);
    if (reversed) std::reverse(scale.colours.begin(), scale.colours.end());
  }
  scale.classes = std::move(classes);
  return scale;
}

void check(const Scale& scale) {
  if (const auto* g = std::get_if<GraduatedScale>(&scale)) check_graduated(*g);
  if (const auto* c = std::get_if<CategoryScale>(&scale)) check_categories(*c);
}

AreaStyle style(Sign sign) {
  AreaStyle s;
  switch (sign) {
    case Sign::zero:
      s.fill = Colour{255, 255, 255};
      break;
    case Sign::not_available:
      s.fill = Colour{246, 246, 246}, s.hatch = Hatch::diagonal, s.hatch_colour = {110, 110, 110};
      break;
    case Sign::secret:
      s.fill = Colour{236, 236, 236}, s.hatch = Hatch::dots, s.hatch_colour = {40, 40, 40};
      break;
    case Sign::out_of_scope:
      s.fill = Colour{176, 176, 176};
      break;
  }
  return s;
}

std::string_view label(Sign sign, text::Language language) {
  switch (sign) {
    case Sign::zero:
      return text::pick(language, "zéro", "zero");
    case Sign::not_available:
      return text::pick(language, "non disponible", "not available");
    case Sign::secret:
      return text::pick(language, "secret statistique", "confidential");
    case Sign::out_of_scope:
      return text::pick(language, "hors champ", "out of scope");
  }
  return {};
}

std::string_view name(Sign sign) noexcept {
  switch (sign) {
    case Sign::zero:
      return "zero";
    case Sign::not_available:
      return "not_available";
    case Sign::secret:
      return "secret";
    case Sign::out_of_scope:
      return "out_of_scope";
  }
  return {};
}

}  // namespace maillage::carto
