#include "maillage/workflow/verify.hpp"

#include <fmt/format.h>

#include <optional>

#include "maillage/core/progress.hpp"
#include "maillage/core/version.hpp"
#include "maillage/io/text_file.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

std::string_view word(FindingKind kind) {
  switch (kind) {
    case FindingKind::difference:
      return "difference";
    case FindingKind::not_checked:
      return "not-checked";
    case FindingKind::note:
      break;
  }
  return "note";
}

Json finding_json(const Finding& finding) {
  Json json = {{"kind", word(finding.kind)}, {"check", finding.check}, {"message", finding.message}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  add("file", finding.file);
  add("layer", finding.layer);
  if (finding.row > 0) json["row"] = finding.row;
  add("id", finding.id);
  add("column", finding.column);
  add("recorded", finding.recorded);
  add("found", finding.found);
  return json;
}

std::string counted(const std::map<std::string, std::size_t>& looked_at) {
  std::string all;
  for (const char* what : {"files", "layers", "rows", "tables", "sums", "parameters", "inputs"}) {
    const auto found = looked_at.find(what);
    if (found != looked_at.end()) all += fmt::format("{}{} {}", all.empty() ? "" : ", ", found->second, what);
  }
  return all;
}

Json read_summary(const fs::path& folder, Findings& findings) {
  const fs::path path = folder / "summary.json";
  if (!fs::is_regular_file(path)) return Json::object();  // said by check_files
  Json summary = Json::parse(io::read_text(path), nullptr, false);
  if (summary.is_object()) return summary;
  findings.add({.check = "files", .message = "summary.json: is no JSON object", .file = "summary.json"});
  return Json::object();
}

// Everything that is in the folder itself.
FileStates check_folder(const fs::path& folder, const RecordedRun& recorded, Findings& findings) {
  FileStates states = check_files(folder, recorded, findings);
  std::set<std::string> explained;
  if (fs::is_regular_file(folder / workspace_name)) {
    const store::WorkspaceReader workspace(folder / workspace_name);
    const std::vector<Twin> twins = compare_twins(folder, recorded, workspace, findings);
    const std::set<std::string> right =
        check_layers(workspace, recorded, twins, states.intact, "contents", findings);
    explained = check_tables(twins, right, states.intact, "tables", findings);
    check_presentation(workspace, recorded, findings);
    const Json summary = read_summary(folder, findings);
    if (!summary.empty()) {
      check_records(recorded, summary, workspace, findings);
      check_sums(summary, workspace, findings);
    }
  }
  report_changed_files(states, explained, findings);
  return states;
}

void require_current(const RecordedRun& recorded, const fs::path& folder) {
  store::WorkspaceMeta meta;
  meta.schema = recorded.workspace_schema;
  meta.version = recorded.version;
  store::require_current(meta, folder);
}

}  // namespace

VerifyReport verify(const VerifyOptions& options) {
  if (options.recompute && options.study.empty()) {
    throw Error(ErrorCode::usage, "computing again needs the study", "name it: --study STUDY.toml");
  }
  VerifyReport report;
  report.folder =
      fs::is_regular_file(options.workspace) ? options.workspace.parent_path() : options.workspace;
  if (report.folder.empty()) report.folder = ".";
  const RecordedRun recorded = read_manifest(report.folder);
  require_current(recorded, report.folder);
  report.written_by = recorded.version;
  std::optional<study::Study> study;
  if (!options.study.empty()) study = study::read_study(options.study);
  Findings findings(report);
  const ProgressStep step(options.execution.progress, "checking files and contents");
  const FileStates states = check_folder(report.folder, recorded, findings);
  step.next("checking study and inputs");
  if (study) {
    check_parameters(recorded, *study, findings);
  } else {
    findings.add({.kind = FindingKind::not_checked,
                  .check = "parameters",
                  .message = "study: name it, --study STUDY.toml"});
  }
  check_inputs(recorded, study ? &*study : nullptr, findings);
  findings.close();
  if (options.recompute) {
    const auto looked_at = report.looked_at;  // each thing counts once
    check_recomputed(options, report.folder, recorded, states, findings);
    report.looked_at = looked_at;
    findings.close();
    report.recomputed = true;
  }
  report.right = report.differences == 0 && (!options.complete || report.not_checked == 0);
  return report;
}

std::string VerifyReport::text() const {
  std::string out;
  for (const Finding& finding : findings)
    out += fmt::format("{:<12}{}\n", word(finding.kind), finding.message);
  out += fmt::format("looked at   {}{}\n", counted(looked_at), recomputed ? ", computed again" : "");
  out += fmt::format("{} is {}", folder.string(), right ? "right" : "not right");
  if (differences > 0)
    out += fmt::format(": {} {}", differences, differences == 1 ? "difference" : "differences");
  if (not_checked > 0) out += fmt::format("{} {} not checked", differences > 0 ? "," : ":", not_checked);
  return out + "\n";
}

std::string VerifyReport::json() const {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding));
  const Json json = {{"schema", "maillage/verify/1"},
                     {"maillage", version()},
                     {"written_by", written_by},
                     {"right", right},
                     {"recomputed", recomputed},
                     {"differences", differences},
                     {"not_checked", not_checked},
                     {"looked_at", looked_at},
                     {"findings", list}};
  return json.dump(2) + "\n";
}

}  // namespace maillage::workflow
