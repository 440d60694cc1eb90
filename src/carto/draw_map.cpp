#include "draw_map.hpp"

#include <algorithm>
#include <cmath>

#include "label_placer.hpp"
#include "maillage/core/interrupt.hpp"
#include "marker_path.hpp"
#include "mesh.hpp"

namespace maillage::carto {

namespace {

Line scaled(Line line, double unit) {
  line.width *= unit;
  return line;
}

std::vector<AreaStyle> fills(const Scale& scale) {
  std::vector<AreaStyle> out;
  if (const auto* g = std::get_if<GraduatedScale>(&scale)) {
    for (const Colour c : g->colours) out.push_back({.fill = c});
  } else {
    for (const Category& c : std::get<CategoryScale>(scale).categories) out.push_back({.fill = c.colour});
  }
  for (const Sign sign : all_signs) out.push_back(style(sign));
  return out;
}

// Borders as wide as wished, but thinner where areas are small: at the scale of a country they would hide the colours.
Line fitting_borders(const Choropleth& layer, const ToPage& to_page, double unit) {
  double ground = 0;
  const auto& rows = layer.areas->geometry()->rows;
  for (const geo::Geometry& area : rows) ground += std::abs(geo::area(std::get<geo::MultiPolygon>(area)));
  const double side = std::sqrt(ground / static_cast<double>(rows.size())) * to_page.scale;  // of a mean area
  Line line = scaled(layer.borders, unit);
  line.width = std::min(line.width, 0.05 * side);
  return line;
}

// One path per class, all borders once on top: no gaps between classes, a small file.
void draw_choropleth(Canvas& canvas, const MapSpec& spec, const ToPage& to_page, double unit) {
  const Choropleth& layer = spec.choropleth;
  const std::vector<AreaStyle> styles = fills(layer.scale);
  const std::vector<std::size_t> classes = class_of_rows(layer);
  std::vector<Path> paths(styles.size());
  std::vector<GridLine> rings, zeros;
  const std::size_t zero_class = styles.size() - std::size(all_signs) + static_cast<std::size_t>(Sign::zero);
  const auto& rows = layer.areas->geometry()->rows;
  std::vector<std::size_t> ring_class;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::vector<GridLine> own = grid_rings(std::get<geo::MultiPolygon>(rows[row]), to_page);
    ring_class.insert(ring_class.end(), own.size(), classes[row]);
    std::move(own.begin(), own.end(), std::back_inserter(rings));
  }
  simplify(rings, drawn_tolerance);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    append(paths[ring_class[i]], {rings[i]});
    if (ring_class[i] == zero_class) zeros.push_back(rings[i]);
  }
  canvas.begin_group("areas");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    throw_if_interrupted();
    canvas.draw(paths[i], styles[i]);
  }
  canvas.end_group();
  const Borders lines = borders(rings, true);
  canvas.begin_group("borders");
  const Line thin = fitting_borders(layer, to_page, unit);
  canvas.stroke(lines.shared, thin);
  // White borders would lose themselves between white areas.
  if (!zeros.empty()) {
    const Borders around_zeros = borders(zeros, true);
    for (const Path* path : {&around_zeros.shared, &around_zeros.single})
      canvas.stroke(*path, {{196, 196, 196}, thin.width, Dash::solid, 1});
  }
  canvas.stroke(lines.single, scaled(layer.contour, unit));
  canvas.end_group();
}

std::vector<GridLine> simplified_rings(const std::vector<geo::MultiPolygon>& areas, const ToPage& to_page) {
  std::vector<GridLine> rings;
  for (const geo::MultiPolygon& area : areas) {
    std::vector<GridLine> own = grid_rings(area, to_page);
    std::move(own.begin(), own.end(), std::back_inserter(rings));
  }
  simplify(rings, drawn_tolerance);
  return rings;
}

void draw_neighbours(Canvas& canvas, const MapSpec& spec, const ToPage& to_page, double unit) {
  Path path;
  const std::vector<GridLine> rings = simplified_rings(spec.neighbours, to_page);
  append(path, rings);
  canvas.begin_group("neighbours");
  canvas.draw(path, {.fill = Colour{232, 232, 230}});
  canvas.stroke(borders(rings, true).shared, {{255, 255, 255}, 0.6 * unit, Dash::solid, 1});
  canvas.end_group();
}

void draw_lines(Canvas& canvas, const MapSpec& spec, const ToPage& to_page, double unit) {
  for (const LineOverlay& overlay : spec.lines) {
    std::vector<GridLine> lines;
    for (const geo::LineString& line : overlay.lines) {
      GridLine grid;
      for (const geo::XY p : line) grid.push_back(to_page.grid(p));
      lines.push_back(std::move(grid));
    }
    const Borders once = borders(lines, false);  // two directions of a road are one line
    Path path = once.shared;
    path.insert(path.end(), once.single.begin(), once.single.end());
    canvas.stroke(path, scaled(overlay.line, unit));
  }
}

void draw_overlays(Canvas& canvas, const MapSpec& spec, const ToPage& to_page, double unit) {
  for (const AreaOverlay& overlay : spec.overlays) {
    Path fill;
    const std::vector<GridLine> rings = simplified_rings(overlay.areas, to_page);
    append(fill, rings);
    AreaStyle body = overlay.style;
    body.outline.reset();
    canvas.draw(fill, body);
    if (!overlay.style.outline) continue;
    const Borders lines = borders(rings, true);
    canvas.stroke(lines.shared, scaled(*overlay.style.outline, unit));
    if (!overlay.inner_only) canvas.stroke(lines.single, scaled(*overlay.style.outline, unit));
  }
}

