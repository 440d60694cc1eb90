#include "maillage/carto/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

constexpr std::size_t sign_count = std::size(all_signs);

const table::Column& column(const Choropleth& layer, const std::string& wanted, std::string_view role) {
  if (const table::Column* found = layer.areas->find(wanted)) return *found;
  std::string names;
  for (const auto& c : layer.areas->columns()) names += (names.empty() ? "" : ", ") + c.name;
  throw Error(ErrorCode::usage,
              fmt::format("table « {} » has no column « {} » ({})", layer.areas->name(), wanted, role),
              "its columns are " + names);
}

std::size_t class_count(const Scale& scale) {
  if (const auto* g = std::get_if<GraduatedScale>(&scale)) return g->classes.count();
  return std::get<CategoryScale>(scale).categories.size();
}

std::size_t sign_class(const Choropleth& layer, Sign sign) {
  return class_count(layer.scale) + static_cast<std::size_t>(sign);
}

// The sign a status column asks for in a row.
std::optional<Sign> status(const table::Column& column, std::size_t row) {
  if (column.is_missing(row) || column.texts()[row].empty()) return std::nullopt;
  for (const Sign sign : all_signs)
    if (column.texts()[row] == name(sign)) return sign;
  throw Error(
      ErrorCode::input,
      fmt::format("row {} of column « {} » has the status « {} »", row + 1, column.name, column.texts()[row]),
      "use zero, not_available, secret, out_of_scope or nothing");
}

std::size_t category_class(const CategoryScale& scale, const table::Column& values, std::size_t row) {
  const std::string value = values.text(row);
  const auto found = std::find_if(scale.categories.begin(), scale.categories.end(),
                                  [&](const Category& c) { return c.value == value; });
  if (found == scale.categories.end())
    throw Error(ErrorCode::input,
                fmt::format("row {} of column « {} » has the value « {} », which is no category of the map",
                            row + 1, values.name, value),
                "add it to the categories, or give the row a status such as out_of_scope");
  return static_cast<std::size_t>(found - scale.categories.begin());
}

std::size_t value_class(const Choropleth& layer, const table::Column& values, std::size_t row) {
  const auto* graduated = std::get_if<GraduatedScale>(&layer.scale);
  if (values.is_missing(row)) return sign_class(layer, Sign::not_available);
  if (graduated == nullptr) return category_class(std::get<CategoryScale>(layer.scale), values, row);
  const double value = values.number(row);
  if (std::isnan(value)) return sign_class(layer, Sign::not_available);
  if (layer.zero_apart && value == 0) return sign_class(layer, Sign::zero);
  return graduated->classes.index(value);
}

void check_geometry(const table::Table& areas) {
  const auto& geometry = areas.geometry();
  if (!geometry || geometry->kind != table::GeometryKind::polygon)
    throw Error(ErrorCode::geometry, fmt::format("table « {} » has no polygons to draw", areas.name()),
                "give a table of areas, such as communes");
  geo::Box box;
  for (std::size_t row = 0; row < geometry->rows.size(); ++row) {
    if (!std::holds_alternative<geo::MultiPolygon>(geometry->rows[row]))
      throw Error(ErrorCode::geometry,
                  fmt::format("row {} of table « {} » is not a polygon", row + 1, areas.name()),
                  "drop it or find its area before drawing");
    box.add(geo::bounds(std::get<geo::MultiPolygon>(geometry->rows[row])));
  }
  if (box.empty() || !std::isfinite(box.width() + box.height()) || box.width() <= 0 || box.height() <= 0)
    throw Error(ErrorCode::geometry, fmt::format("the areas of table « {} » have no extent", areas.name()),
                "check their coordinates");
  // Metres: no territory is narrower than a street, and degrees never pass 360.
  if (geometry->crs.epsg == 4326 ||
      (box.max_x <= 360 && box.min_x >= -360 && box.max_y <= 90 && box.min_y >= -90))
    throw Error(ErrorCode::crs, fmt::format("table « {} » is in degrees, not in metres", areas.name()),
                "reproject it first, in metropolitan France to EPSG:2154");
}

