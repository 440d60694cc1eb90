#include "layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

constexpr Colour ink{30, 30, 34};
constexpr Colour soft{92, 92, 98};
constexpr double a4_short = 595.3, a4_long = 841.9;

PageSize landscape_size(Page page) {
  switch (page) {
    case Page::a4:
      return {a4_long, a4_short};
    case Page::a3:
      return {2 * a4_short, a4_long};
    case Page::screen:
      return {960, 540};
  }
  return {a4_long, a4_short};
}

geo::Box extent(const MapSpec& spec) {
  geo::Box box;
  for (const geo::Geometry& g : spec.choropleth.areas->geometry()->rows) box.add(geo::bounds(g));
  return box;
}

std::string projection_name(geo::Crs crs) {
  switch (crs.epsg) {
    case 0:
      return {};
    case 2154:
      return "Lambert-93 (EPSG:2154)";
    case 5490:
      return "RGAF09 / UTM 20N (EPSG:5490)";
    case 2972:
      return "RGFG95 / UTM 22N (EPSG:2972)";
    case 2975:
      return "RGR92 / UTM 40S (EPSG:2975)";
    case 4471:
      return "RGM04 / UTM 38S (EPSG:4471)";
    default:
      return crs.text();
  }
}

// The legend at the largest letters at which it fits `height`.
Legend fitting_legend(const MapSpec& spec, const TextShaper& shaper, double unit, double width, double height,
                      double points_per_metre, const geo::Box& visible) {
  constexpr std::array<double, 7> sizes{1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7};
  for (const double size : sizes) {
    Legend legend = make_legend(spec, shaper, unit * size, unit, width, points_per_metre, visible);
    if (legend.height() <= height) return legend;
  }
  throw Error(ErrorCode::limit, fmt::format("the legend of map « {} » does not fit the page", spec.title),
              "use fewer classes, shorter labels or notes, or a larger page");
}

geo::Box visible_ground(const Frame& f) {
  geo::Box box;
  box.add(f.origin);
  box.add(
      geo::XY{f.origin.x + f.map_width / f.points_per_metre, f.origin.y - f.map_height / f.points_per_metre});
  return box;
}

struct Boxes {
  Layout layout;
  double width = 0, height = 0;  // for the territory
};

Boxes boxes(const MapSpec& spec, const TextShaper& shaper, bool portrait) {
  Boxes out;
  Layout& l = out.layout;
  l.page = landscape_size(spec.page);
  if (portrait) std::swap(l.page.width, l.page.height);
  l.unit = std::min(l.page.width, l.page.height) / a4_short;
  l.margin = 30 * l.unit;
  const double width = l.page.width - 2 * l.margin;
  l.title.style = {.size = 20 * l.unit, .bold = true, .colour = ink};
  l.title.lines = shaper.wrap(spec.title, l.title.style, width);
  l.subtitle.style = {.size = 11 * l.unit, .colour = soft};
  if (!spec.subtitle.empty()) l.subtitle.lines = shaper.wrap(spec.subtitle, l.subtitle.style, width);
  l.footer.style = {.size = 7.2 * l.unit, .colour = soft};
  const std::string footer = footer_text(spec);
  if (!footer.empty()) l.footer.lines = shaper.wrap(footer, l.footer.style, width);
  const double top = l.margin + l.title.height() + l.subtitle.height() + 10 * l.unit;
  l.footer_top = l.page.height - l.margin * 0.8 - l.footer.height();
  const double gap = 16 * l.unit;
  const double panel = std::round((portrait ? 178 : 218) * l.unit);
  l.frame.page_width = l.page.width, l.frame.page_height = l.page.height;
  l.frame.map_left = l.margin, l.frame.map_top = top;
  l.frame.map_width = width - panel - gap;
  l.frame.map_height = l.footer_top - 8 * l.unit - top;
  l.frame.legend_left = l.page.width - l.margin - panel;
  l.frame.legend_top = top, l.frame.legend_width = panel;
  const double inner = spec.neighbours.empty() ? 0 : 10 * l.unit;  // territory to frame
  out.width = l.frame.map_width - 2 * inner;
  out.height = l.frame.map_height - 2 * inner;
  return out;
}

}  // namespace

std::string footer_text(const MapSpec& spec) {
  const bool fr = spec.language == text::Language::fr;
  std::vector<std::string> parts;
  std::string sources;
  for (const std::string& s : spec.sources) sources += (sources.empty() ? "" : fr ? " ; " : "; ") + s;
  if (!sources.empty()) parts.push_back((fr ? "Sources : " : "Sources: ") + sources);
  const std::string projection = projection_name(spec.choropleth.areas->geometry()->crs);
  if (!projection.empty()) parts.push_back((fr ? "Projection : " : "Projection: ") + projection);
  std::string made = spec.author.empty() ? "" : (fr ? "Réalisation : " : "Made by: ") + spec.author;
  if (!spec.date.empty()) made += (made.empty() ? "" : ", ") + text::date(spec.date, spec.language);
  if (!made.empty()) parts.push_back(made);
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i == 0 ? "" : i == 1 && !sources.empty() ? "\n" : " – ") + parts[i];
  return out;
}

Layout lay_out(const MapSpec& spec, const TextShaper& shaper) {
  const geo::Box box = extent(spec);
  const auto scale = [&](const Boxes& b) { return std::min(b.width / box.width(), b.height / box.height()); };
  const bool turns = spec.page != Page::screen;
  Boxes chosen = boxes(spec, shaper, turns && spec.orientation == Orientation::portrait);
  if (turns && spec.orientation == Orientation::automatic) {
    Boxes portrait = boxes(spec, shaper, true);
    if (scale(portrait) > scale(chosen)) chosen = std::move(portrait);
  }
  Layout& l = chosen.layout;
  if (chosen.width < 50 * l.unit || chosen.height < 50 * l.unit)
    throw Error(ErrorCode::limit,
                fmt::format("the title and sources of map « {} » leave no room for the map", spec.title),
                "shorten them or use a larger page");
  const double s = scale(chosen);
  l.frame.points_per_metre = s;
  l.frame.origin = {(box.min_x + box.max_x) / 2 - l.frame.map_width / 2 / s,
                    (box.min_y + box.max_y) / 2 + l.frame.map_height / 2 / s};
  l.legend = fitting_legend(spec, shaper, l.unit, l.frame.legend_width, l.frame.map_height, s,
                            visible_ground(l.frame));
  l.frame.legend_height = l.legend.height();
  return std::move(chosen.layout);
}

}  // namespace maillage::carto