void draw_circles(Canvas& canvas, const MapSpec& spec, const ToPage& to_page, double unit) {
  for (const CircleOverlay& overlay : spec.circles) {
    std::vector<CircleOverlay::Item> items = overlay.items;
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    for (const auto& item : items)
      if (item.value > 0)
        canvas.draw_circle(to_page(item.at),
                           unit * overlay.largest_radius * std::sqrt(item.value / items.front().value),
                           overlay.style);
  }
}

// Groups in reverse, so that the first of the legend lies on top. Returns the boxes covered.
std::vector<geo::Box> draw_points(Canvas& canvas, const MapSpec& spec, const ToPage& to_page,
                                  const geo::Box& frame, double unit) {
  std::vector<geo::Box> taken;
  for (const PointOverlay& overlay : spec.points)
    for (auto group = overlay.groups.rbegin(); group != overlay.groups.rend(); ++group)
      for (const geo::XY p : group->points) {
        const PagePoint at = to_page(p);
        if (!frame.contains(at)) continue;
        draw_marker(canvas, at, group->marker, unit);
        const double r = group->marker.size * unit / 2;
        taken.push_back({at.x - r, at.y - r, at.x + r, at.y + r});
      }
  return taken;
}

void draw_towns(Canvas& canvas, const MapSpec& spec, const Layout& layout, const TextShaper& shaper,
                const geo::Box& frame, std::vector<geo::Box> taken) {
  const double unit = layout.unit;
  const AreaStyle dot{.fill = Colour{24, 24, 28},
                      .outline = Line{{255, 255, 255}, 0.7 * unit, Dash::solid, 1}};
  const auto labels = place_labels(spec.towns, layout.to_page(), frame, std::move(taken), shaper, unit);
  for (const PlacedLabel& label : labels) canvas.draw_circle(label.point, town_dot_radius * unit, dot);
  for (const PlacedLabel& label : labels) canvas.text(label.baseline, label.text, label.style);
}

void draw_text(Canvas& canvas, const TextBlock& block, double x, double y) {
  const double step = block.style.size * line_spacing;
  double baseline = y + block.style.size * cap_height + (step - block.style.size) / 2;
  for (const std::string& line : block.lines) canvas.text({x, baseline}, line, block.style), baseline += step;
}

void draw_legend(Canvas& canvas, const Layout& layout) {
  const Frame& f = layout.frame;
  double y = f.legend_top;
  for (const LegendBlock& block : layout.legend.blocks)
    block.draw(canvas, f.legend_left, y), y += block.height;
  layout.legend.foot.draw(canvas, f.legend_left, f.map_top + f.map_height - layout.legend.foot.height);
}

}  // namespace

void draw_map(Canvas& canvas, const MapSpec& spec, const Layout& layout, const TextShaper& shaper) {
  const Frame& f = layout.frame;
  const double unit = layout.unit;
  const ToPage to_page = layout.to_page();
  const geo::Box frame{f.map_left, f.map_top, f.map_left + f.map_width, f.map_top + f.map_height};
  const auto group = [&](const char* id, auto draw) {
    throw_if_interrupted();
    canvas.begin_group(id);
    draw();
    canvas.end_group();
  };
  const auto part = [&](bool wanted, const char* id, auto draw) {
    if (wanted) group(id, draw);
  };
  std::vector<geo::Box> taken;
  group("map", [&] {
    // Strokes on the edge of the territory may pass the frame by half their width.
    const double slack = spec.neighbours.empty() ? 2 * unit : 0;
    canvas.begin_clip(f.map_left - slack, f.map_top - slack, f.map_width + 2 * slack,
                      f.map_height + 2 * slack);
    if (!spec.neighbours.empty()) draw_neighbours(canvas, spec, to_page, unit);
    draw_choropleth(canvas, spec, to_page, unit);
    part(!spec.lines.empty(), "lines", [&] { draw_lines(canvas, spec, to_page, unit); });
    part(!spec.overlays.empty(), "overlays", [&] { draw_overlays(canvas, spec, to_page, unit); });
    part(!spec.circles.empty(), "circles", [&] { draw_circles(canvas, spec, to_page, unit); });
    part(!spec.points.empty(), "points", [&] { taken = draw_points(canvas, spec, to_page, frame, unit); });
    part(!spec.towns.empty(), "towns", [&] { draw_towns(canvas, spec, layout, shaper, frame, taken); });
    canvas.end_clip();
    if (!spec.neighbours.empty())
      canvas.draw(rectangle(f.map_left, f.map_top, f.map_width, f.map_height),
                  {.outline = Line{{150, 150, 150}, 0.5 * unit, Dash::solid, 1}});
  });
  group("heading", [&] {
    draw_text(canvas, layout.title, layout.margin, layout.margin * 0.85);
    draw_text(canvas, layout.subtitle, layout.margin,
              layout.margin * 0.85 + layout.title.height() + 2 * unit);
  });
  group("legend", [&] { draw_legend(canvas, layout); });
  group("sources", [&] { draw_text(canvas, layout.footer, layout.margin, layout.footer_top); });
}

}  // namespace maillage::carto