void check_columns(const Choropleth& layer) {
  const table::Column& values = column(layer, layer.column, "the values shown");
  if (std::holds_alternative<GraduatedScale>(layer.scale) && values.is_text())
    throw Error(ErrorCode::usage,
                fmt::format("column « {} » is text and cannot be cut into classes", layer.column),
                "use a category scale or a numeric column");
  if (std::holds_alternative<CategoryScale>(layer.scale) &&
      std::holds_alternative<table::Reals>(values.values))
    throw Error(ErrorCode::usage,
                fmt::format("column « {} » holds real numbers, not categories", layer.column),
                "use a graduated scale or a text column");
  if (!layer.status_column.empty() && !column(layer, layer.status_column, "the status of values").is_text())
    throw Error(ErrorCode::usage, fmt::format("status column « {} » is not text", layer.status_column), "");
  if (layer.people_column.empty()) return;
  const table::Column& people = column(layer, layer.people_column, "people");
  if (people.is_text())
    throw Error(ErrorCode::usage, fmt::format("people column « {} » is text", layer.people_column),
                "use numbers");
  for (std::size_t row = 0; row < people.size(); ++row)
    if (people.number(row) < 0)
      throw Error(ErrorCode::usage,
                  fmt::format("people column « {} » is negative in row {}", layer.people_column, row + 1),
                  "");
}

}  // namespace

Tally LegendCounts::total() const {
  Tally sum;
  for (const auto* part : {&classes, &signs})
    for (const Tally& t : *part) sum.areas += t.areas, sum.people += t.people;
  return sum;
}

std::vector<std::size_t> class_of_rows(const Choropleth& layer) {
  const table::Column& values = column(layer, layer.column, "the values shown");
  const table::Column* states =
      layer.status_column.empty() ? nullptr : &column(layer, layer.status_column, "the status of values");
  std::vector<std::size_t> out(layer.areas->rows());
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::optional<Sign> sign = states == nullptr ? std::nullopt : status(*states, row);
    out[row] = sign ? sign_class(layer, *sign) : value_class(layer, values, row);
  }
  return out;
}

LegendCounts count(const Choropleth& layer) {
  LegendCounts counts;
  const std::size_t classes = class_count(layer.scale);
  counts.classes.resize(classes);
  counts.signs.resize(sign_count);
  const table::Column* people =
      layer.people_column.empty() ? nullptr : &column(layer, layer.people_column, "people");
  const std::vector<std::size_t> rows = class_of_rows(layer);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Tally& tally = rows[row] < classes ? counts.classes[rows[row]] : counts.signs[rows[row] - classes];
    ++tally.areas;
    const double n = people == nullptr ? 0 : people->number(row);
    if (!std::isnan(n)) tally.people += n;
  }
  return counts;
}

std::vector<std::string> class_labels(const Choropleth& layer, text::Language language) {
  if (const auto* g = std::get_if<GraduatedScale>(&layer.scale))
    return g->labels.empty() ? labels(g->classes, language) : g->labels;
  std::vector<std::string> out;
  for (const Category& c : std::get<CategoryScale>(layer.scale).categories)
    out.push_back(c.label.empty() ? c.value : c.label);
  return out;
}

void check(const MapSpec& spec) {
  if (spec.title.empty()) throw Error(ErrorCode::usage, "the map has no title", "say what it shows");
  const Choropleth& layer = spec.choropleth;
  if (!layer.areas || layer.areas->rows() == 0)
    throw Error(ErrorCode::usage, fmt::format("map « {} » has no area to draw", spec.title),
                "give at least one row");
  check(layer.scale);
  check_columns(layer);
  check_geometry(*layer.areas);
  static_cast<void>(class_of_rows(layer));
}

}  // namespace maillage::carto
