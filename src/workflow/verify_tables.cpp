#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "maillage/io/csv.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_differences = 1000;

std::string layer_of(const std::string& file, const store::WorkspaceReader& workspace) {
  const std::string stem = fs::path(file).stem().string();
  for (const std::string& name : {stem, "maillage_" + stem}) {
    if (workspace.has_table(name)) return name;
  }
  return {};
}

bool same_value(const store::CellRow& row, std::size_t column, std::string_view csv) {
  using Kind = store::CellRow::Kind;
  const Kind kind = row.kind(column);
  if (kind == Kind::null || kind == Kind::text) return row.bytes(column) == csv;
  double value = 0;
  const auto [end, problem] = std::from_chars(csv.data(), csv.data() + csv.size(), value);
  return problem == std::errc() && end == csv.data() + csv.size() && value == row.number(column);
}

// The rows of a CSV file, asked for by number in increasing order.
class CsvRows {
 public:
  CsvRows(const fs::path& path, std::vector<TwinDifference>& differences)
      : csv_(path), differences_(differences) {}

  [[nodiscard]] const io::CsvReader& csv() const { return csv_; }
  // Rows before it are in the file only. False when the file ends before.
  bool advance_to(std::int64_t row) {
    while (row_ < row && csv_.next()) {
      if (++row_ < row) add({row_, std::string(csv_.field(0)), "", "(no row)", "a row"});
    }
    return row_ == row;
  }
  void finish() {
    while (csv_.next()) add({++row_, std::string(csv_.field(0)), "", "(no row)", "a row"});
  }
  void add(TwinDifference difference) {
    if (differences_.size() < most_differences) differences_.push_back(std::move(difference));
  }

 private:
  io::CsvReader csv_;
  std::vector<TwinDifference>& differences_;
  std::int64_t row_ = 0;
};

void compare_rows(const fs::path& path, const store::WorkspaceReader& workspace, Twin& twin) {
  CsvRows rows(path, twin.differences);
  const std::vector<std::string>& header = rows.csv().header();
  std::vector<std::string> shared;
  std::vector<std::size_t> fields;
  const std::vector<std::string> there = workspace.columns(twin.layer);
  for (std::size_t f = 0; f < header.size(); ++f) {
    if (std::find(there.begin(), there.end(), header[f]) == there.end()) {
      rows.add({0, "", header[f], "(no column)", "a column"});
    } else {
      shared.push_back(header[f]);
      fields.push_back(f);
    }
  }
  workspace.visit(twin.layer, shared, [&](const store::CellRow& row) {
    if (!rows.advance_to(row.fid())) {
      rows.add({row.fid(), shared.empty() ? "" : row.text(0), "", "a row", "(no row)"});
      return;
    }
    for (std::size_t c = 0; c < shared.size(); ++c) {
      const std::string_view in_csv = rows.csv().field(fields[c]);
      if (!same_value(row, c, in_csv)) {
        rows.add({row.fid(), std::string(rows.csv().field(0)), shared[c], row.text(c), std::string(in_csv)});
      }
    }
  });
  rows.finish();
}

Finding finding_of(const Twin& twin, const TwinDifference& d, const std::string& check, bool layer_is_right) {
  Finding finding{.check = check,
                  .file = layer_is_right ? twin.file : std::string(workspace_name),
                  .layer = layer_is_right ? "" : twin.layer,
                  .row = d.row,
                  .id = d.id,
                  .column = d.column,
                  .recorded = layer_is_right ? d.in_layer : d.in_csv,
                  .found = layer_is_right ? d.in_csv : d.in_layer};
  finding.message = twin.file;
  if (d.row > 0) finding.message += fmt::format(", row {} ({})", d.row, d.id);
  if (!d.column.empty()) finding.message += fmt::format(", column {}", d.column);
  return finding;
}

}  // namespace

std::vector<Twin> compare_twins(const fs::path& folder, const RecordedRun& recorded,
                                const store::WorkspaceReader& workspace, Findings& findings) {
  std::vector<Twin> twins;
  for (const auto& [path, file] : recorded.files) {
    if (!path.ends_with(".csv") || !fs::is_regular_file(folder / path)) continue;
    const std::string layer = layer_of(path, workspace);
    if (layer.empty()) continue;  // a table without rows has no layer
    Twin& twin = twins.emplace_back(Twin{layer, path, {}});
    try {
      compare_rows(folder / path, workspace, twin);
      findings.looked_at("tables");
    } catch (const Error& problem) {
      if (problem.code() == ErrorCode::interrupted) throw;
      twins.pop_back();
      findings.add({.check = "tables", .message = problem.message(), .file = path});
    }
  }
  return twins;
}

std::set<std::string> check_tables(const std::vector<Twin>& twins, const std::set<std::string>& right_layers,
                                   const std::set<std::string>& right_files, const std::string& check,
                                   Findings& findings) {
  std::set<std::string> explained;
  for (const Twin& twin : twins) {
    const bool layer_is_right = right_layers.contains(twin.layer);
    const bool file_is_right = right_files.contains(twin.file);
    if (file_is_right && !layer_is_right) continue;  // said of the layer
    for (const TwinDifference& d : twin.differences) {
      Finding finding = finding_of(twin, d, check, true);
      finding.message +=
          layer_is_right && !file_is_right
              ? fmt::format(": {}; the run wrote {}", shown(d.in_csv), shown(d.in_layer))
              : fmt::format(": {}; the layer {} has {}", shown(d.in_csv), twin.layer, shown(d.in_layer));
      findings.add(std::move(finding));
      explained.insert(twin.file);
    }
  }
  return explained;
}

}  // namespace maillage::workflow
