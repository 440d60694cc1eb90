#pragma once
// One input of the study as a table in the study's CRS, with its roles and its record.

#include <memory>
#include <string>
#include <vector>

#include "maillage/sources/fields.hpp"
#include "maillage/study/study.hpp"
#include "maillage/table/table.hpp"
#include "maillage/workflow/load.hpp"

namespace maillage::workflow {

// The table stays where it is while `fields` points at it.
struct ReadInput {
  std::unique_ptr<table::Table> table;
  sources::Fields fields;
  geo::Crs written_crs;  // of the geometry, and of coordinates in columns, as in the file
};

class InputReader {
 public:
  InputReader(const study::Study& study, std::vector<InputRecord>& records, Diagnostics& diagnostics,
              Progress* progress);

  // Adds its share of the bytes of all inputs to the progress. Null when the study has no such input. Geometry is reprojected to the study's CRS, and said; points of
  // delimited text come from the roles x and y.
  [[nodiscard]] std::unique_ptr<ReadInput> read(const std::string& name);

 private:
  // The table as it stands in the file, and the line of each row (empty for layers).
  struct FileTable {
    table::Table table;
    std::vector<std::uint64_t> lines;
  };
  [[nodiscard]] FileTable read_file(const study::Input& input);
  void add_points(const study::Input& input, FileTable& file);
  [[nodiscard]] table::Table clean(const study::Input& input, table::Table table);
  [[nodiscard]] table::Table to_study_crs(const study::Input& input, table::Table table);

  const study::Study& study_;
  std::vector<InputRecord>& records_;
  Diagnostics& diagnostics_;
  Progress* progress_;
  double bytes_ = 0;  // of all inputs
};

}  // namespace maillage::workflow
