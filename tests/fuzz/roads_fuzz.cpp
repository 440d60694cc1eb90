// Layers of roads: columns recognised, values, ends, lines; then the graph, by nodes or by coinciding ends. Lines come
// from the column "line": "x y x y …", parts parted by ";".

#include <charconv>

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/sources/roads.hpp"

namespace {

using namespace maillage;

geo::Geometry line_of(std::string_view text) {
  geo::MultiLineString parts(1);
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto flush = [&] {
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      parts.back().push_back({numbers[i], numbers[i + 1]});
    numbers.clear();
  };
  while (at != end) {
    double value = 0;
    const auto [stop, problem] = std::from_chars(at, end, value);
    if (problem == std::errc() && stop != at) {
      numbers.push_back(value);
      at = stop;
    } else {
      if (*at == ';') flush(), parts.emplace_back();
      ++at;
    }
  }
  flush();
  std::erase_if(parts, [](const geo::LineString& part) { return part.size() < 2; });
  if (parts.empty()) return {};
  return parts;
}

void add_lines(table::Table& roads, std::uint8_t choice) {
  const table::Column* column = roads.find("line");
  if (column == nullptr) return;
  table::GeometryColumn lines{table::GeometryKind::line, choice % 4 == 0 ? geo::wgs84 : geo::lambert93, {}};
  for (const std::string& text : column->texts()) lines.rows.push_back(line_of(text));
  roads.set_geometry(std::move(lines));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const fuzz::MemoryFile file(fuzz::text_of(data, size).substr(1));
  Diagnostics diagnostics;
  try {
    table::Table roads = io::read_csv({.path = file.path()}).table;
    add_lines(roads, data[0]);
    sources::RoadMapping mapping = sources::recognise_roads(roads);
    if (mapping.direction.empty() || data[0] >= 128) mapping.line_direction = network::Direction::both;
    if (data[0] % 8 == 1) mapping.from.clear(), mapping.to.clear();
    if (data[0] % 8 == 2) mapping.join_tolerance = 10;
    (void)sources::describe(mapping);
    (void)sources::has_line_per_direction(roads, mapping);
    const network::RoadGraph graph = sources::read_roads(roads, mapping, diagnostics);
    if (graph.nodes() == 0 || graph.component_sizes().empty()) std::abort();
  } catch (const Error& problem) {
    if (problem.code() == ErrorCode::internal) std::abort();
  }
  return 0;
}
