#pragma once
// What lies on a page of a print layout, as QGIS writes it. Lengths in millimetres, letters in points.

#include <string>
#include <vector>

#include "maillage/carto/qgis_project.hpp"
#include "scale_bar.hpp"
#include "text_shaper.hpp"

namespace maillage::carto {

struct PageBox {
  double x = 0, y = 0, width = 0, height = 0;
};

struct PageItem {
  std::string layout;  // name of the layout: with `id` it gives the item its identity
  std::string id;      // what QGIS's list of items shows
  PageBox box;
  int level = 1;  // later ones above
};

enum class Upright { top, middle, bottom };

[[nodiscard]] std::string page_item(const PageItem& item);
[[nodiscard]] std::string label_item(const PageItem& item, const std::string& text, const TextStyle& style,
                                     Upright upright);
[[nodiscard]] std::string map_item(const PageItem& item, const geo::Box& extent, const std::string& theme);
// Turned to true north by QGIS, in the middle of the map.
[[nodiscard]] std::string north_item(const PageItem& item, const PageItem& map);
[[nodiscard]] std::string scale_bar_item(const PageItem& item, const PageItem& map, const ScaleBar& bar,
                                         text::Language language, double letters);

struct LegendRow {
  const QgisLayer* layer = nullptr;
  std::string title;     // "\n" breaks it
  std::string unit;      // below it, likewise
  bool heading = false;  // of a layer with several classes
};
// Height of the symbols and room between things, at letters of full size.
inline constexpr double legend_unit_size = 8;  // points
inline constexpr double legend_symbol_height = 3.6, legend_row_gap = 1.5, legend_title_gap = 3.5;
[[nodiscard]] std::string legend_item(const PageItem& item, const PageItem& map,
                                      const std::vector<LegendRow>& rows, double shrink);

}  // namespace maillage::carto
