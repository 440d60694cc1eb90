#pragma once
// Draws a MapSpec with Cairo and Pango (font family Lato).
//
// The same MapSpec gives the same bytes, on every run of the same machine set-up. PDF: vector, fonts embedded, text
// searchable, title/subject/author set. SVG: real text elements, <title> and <desc>, coordinates to 0.1 pt, every
// border once, groups with ids. PNG: 200 dpi (150 for A3), with its resolution and description inside. In all of
// them borders are simplified by at most 0.1 pt (0.035 mm), shared ones alike.

#include <filesystem>
#include <string>
#include <string_view>

#include "maillage/carto/map.hpp"

namespace maillage::carto {

enum class Format { png, svg, pdf };

// "png", "svg", "pdf"; throws Error(usage).
[[nodiscard]] Format parse_format(std::string_view name);

// The bytes of the file. Throws what check(MapSpec) throws; Error(limit) when the legend cannot fit the page even at
// its smallest letters; Error(internal) when Cairo fails. O(v log v) for v vertices. Safe from several threads at
// once, each with its own MapSpec.
[[nodiscard]] std::string render(const MapSpec& spec, Format format);

// The same into a file, through `path`.tmp and a rename. Also throws Error(io).
void render(const MapSpec& spec, const std::filesystem::path& path, Format format);

// Where things came to lie on the page, in points from the top left: for tests and for drawing beside the map.
struct Frame {
  double page_width = 0, page_height = 0;
  double map_left = 0, map_top = 0, map_width = 0, map_height = 0;  // the frame of the map
  double legend_left = 0, legend_top = 0, legend_width = 0, legend_height = 0;
  double points_per_metre = 0;
  geo::XY origin;  // the ground point at (map_left, map_top)
  [[nodiscard]] geo::XY on_page(geo::XY ground) const {
    return {map_left + (ground.x - origin.x) * points_per_metre,
            map_top + (origin.y - ground.y) * points_per_metre};
  }
};
[[nodiscard]] Frame frame(const MapSpec& spec);

// Pixels per point of render(…, Format::png).
[[nodiscard]] double png_scale(Page page);

// Frees what Cairo, Pango and fontconfig keep until the end of the process, so that leak checkers are quiet. Call it
// last, from main, with no render running.
void release_fonts();

}  // namespace maillage::carto
