#include "maillage/carto/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

struct Palette {
  PaletteInfo info;
  std::vector<std::string_view>
      anchors;  // ramps: evenly spaced, the middle one of a diverging ramp only for odd numbers; or the colours themselves
};

const std::vector<Palette>& all() {
  using enum PaletteKind;
  static const std::vector<Palette> list{
      {{"bleus", sequential, 7, "plus = plus foncé ; densités, taux"},
       {"#f1f7fc", "#b3d2e8", "#65a8d3", "#1f69ac", "#092b57"}},
      {{"ocre", sequential, 7, "temps d'accès, charges : plus = plus foncé"},
       {"#fff6da", "#fdc87a", "#e98236", "#b0431b", "#4d130a"}},
      {{"violets", sequential, 7, "parts, fragilités"},
       {"#f5f1fa", "#d0c3e4", "#a186c4", "#6d469c", "#37145f"}},
      {{"vert-bleu", sequential, 7, "offre, accessibilité"},
       {"#fbfbd8", "#b5dcae", "#45a7ad", "#1d6296", "#10254f"}},
      {{"rouge-bleu", diverging, 8, "accessibilité faible ou forte autour d'un seuil"},
       {"#9e1527", "#dd6a4f", "#fbc396", "#fff5d2", "#b5d6e9", "#5b9bcb", "#1c4c8c"}},
      {{"brun-turquoise", diverging, 8, "écarts à une moyenne"},
       {"#6f4307", "#bd8736", "#eed9a2", "#f8f5ec", "#b9e1da", "#52a99f", "#07564c"}},
      {{"violet-vert", diverging, 8, "évolutions"},
       {"#5a1f70", "#9d76b4", "#dfc9e4", "#f8f6f7", "#c9e7c1", "#6cb36f", "#11592c"}},
      {{"vive", qualitative, 6, "catégories, symboles"},
       {"#d1495b", "#edae49", "#1b6ca8", "#66c2c9", "#3b2a58", "#9a9a3c"}},
      {{"douce", qualitative, 5, "catégories en aplat sous d'autres signes"},
       {"#c65b4e", "#f2c879", "#9fc5de", "#3f6fa3", "#d9d9c3"}},
  };
  return list;
}

const Palette& named(std::string_view name) {
  for (const Palette& p : all())
    if (p.info.name == name) return p;
  std::string names;
  for (const Palette& p : all()) names += fmt::format("{}{}", names.empty() ? "" : ", ", p.info.name);
  throw Error(ErrorCode::usage, fmt::format("there is no palette « {} »", name), "use one of " + names);
}

void check_count(const Palette& p, std::size_t count) {
  if (count < 1 || count > p.info.most_classes)
    throw Error(ErrorCode::usage, fmt::format("palette « {} » was asked for {} colours", p.info.name, count),
                fmt::format("use 1 to {} classes: more are not told apart", p.info.most_classes));
}

// Colour at position t in 0 … 1 along the anchors.
Colour along(const std::vector<std::string_view>& anchors, double t) {
  const double place = t * static_cast<double>(anchors.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
  const double f = place - static_cast<double>(i);
  const Lab a = lab(parse_colour(anchors[i])), b = lab(parse_colour(anchors[i + 1]));
  return from_lab(
      {a.lightness + f * (b.lightness - a.lightness), a.a + f * (b.a - a.a), a.b + f * (b.b - a.b)});
}

// Few classes keep off the ends of a ramp: nearly white and nearly black are for many.
std::vector<Colour> sequential_colours(const Palette& p, std::size_t count) {
  const double begin = count <= 3 ? 0.16 : count <= 5 ? 0.08 : 0.02;
  const double end = count <= 3 ? 0.78 : count <= 5 ? 0.9 : 1.0;
  std::vector<Colour> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(along(
        p.anchors,
        count == 1 ? 0.5 : begin + (end - begin) * static_cast<double>(i) / static_cast<double>(count - 1)));
  return out;
}

// `count` colours from the pale middle outwards; the outermost is strong, and stronger when there are more classes.
std::vector<Colour> half_colours(const Palette& p, std::size_t count, bool upper) {
  const auto middle = static_cast<std::ptrdiff_t>(p.anchors.size() / 2);
  std::vector<std::string_view> half =
      upper ? std::vector<std::string_view>(p.anchors.begin() + middle + 1, p.anchors.end())
            : std::vector<std::string_view>(p.anchors.begin(), p.anchors.begin() + middle);
  if (!upper) std::reverse(half.begin(), half.end());
  std::vector<Colour> out;
  const double reach = count == 1 ? 0.5 : count == 2 ? 0.72 : 1.0;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(
        along(half, count == 1 ? reach : reach * static_cast<double>(i) / static_cast<double>(count - 1)));
  if (!upper) std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Colour> diverging_colours(const Palette& p, std::size_t count) {
  if (count % 2 == 0 || count == 1) {
    std::vector<Colour> out = half_colours(p, count / 2, false);
    const std::vector<Colour> upper = half_colours(p, count - count / 2, true);
    out.insert(out.end(), upper.begin(), upper.end());
    return out;
  }
  std::vector<Colour> out;
  for (std::size_t i = 0; i < count; ++i) {
    const double begin = count == 3 ? 0.14 : 0.0;
    out.push_back(
        along(p.anchors, begin + (1 - 2 * begin) * static_cast<double>(i) / static_cast<double>(count - 1)));
  }
  return out;
}

double smallest(const std::vector<Colour>& colours, bool every_pair, Vision vision) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < colours.size(); ++i)
    for (std::size_t j = i + 1; j < colours.size() && (every_pair || j == i + 1); ++j)
      least = std::min(least, difference(as_seen(colours[i], vision), as_seen(colours[j], vision)));
  return least;
}

}  // namespace

const std::vector<PaletteInfo>& palettes() {
  static const std::vector<PaletteInfo> infos = [] {
    std::vector<PaletteInfo> out;
    for (const Palette& p : all()) out.push_back(p.info);
    return out;
  }();
  return infos;
}

std::vector<Colour> palette(std::string_view name, std::size_t count, bool reversed) {
  const Palette& p = named(name);
  check_count(p, count);
  std::vector<Colour> out;
  switch (p.info.kind) {
    case PaletteKind::sequential:
      out = sequential_colours(p, count);
      break;
    case PaletteKind::diverging:
      out = diverging_colours(p, count);
      break;
    case PaletteKind::qualitative:
      for (std::size_t i = 0; i < count; ++i) out.push_back(parse_colour(p.anchors[i]));
  }
  if (reversed) std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Colour> centred_palette(std::string_view name, std::size_t below, std::size_t above) {
  const Palette& p = named(name);
  if (p.info.kind != PaletteKind::diverging)
    throw Error(ErrorCode::usage, fmt::format("palette « {} » has no middle", name),
                "use a diverging palette");
  check_count(p, 2 * std::max(below, above));
  std::vector<Colour> out = half_colours(p, below, false);
  const std::vector<Colour> upper = half_colours(p, above, true);
  out.insert(out.end(), upper.begin(), upper.end());
  return out;
}

Distinguishability distinguishability(const std::vector<Colour>& colours, bool every_pair) {
  return {smallest(colours, every_pair, Vision::normal), smallest(colours, every_pair, Vision::protanopia),
          smallest(colours, every_pair, Vision::deuteranopia),
          smallest(colours, every_pair, Vision::tritanopia),
          smallest(colours, every_pair, Vision::greyscale)};
}

}  // namespace maillage::carto
