#pragma once
// What a workspace says, apart from how its bytes lie: digests of tables that stay the same when QGIS has added a style,
// vacuumed the file or left a log, and differ when one value differs.
//
// A cell is taken with its type; a geometry as its CRS and WKB, without the envelope; columns by name, rows by fid.
// Columns added later do not count, so a planner's own remarks beside the results do no harm.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "maillage/store/workspace_reader.hpp"

namespace maillage::store {

struct LayerContents {
  std::string layer = {};
  std::string geometry = {};  // column, type and CRS; empty: none
  std::uint64_t rows = 0;
  std::string sha256 = {};  // of all the rest
  std::map<std::string, std::string> columns =
      {};  // name → first 16 hexadecimal digits of the column's SHA-256
  // By row, ascending: its number, and the first 8 hexadecimal digits of its SHA-256. They name what changed; the
  // proof is sha256.
  std::vector<std::int64_t> fids = {};
  std::string row_digests = {};
};

// Digests of a layer over the columns named (none: all that it has). Columns that are not there are left out, which
// changes sha256. O(size of the layer), one row in memory. Throws Error(database).
[[nodiscard]] LayerContents layer_contents(const WorkspaceReader& workspace, const std::string& layer,
                                           const std::vector<std::string>& columns = {});

// Of every layer and table of the workspace, by name.
[[nodiscard]] std::vector<LayerContents> all_contents(const WorkspaceReader& workspace);

// How the contents are shown, which users may change: SHA-256 of styles, of the QGIS projects and of the words for
// columns, by table.
[[nodiscard]] std::map<std::string, std::string> presentation(const WorkspaceReader& workspace);

// The 8 digits of the row at a place of `fids`.
[[nodiscard]] std::string_view row_digest(const LayerContents& layer, std::size_t place);

}  // namespace maillage::store
