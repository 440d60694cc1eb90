#include <fmt/format.h>

#include <algorithm>

#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

using store::LayerContents;

std::vector<std::string> names_of(const std::map<std::string, std::string>& columns) {
  std::vector<std::string> names;
  for (const auto& [name, digest] : columns) names.push_back(name);
  return names;
}

// What differs between two digests of a layer.
struct Changes {
  std::vector<std::int64_t> rows;     // there and changed
  std::vector<std::int64_t> missing;  // recorded, not there
  std::vector<std::int64_t> added;
  std::vector<std::string> columns;  // changed or gone
  bool known = false;                // rows were recorded
};

Changes changes_between(const LayerContents& recorded, const LayerContents& now) {
  Changes changes;
  for (const auto& [name, digest] : recorded.columns) {
    const auto found = now.columns.find(name);
    if (found == now.columns.end() || found->second != digest) changes.columns.push_back(name);
  }
  changes.known = !recorded.fids.empty() || recorded.rows == 0;
  if (!changes.known) return changes;
  std::size_t r = 0;
  std::size_t n = 0;
  while (r < recorded.fids.size() || n < now.fids.size()) {
    if (n == now.fids.size() || (r < recorded.fids.size() && recorded.fids[r] < now.fids[n])) {
      changes.missing.push_back(recorded.fids[r++]);
    } else if (r == recorded.fids.size() || now.fids[n] < recorded.fids[r]) {
      changes.added.push_back(now.fids[n++]);
    } else {
      if (row_digest(recorded, r) != row_digest(now, n)) changes.rows.push_back(now.fids[n]);
      ++r, ++n;
    }
  }
  return changes;
}

// Code or id of rows: the first column after number and geometry.
std::map<std::int64_t, std::string> ids_of(const store::WorkspaceReader& workspace,
                                           const std::string& layer) {
  const std::string fid = workspace.fid_column(layer);
  const std::string geometry = workspace.geometry_column(layer);
  std::map<std::int64_t, std::string> ids;
  for (const std::string& column : workspace.columns(layer)) {
    if (column == fid || column == geometry) continue;
    workspace.visit(layer, {column}, [&](const store::CellRow& row) { ids[row.fid()] = row.text(0); });
    break;
  }
  return ids;
}

class LayerCheck {
 public:
  LayerCheck(const store::WorkspaceReader& workspace, const LayerContents& recorded, const Twin* twin,
             std::string check, Findings& findings)
      : workspace_(workspace), recorded_(recorded), check_(std::move(check)), findings_(findings) {
    if (twin == nullptr) return;
    for (const TwinDifference& d : twin->differences) by_row_[d.row].push_back(&d);
    twin_is_right_ = true;
  }

  void report(const LayerContents& now) {
    if (recorded_.geometry != now.geometry) {
      add({.column = "geometry", .recorded = recorded_.geometry, .found = now.geometry},
          fmt::format("its geometry is « {} », the run wrote « {} »", now.geometry, recorded_.geometry));
    }
    const Changes changes = changes_between(recorded_, now);
    ids_ = ids_of(workspace_, recorded_.layer);
    for (const std::string& column : changes.columns) {
      if (!now.columns.contains(column)) add({.column = column}, fmt::format("column {} is gone", column));
    }
    for (const std::int64_t row : changes.missing) report_row(row, "is gone");
    for (const std::int64_t row : changes.added) report_row(row, "was added");
    for (const std::int64_t row : changes.rows) report_cells(row, changes.columns);
    if (!changes.known) {
      add({}, fmt::format("{} rows, the run wrote {}; changed columns: {}", now.rows, recorded_.rows,
                          fmt::join(changes.columns, ", ")));
    } else if (changes.rows.empty() && changes.missing.empty() && changes.added.empty() &&
               recorded_.geometry == now.geometry && now.columns.size() == recorded_.columns.size()) {
      add({}, "its contents are not those the run wrote");
    }
  }

 private:
  [[nodiscard]] std::string place(std::int64_t row) const {
    const auto id = ids_.find(row);
    return fmt::format("row {}{}", row, id == ids_.end() ? "" : fmt::format(" ({})", id->second));
  }

  void add(Finding finding, const std::string& what) {
    finding.check = check_;
    finding.file = workspace_name;
    finding.layer = recorded_.layer;
    if (const auto id = ids_.find(finding.row); id != ids_.end()) finding.id = id->second;
    finding.message = fmt::format("{}, layer {}: {}", workspace_name, recorded_.layer, what);
    findings_.add(std::move(finding));
  }

  void report_row(std::int64_t row, std::string_view what) {
    const auto known = by_row_.find(row);  // a row that is gone has its id in the CSV file only
    if (known != by_row_.end() && !ids_.contains(row)) ids_[row] = known->second.front()->id;
    add({.row = row}, fmt::format("{} {}", place(row), what));
  }

