#pragma once
// A QGIS project (3.22 and later) beside the GeoPackage a run wrote: groups of layers, map themes, print layouts.
//
// The text is the same for the project inside the GeoPackage and for the .qgz file: both find their layers in the
// folder they are in. Nothing in it comes from the clock or the machine.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "maillage/carto/qgis_style.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/geo/geometry.hpp"
#include "maillage/table/table.hpp"

namespace maillage::carto {

// Minutes by classes: the first band of a file in the project's folder.
struct RasterStyle {
  GraduatedScale scale;
  text::Language language = text::Language::fr;
  double opacity = 1;  // 0 … 1
};

// A table without geometry.
struct TableStyle {};

struct QgisLayer {
  std::string key;   // ASCII letters, digits and "_", no two alike: what groups, themes and layouts name
  std::string name;  // for people, in the layer tree
  std::string file;  // in the folder of the project: "maillage.gpkg"
  std::string table = {};        // of the GeoPackage; none for a raster
  std::string filter = {};       // SQL condition on the rows; empty: all of them
  std::string description = {};  // what it shows, how it was computed: the layer's metadata
  std::variant<LayerStyle, RasterStyle, TableStyle> style = TableStyle{};
  const table::Table* columns = nullptr;  // titles, units and comments; must outlive the call
  std::optional<geo::Box> extent = {};    // in the project's CRS
};

struct QgisGroup {
  std::string name;
  std::vector<std::string> layers;  // keys, from top to bottom
  bool expanded = true;
};

// Layers that are seen together, by a name to switch to.
struct QgisTheme {
  std::string name;
  std::vector<std::string> layers;  // keys
};

struct LegendEntry {
  std::string layer;      // key
  std::string title;      // above its classes, or beside its one symbol
  std::string unit = {};  // below the title of classes
};

// An A4 page with the map of a theme, ready to print.
struct QgisLayout {
  std::string name;   // in QGIS's list of layouts
  std::string theme;  // name of a QgisTheme
  std::string title;  // wraps
  std::string subtitle = {};
  std::vector<LegendEntry> legend = {};
  std::vector<std::string> notes = {};  // paragraphs below the legend
  std::string footer = {};              // sources, projection, date; "\n" breaks it
};

struct QgisProject {
  std::string title;
  std::string author = {};
  std::string description = {};
  std::string date = "2000-01-01T00:00:00Z";  // ISO 8601, stated as the project's date
  text::Language language = text::Language::fr;
  geo::Crs crs;
  geo::Box extent;  // of the territory, in this CRS
  std::vector<QgisLayer> layers;
  std::vector<QgisGroup> groups;  // from top to bottom; every layer in one of them
  std::vector<QgisTheme> themes;  // the first is what the project opens with
  std::vector<QgisLayout> layouts;
};

// The project file (.qgs). Layout pages are upright or across, whichever shows the territory larger; letters of the
// panel beside the map shrink to 70 % to make legend and notes fit. Throws Error(internal) for a key that is not there
// or doubled, a layer in no group or in two, Error(crs) when the CRS is unknown, and what qml() throws.
[[nodiscard]] std::string qgs(const QgisProject& project);

}  // namespace maillage::carto
