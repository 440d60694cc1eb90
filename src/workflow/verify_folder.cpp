#include "maillage/io/text_file.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

Json read_summary(const fs::path& folder, Findings& findings) {
  const fs::path path = folder / "summary.json";
  if (!fs::is_regular_file(path)) return Json::object();  // said by check_files
  Json summary = Json::parse(io::read_text(path), nullptr, false);
  if (summary.is_object()) return summary;
  findings.add({.check = "files", .message = "summary.json: is no JSON object", .file = "summary.json"});
  return Json::object();
}

}  // namespace

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

}  // namespace maillage::workflow