  // Cells the CSV file names; else the columns that changed and that it cannot speak of.
  void report_cells(std::int64_t row, const std::vector<std::string>& changed) {
    if (const auto known = by_row_.find(row); known != by_row_.end()) {
      for (const TwinDifference* d : known->second) {
        add({.row = row, .column = d->column, .recorded = d->in_csv, .found = d->in_layer},
            fmt::format("{}, column {}: {}; the run wrote {}", place(row), d->column, shown(d->in_layer),
                        shown(d->in_csv)));
      }
      return;
    }
    std::vector<std::string> columns = changed;
    const std::string geometry = workspace_.geometry_column(recorded_.layer);
    if (twin_is_right_ && std::find(columns.begin(), columns.end(), geometry) != columns.end()) {
      columns = {geometry};
    }
    Finding finding{.row = row};
    if (columns.size() == 1) {
      finding.column = columns.front();
      if (finding.column != geometry) finding.found = now_at(row, finding.column);
    }
    const std::string value = finding.found.empty() ? "" : fmt::format(" ({})", finding.found);
    add(std::move(finding), fmt::format("{}, column {}{}: not what the run wrote", place(row),
                                        fmt::join(columns, " or "), value));
  }

  [[nodiscard]] std::string now_at(std::int64_t row, const std::string& column) const {
    std::string value;
    workspace_.visit(recorded_.layer, {column}, [&](const store::CellRow& cell) {
      if (cell.fid() == row) value = cell.text(0);
    });
    return value;
  }

  const store::WorkspaceReader& workspace_;
  const LayerContents& recorded_;
  std::string check_;
  Findings& findings_;
  std::map<std::int64_t, std::vector<const TwinDifference*>> by_row_;
  std::map<std::int64_t, std::string> ids_;
  bool twin_is_right_ = false;
};

const Twin* trusted_twin(const std::vector<Twin>& twins, const std::string& layer,
                         const std::set<std::string>& trusted) {
  for (const Twin& twin : twins) {
    if (twin.layer == layer && trusted.contains(twin.file)) return &twin;
  }
  return nullptr;
}

void note(Findings& findings, const std::string& layer, const std::string& column, const std::string& what) {
  findings.add({.kind = FindingKind::note,
                .check = "contents",
                .message = fmt::format("{}, {}", workspace_name, what),
                .file = std::string(workspace_name),
                .layer = layer,
                .column = column});
}

void note_added_columns(const store::WorkspaceReader& workspace, const LayerContents& recorded,
                        Findings& findings) {
  for (const std::string& column : workspace.columns(recorded.layer)) {
    if (recorded.columns.contains(column)) continue;
    note(findings, recorded.layer, column,
         fmt::format("layer {}: column {} is not of this run", recorded.layer, column));
  }
}

}  // namespace

std::set<std::string> check_layers(const store::WorkspaceReader& workspace, const RecordedRun& recorded,
                                   const std::vector<Twin>& twins, const std::set<std::string>& trusted,
                                   const std::string& check, Findings& findings) {
  std::set<std::string> right;
  for (const LayerContents& layer : recorded.layers) {
    if (!workspace.has_table(layer.layer)) {
      findings.add({.check = check,
                    .message = fmt::format("{}: the layer {} is missing", workspace_name, layer.layer),
                    .file = std::string(workspace_name),
                    .layer = layer.layer});
      continue;
    }
    const LayerContents now = store::layer_contents(workspace, layer.layer, names_of(layer.columns));
    findings.looked_at("layers");
    findings.looked_at("rows", now.rows);
    if (now.sha256 == layer.sha256) {
      right.insert(layer.layer);
    } else {
      const Twin* twin = trusted_twin(twins, layer.layer, trusted);
      LayerCheck(workspace, layer, twin, check, findings).report(now);
    }
  }
  return right;
}

void check_presentation(const store::WorkspaceReader& workspace, const RecordedRun& recorded,
                        Findings& findings) {
  std::set<std::string> ours;
  for (const LayerContents& layer : recorded.layers) {
    ours.insert(layer.layer);
    if (workspace.has_table(layer.layer)) note_added_columns(workspace, layer, findings);
  }
  for (const std::string& layer : workspace.layers()) {
    if (!ours.contains(layer)) note(findings, layer, "", fmt::format("layer {}: not of this run", layer));
  }
  const std::map<std::string, std::string> words = {{"gpkg_data_columns", "names and comments of columns"},
                                                    {"layer_styles", "styles"},
                                                    {"qgis_projects", "QGIS projects"}};
  const auto now = store::presentation(workspace);
  for (const auto& [table, what] : words) {
    const auto before = recorded.presentation.find(table);
    const auto after = now.find(table);
    const std::string old = before == recorded.presentation.end() ? "" : before->second;
    if (old != (after == now.end() ? "" : after->second))
      note(findings, table, "", fmt::format("{}: changed since the run, as users may", what));
  }
}

}  // namespace maillage::workflow
