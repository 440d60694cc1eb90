#include "maillage/store/contents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "maillage/core/hash.hpp"

namespace maillage::store {
namespace {

constexpr std::size_t column_digits = 16;
constexpr std::size_t row_digits = 8;

// The WKB of a GeoPackage geometry with its CRS in front: header and envelope are matters of the writer.
// GeoPackage 1.3, clause 2.1.3.
std::string geometry_text(std::string_view blob) {
  constexpr std::size_t header = 8;
  constexpr std::array<std::size_t, 5> envelopes = {0, 32, 48, 48, 64};
  const std::size_t code = blob.size() < header ? 5 : static_cast<unsigned char>(blob[3]) >> 1 & 7U;
  if (code >= envelopes.size() || !blob.starts_with("GP") || blob.size() < header + envelopes[code]) {
    return fmt::format("b{}:{};", blob.size(), blob);  // no GeoPackage geometry: any change counts
  }
  std::array<unsigned char, 4> bytes{};
  std::memcpy(bytes.data(), blob.data() + 4, bytes.size());
  if ((static_cast<unsigned char>(blob[3]) & 1U) == 0) std::reverse(bytes.begin(), bytes.end());
  const std::uint32_t crs = bytes[0] | std::uint32_t{bytes[1]} << 8U | std::uint32_t{bytes[2]} << 16U |
                            std::uint32_t{bytes[3]} << 24U;
  const std::string_view wkb = blob.substr(header + envelopes[code]);
  return fmt::format("g{}:{}:{};", crs, wkb.size(), wkb);
}

// One text for each value; no two values have the same.
std::string canonical(const CellRow& row, std::size_t column, bool is_geometry) {
  switch (row.kind(column)) {
    case CellRow::Kind::integer:
      return fmt::format("i{};", row.integer(column));
    case CellRow::Kind::real:
      return fmt::format("r{};", row.number(column));
    case CellRow::Kind::text:
      return fmt::format("t{}:{};", row.bytes(column).size(), row.bytes(column));
    case CellRow::Kind::blob:
      return is_geometry ? geometry_text(row.bytes(column))
                         : fmt::format("b{}:{};", row.bytes(column).size(), row.bytes(column));
    case CellRow::Kind::null:
      break;
  }
  return "n;";
}

std::vector<std::string> columns_there(const WorkspaceReader& workspace, const std::string& layer,
                                       const std::vector<std::string>& asked) {
  std::vector<std::string> there = workspace.columns(layer);
  if (!asked.empty()) {
    std::erase_if(
        there, [&](const std::string& c) { return std::find(asked.begin(), asked.end(), c) == asked.end(); });
  }
  std::sort(there.begin(), there.end());
  return there;
}

}  // namespace

LayerContents layer_contents(const WorkspaceReader& workspace, const std::string& layer,
                             const std::vector<std::string>& columns) {
  LayerContents contents{.layer = layer, .geometry = workspace.geometry(layer)};
  const std::string geometry = workspace.geometry_column(layer);
  const std::vector<std::string> names = columns_there(workspace, layer, columns);
  std::vector<Sha256> sums(names.size());
  workspace.visit(layer, names, [&](const CellRow& row) {
    Sha256 row_sum;
    for (std::size_t c = 0; c < names.size(); ++c) {
      const std::string value = canonical(row, c, names[c] == geometry);
      sums[c].add(value);
      row_sum.add(value);
    }
    contents.fids.push_back(row.fid());
    contents.row_digests += row_sum.hex().substr(0, row_digits);
  });
  contents.rows = contents.fids.size();
  Sha256 whole;
  whole.add(fmt::format("{}\n{}\n{}\n", layer, contents.geometry, contents.rows));
  for (std::size_t c = 0; c < names.size(); ++c) {
    const std::string sum = sums[c].hex();
    whole.add(fmt::format("{}:{} {}\n", names[c].size(), names[c], sum));
    contents.columns[names[c]] = sum.substr(0, column_digits);
  }
  contents.sha256 = whole.hex();
  return contents;
}

std::vector<LayerContents> all_contents(const WorkspaceReader& workspace) {
  std::vector<LayerContents> all;
  for (const std::string& layer : workspace.layers()) all.push_back(layer_contents(workspace, layer));
  return all;
}

std::map<std::string, std::string> presentation(const WorkspaceReader& workspace) {
  std::map<std::string, std::string> digests;
  for (const char* table : {"gpkg_data_columns", "layer_styles", "qgis_projects"}) {
    if (!workspace.has_table(table)) continue;
    Sha256 sum;
    workspace.visit_unordered(table, [&](const CellRow& row, std::size_t columns) {
      for (std::size_t c = 0; c < columns; ++c) sum.add(canonical(row, c, false));
      sum.add("\n");
    });
    digests[table] = sum.hex();
  }
  return digests;
}

std::string_view row_digest(const LayerContents& layer, std::size_t place) {
  return std::string_view(layer.row_digests).substr(place * row_digits, row_digits);
}

}  // namespace maillage::store
