#pragma once
// Styles of GeoPackage layers for QGIS (3.22 and later), with the classes, colours, labels and signs of the printed maps.
//
// A layer_styles table holds both texts of a style: QGIS applies the QML and other programs read the SLD. Writing that
// table belongs to the module that writes the GeoPackage.

#include <optional>
#include <string>
#include <vector>

#include "maillage/carto/symbology.hpp"
#include "maillage/table/table.hpp"
#include "maillage/text/language.hpp"

namespace maillage::carto {

struct LayerStyle {
  table::GeometryKind kind = table::GeometryKind::polygon;
  text::Language language = text::Language::fr;

  // The symbol of the layer's kind; a scale replaces its fill (areas, points) or colour (lines).
  AreaStyle area{Colour{220, 220, 220}, 1, Hatch::none, {}, Line{{255, 255, 255}, 0.35, Dash::solid, 1}};
  Line line;
  Marker marker;

  std::string column;          // of the scale; needed when there is one
  std::optional<Scale> scale;  // none: one symbol for all
  // With a category scale over points: a symbol of its own per category (its own colours too); empty: `marker`.
  std::vector<Marker> markers;

  // As in Choropleth. When one of the three is used, the style is rule-based, with the signs as rules of their own;
  // otherwise it is a graduated or categorised one, which planners change more easily.
  bool missing_shown = false;  // areas without a value get Sign::not_available instead of nothing
  bool zero_apart = false;
  std::string status_column;
  std::vector<Sign> signs{std::begin(all_signs), std::end(all_signs)};  // those the status column can hold
  std::string missing_label;  // for areas without a value; empty: label(Sign::not_available)

  std::string label_column;  // names on the map; empty: none
  double label_size = 8;     // points
  bool labels_shown = true;  // false: set up, but not drawn until the reader ticks them
};

// Throws Error(usage) for a bad scale, a scale without a column, or markers not one per category.
[[nodiscard]] std::string qml(const LayerStyle& style);
// Styled Layer Descriptor 1.1.0 (OGC 05-078r4); lengths converted from points to pixels of 0.28 mm.
[[nodiscard]] std::string sld(const LayerStyle& style, const std::string& layer_name);
// Of a table without geometry: its name, nothing to draw.
[[nodiscard]] std::string table_sld(const std::string& table_name);

}  // namespace maillage::carto
