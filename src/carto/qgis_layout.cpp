#include "qgis_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "maillage/text/xml_text.hpp"
#include "qgis_layout_items.hpp"
#include "style_rules.hpp"

namespace maillage::carto {
namespace {

constexpr double mm_per_point = 25.4 / 72;
constexpr double a4_short = 210, a4_long = 297;
constexpr double margin = 11;
constexpr Colour ink{30, 30, 34};
constexpr Colour soft{92, 92, 98};

// Text as it will be broken into lines, and the room it takes.
class Paragraph {
 public:
  Paragraph(const TextShaper& shaper, const std::string& text, TextStyle style, double width_mm)
      : text_(text), style_(style) {
    for (std::size_t at = 0; !text.empty();) {
      const std::size_t end = text.find('\n', at);
      for (std::string& line : shaper.wrap(text.substr(at, end - at), style, width_mm / mm_per_point))
        lines_.push_back(std::move(line));
      if (end == std::string::npos) break;
      at = end + 1;
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const TextStyle& style() const { return style_; }
  // Lines broken here, for what QGIS does not break by itself.
  [[nodiscard]] std::string broken() const { return fmt::format("{}", fmt::join(lines_, "\n")); }
  [[nodiscard]] double height() const {  // QGIS's lines are a little further apart than ours
    return static_cast<double>(lines_.size()) * style_.size * mm_per_point * (line_spacing + 0.04);
  }

 private:
  std::string text_;
  TextStyle style_;
  std::vector<std::string> lines_;
};

// French puts spaces before some signs and units; QGIS would break lines there.
std::string unbroken(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {" km/h", "\u00a0km/h"}, {" km", "\u00a0km"}, {" min", "\u00a0min"}, {" ;", "\u202f;"},
      {" :", "\u00a0:"},       {" ?", "\u202f?"},   {" !", "\u202f!"},     {" %", "\u202f%"},
      {"« ", "«\u00a0"},       {" »", "\u00a0»"},   {" – ", "\u00a0– "}};
  for (const auto& [from, to] : signs) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  }
  return text;
}

QgisLayout unbroken(QgisLayout layout, text::Language language) {
  if (language != text::Language::fr) return layout;
  for (std::string* words : {&layout.title, &layout.subtitle, &layout.footer}) *words = unbroken(*words);
  for (std::string& note : layout.notes) note = unbroken(note);
  for (LegendEntry& entry : layout.legend)
    entry.title = unbroken(entry.title), entry.unit = unbroken(entry.unit);
  return layout;
}

struct Sheet {
  double width = 0, height = 0, panel = 0;
  PageBox title, subtitle, map, side, footer;  // side: legend, notes, north and scale, from top to bottom
  double mm_per_metre = 0;
};

Sheet sheet(const QgisLayout& layout, const geo::Box& extent, const TextShaper& shaper, bool portrait) {
  Sheet s;
  s.width = portrait ? a4_short : a4_long;
  s.height = portrait ? a4_long : a4_short;
  s.panel = portrait ? 60 : 74;
  const double across = s.width - 2 * margin;
  const Paragraph title(shaper, layout.title, {.size = 18, .bold = true, .colour = ink}, across * 0.98);
  const Paragraph subtitle(shaper, layout.subtitle, {.size = 11, .colour = soft}, across * 0.98);
  const Paragraph footer(shaper, layout.footer, {.size = 7, .colour = soft}, across * 0.98);
  s.title = {margin, margin - 2, across, title.height() + 1};
  s.subtitle = {margin, s.title.y + s.title.height, across,
                subtitle.height() + (layout.subtitle.empty() ? 0 : 1)};
  s.footer = {margin, s.height - margin + 2 - footer.height(), across, footer.height() + 1};
  const double top = s.subtitle.y + s.subtitle.height + 3;
  const double bottom = s.footer.y - 3;
  constexpr double gap = 5;
  s.map = {margin, top, across - s.panel - gap, bottom - top};
  s.side = {s.width - margin - s.panel, top, s.panel, bottom - top};
  constexpr double air = 0.97;  // the territory does not touch the edge of its frame
  s.mm_per_metre = air * std::min(s.map.width / extent.width(), s.map.height / extent.height());
  return s;
}

Sheet larger_sheet(const QgisLayout& layout, const geo::Box& extent, const TextShaper& shaper) {
  const Sheet across = sheet(layout, extent, shaper, false);
  const Sheet upright = sheet(layout, extent, shaper, true);
  return upright.mm_per_metre > across.mm_per_metre ? upright : across;
}

geo::Box ground(const Sheet& s, const geo::Box& extent) {
  const geo::XY middle{(extent.min_x + extent.max_x) / 2, (extent.min_y + extent.max_y) / 2};
  const double half_width = s.map.width / s.mm_per_metre / 2, half_height = s.map.height / s.mm_per_metre / 2;
  geo::Box box;
  box.add(geo::XY{middle.x - half_width, middle.y - half_height});
  box.add(geo::XY{middle.x + half_width, middle.y + half_height});
  return box;
}

std::size_t classes_of(const QgisLayer& layer) {
  if (const auto* style = std::get_if<LayerStyle>(&layer.style))
    return style->scale ? style_rules(*style).size() : 1;
  if (const auto* style = std::get_if<RasterStyle>(&layer.style)) return style->scale.classes.count();
  return 0;
}

// The panel beside the map at one size of letters.
struct Side {
  double shrink = 1;
  std::vector<LegendRow> rows;
  double legend_height = 0;
  std::string notes;
  TextStyle notes_style;
  double notes_height = 0;
};

constexpr double compass_height = 15;  // north arrow and scale bar

Side side(const QgisLayout& layout, const QgisProject& project, const TextShaper& shaper, double width,
          double shrink) {
  Side out;
  out.shrink = shrink;
  for (const LegendEntry& entry : layout.legend) {
    const QgisLayer& layer = layer_of(project, entry.layer);
    const std::size_t classes = classes_of(layer);
    const Paragraph title(shaper, entry.title, {.size = 9.5 * shrink, .bold = classes > 1}, width * 0.96);
    const Paragraph unit(shaper, entry.unit, {.size = legend_unit_size * shrink}, width * 0.96);
    out.rows.push_back({&layer, classes > 1 ? title.broken() : entry.title, unit.broken(), classes > 1});
    if (classes > 1)
      out.legend_height +=
          title.height() + unit.height() + (legend_title_gap + (entry.unit.empty() ? 1 : 3)) * shrink;
    out.legend_height += static_cast<double>(classes) * (legend_symbol_height + legend_row_gap) * shrink;
  }
  out.notes = fmt::format("{}", fmt::join(layout.notes, "\n\n"));
  out.notes_style = {.size = 7.5 * shrink, .italic = true, .colour = soft};
  out.notes_height = Paragraph(shaper, out.notes, out.notes_style, width * 0.96).height() + 2;
  return out;
}

Side fitting_side(const QgisLayout& layout, const QgisProject& project, const TextShaper& shaper,
                  const PageBox& room) {
  constexpr std::array<double, 7> sizes{1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7};
  Side out;
  for (const double size : sizes) {
    out = side(layout, project, shaper, room.width, size);
    if (out.legend_height + out.notes_height + compass_height + 8 <= room.height) break;
  }
  return out;
}

std::string side_items(const Side& side, const PageItem& map, const Sheet& s, const QgisProject& project) {
  const bool fr = project.language == text::Language::fr;
  const auto item = [&](std::string_view french, std::string_view english, PageBox box, int level) {
    return PageItem{map.layout, std::string(fr ? french : english), box, level};
  };
  const double floor = s.side.y + s.side.height;
  const double compass_top = floor - compass_height;
  const double legend_bottom = s.side.y + side.legend_height + 4;
  std::string out;
  if (!side.rows.empty()) {
    const PageBox box{s.side.x, s.side.y, s.side.width, side.legend_height};
    out += legend_item(item("Légende", "Legend", box, 4), map, side.rows, side.shrink);
  }
  if (!side.notes.empty()) {
    const PageBox box{s.side.x, legend_bottom, s.side.width, compass_top - 3 - legend_bottom};
    out += label_item(item("Notes", "Notes", box, 5), side.notes, side.notes_style, Upright::top);
  }
  out += north_item(item("Nord", "North", {s.side.x, compass_top, 7, compass_height}, 6), map);
  const double left = 12;
  const ScaleBar bar = round_bar(s.side.width - left - 12, s.mm_per_metre);
  out += scale_bar_item(item("Échelle", "Scale", {s.side.x + left, floor - 9, s.side.width - left, 9}, 7),
                        map, bar, project.language, 8);
  return out;
}

}  // namespace

std::string layout_xml(const QgisLayout& given, const QgisProject& project) {
  const QgisLayout layout = unbroken(given, project.language);
  const TextShaper shaper;
  const Sheet s = larger_sheet(layout, project.extent, shaper);
  const bool fr = project.language == text::Language::fr;
  const auto item = [&](std::string_view french, std::string_view english, PageBox box, int level) {
    return PageItem{layout.name, std::string(fr ? french : english), box, level};
  };
  const PageItem map = item("Carte", "Map", s.map, 1);
  std::string out = fmt::format(
      "<Layout name=\"{}\" units=\"mm\" printResolution=\"300\" worldFileMap=\"\">\n<PageCollection>\n",
      text::xml_text(layout.name));
  out += page_item(item("Page", "Page", {0, 0, s.width, s.height}, 0)) + "</PageCollection>\n";
  out += map_item(map, ground(s, project.extent), layout.theme);
  out += label_item(item("Titre", "Title", s.title, 2), layout.title,
                    {.size = 18, .bold = true, .colour = ink}, Upright::top);
  if (!layout.subtitle.empty())
    out += label_item(item("Sous-titre", "Subtitle", s.subtitle, 3), layout.subtitle,
                      {.size = 11, .colour = soft}, Upright::top);
  out += side_items(fitting_side(layout, project, shaper, s.side), map, s, project);
  if (!layout.footer.empty())
    out += label_item(item("Sources", "Sources", s.footer, 8), layout.footer, {.size = 7, .colour = soft},
                      Upright::bottom);
  return out + "</Layout>\n";
}

}  // namespace maillage::carto
