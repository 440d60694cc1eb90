#include "maillage/workflow/verify.hpp"

#include <optional>

#include "maillage/core/progress.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

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

}  // namespace maillage::workflow
