#pragma once
// A map for a printed atlas, as a value: what is shown and in which words. render.hpp draws it.
//
// Everything on the page is in MapSpec; nothing comes from the clock, the locale or the machine. Geometry is in
// projected metres, all of it in the CRS of the choropleth's table.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "maillage/carto/symbology.hpp"
#include "maillage/geo/geometry.hpp"
#include "maillage/table/table.hpp"
#include "maillage/text/language.hpp"

namespace maillage::carto {

enum class Page {
  a4,      // 297 × 210 mm
  a3,      // 420 × 297 mm
  screen,  // 16:9, 338 × 190 mm
};

enum class Orientation {
  landscape,
  portrait,   // not for Page::screen, which stays 16:9
  automatic,  // whichever shows the territory larger
};

// Areas coloured by a column.
struct Choropleth {
  std::shared_ptr<const table::Table> areas;  // polygons in a projected CRS; at least one row
  std::string column;  // numeric for a GraduatedScale, text or integer for a CategoryScale
  Scale scale;
  std::string legend_title;   // empty: the column's alias
  std::string unit;           // empty: the column's unit; shown under the legend title
  std::string people_column;  // numeric; empty: the legend counts areas only
  std::string status_column;  // text: "" or name(Sign), which wins over the value; empty: none
  bool zero_apart = false;    // a value of exactly 0 gets Sign::zero instead of its class
  std::string areas_word;     // plural; empty: "communes"
  std::string people_word;    // plural; empty: "habitants" / "people"
  Line borders{{255, 255, 255}, 0.35, Dash::solid, 0.9};  // between areas; thinner where they are small
  Line contour{{70, 70, 70}, 0.5, Dash::solid, 1};        // around the territory
};

// Other areas drawn over the choropleth: département limits, CPTS limits, zones.
struct AreaOverlay {
  std::string label;  // for the legend; empty: not in the legend
  std::vector<geo::MultiPolygon> areas;
  AreaStyle style;          // borders shared by two areas are drawn once
  bool counted = false;     // the legend says how many there are
  bool inner_only = false;  // outline only between two of the areas: limits that stop at the coast
};

struct LineOverlay {
  std::string label;  // empty: not in the legend
  geo::MultiLineString lines;
  Line line{{110, 110, 110}, 0.5, Dash::solid, 0.7};
};

struct PointGroup {
  std::string label;
  Marker marker;
  std::vector<geo::XY> points;  // those outside the map frame are not drawn and not counted
};

// Point symbols by category, with their own part of the legend and counts.
struct PointOverlay {
  std::string title;
  std::vector<PointGroup> groups;
};

// Counts: circles with area proportional to the value, largest drawn first. Values ≤ 0 draw nothing.
struct CircleOverlay {
  std::string title;
  std::string unit;
  struct Item {
    geo::XY at;
    double value = 0;
  };
  std::vector<Item> items;
  double largest_radius = 16;  // points, of the largest value
  AreaStyle style{Colour{90, 90, 90}, 0.45, Hatch::none, {}, Line{{255, 255, 255}, 0.5, Dash::solid, 1}};
};

// A name on the map. Placed around its dot where it collides with nothing; dropped when there is no such place.
struct Town {
  geo::XY at;
  std::string name;
  double importance = 0;  // larger first; equal: by name
};

struct MapSpec {
  std::string title;  // required; wraps
  std::string subtitle;
  text::Language language = text::Language::fr;
  Page page = Page::a4;
  Orientation orientation = Orientation::landscape;

  Choropleth choropleth;
  std::vector<geo::MultiPolygon> neighbours;  // land around, in grey, cut at the frame
  std::vector<LineOverlay> lines;             // below the areas of overlays
  std::vector<AreaOverlay> overlays;          // in order, later on top
  std::vector<CircleOverlay> circles;
  std::vector<PointOverlay> points;
  std::vector<Town> towns;

  std::vector<std::string> notes;    // how to read, assumptions, warnings: under the legend
  std::vector<std::string> sources;  // "Insee, populations légales 2022", …
  std::string author;                // "Réalisation : …" is put in front
  std::string date;  // ISO 8601 of the data or the run, "2026-11-22"; also the date in the PDF
};

// What the legend counts, row by row.
struct Tally {
  std::uint64_t areas = 0;
  double people = 0;  // NaN people of an area count as none
};

struct LegendCounts {
  std::vector<Tally> classes;  // in the order of the scale
  std::vector<Tally> signs;    // in the order of all_signs
  [[nodiscard]] Tally total() const;
};

// Class of every row: 0 … k − 1, or k + position in all_signs.
[[nodiscard]] std::vector<std::size_t> class_of_rows(const Choropleth& choropleth);
[[nodiscard]] LegendCounts count(const Choropleth& choropleth);
// Labels of the classes in the order of the scale.
[[nodiscard]] std::vector<std::string> class_labels(const Choropleth& choropleth, text::Language language);

// Throws Error(usage) for a map that cannot be drawn: no title, no row, a column that is not there or of the wrong
// kind, a bad scale, no extent, people < 0; Error(geometry) for rows that are not polygons; Error(crs) for degrees;
// Error(input) for a text that is no category and no sign.
void check(const MapSpec& spec);

// Below the map: sources, projection, who made it and when; "\n" between lines.
[[nodiscard]] std::string footer_text(const MapSpec& spec);

// The map in words, for people who do not see it: title, subtitle, classes with counts, overlays, sources.
[[nodiscard]] std::string alt_text(const MapSpec& spec);

}  // namespace maillage::carto
