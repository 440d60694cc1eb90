#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <system_error>

#include "maillage/io/text_file.hpp"
#include "maillage/workflow/run.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() : path_((fs::temp_directory_path() / "maillage-verify-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) {
      throw Error(ErrorCode::io, path_ + ": cannot be created", "set TMPDIR to a folder with room");
    }
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  std::string path_;
};

void report(Findings& findings, const std::string& file, const std::string& what) {
  findings.add({.check = "recompute", .message = fmt::format("{}: {}", file, what), .file = file});
}

void compare_json_files(const fs::path& ours, const fs::path& again, const std::string& file,
                        Findings& findings) {
  const Json left = Json::parse(io::read_text(ours), nullptr, false);
  const Json right = Json::parse(io::read_text(again), nullptr, false);
  compare_json(
      right, left, "", [&](const std::string& key, const std::string& anew, const std::string& found) {
        findings.add(
            {.check = "recompute",
             .message = fmt::format("{}, {}: {}; the study gives {}", file, key, shown(found), shown(anew)),
             .file = file,
             .column = key,
             .recorded = anew,
             .found = found});
      });
}

}  // namespace

void check_recomputed(const VerifyOptions& options, const fs::path& folder, const RecordedRun& recorded,
                      const FileStates& states, Findings& findings) {
  const TemporaryFolder scratch;
  RunOptions again;
  again.study = options.study;
  again.out = scratch.path() / "out";
  again.execution = options.execution;
  if (!recorded.language.empty()) again.language = text::parse_language(recorded.language);
  if (!recorded.scenario.empty()) again.scenario = recorded.scenario;
  (void)run(again);
  const RecordedRun fresh = read_manifest(again.out);
  if (fresh.version != recorded.version) {
    findings.add({.kind = FindingKind::note,
                  .check = "recompute",
                  .message = fmt::format("written by maillage {}, computed again by {}", recorded.version,
                                         fresh.version),
                  .recorded = recorded.version,
                  .found = fresh.version});
  }
  std::set<std::string> fresh_files;
  for (const auto& [file, of] : fresh.files) fresh_files.insert(file);

  // Layers against those of the new run, named by its CSV files.
  std::set<std::string> right_layers;
  if (fs::is_regular_file(folder / workspace_name)) {
    const store::WorkspaceReader workspace(folder / workspace_name);
    const std::vector<Twin> twins = compare_twins(again.out, fresh, workspace, findings);
    right_layers = check_layers(workspace, fresh, twins, fresh_files, "recompute", findings);
  }

  // CSV files against the layers of the new run.
  const store::WorkspaceReader anew(again.out / workspace_name);
  std::set<std::string> new_layers;
  for (const store::LayerContents& layer : fresh.layers) new_layers.insert(layer.layer);
  const std::vector<Twin> twins = compare_twins(folder, fresh, anew, findings);
  const std::set<std::string> explained = check_tables(twins, new_layers, {}, "recompute", findings);

  for (const auto& [file, of] : fresh.files) {
    const auto ours = recorded.files.find(file);
    if (file == workspace_name || explained.contains(file)) continue;
    if (ours == recorded.files.end()) {
      report(findings, file, "the study gives this file, and the workspace has none");
    } else if (ours->second.sha256 != of.sha256 && states.intact.contains(file)) {
      if (file.ends_with(".json"))
        compare_json_files(folder / file, again.out / file, file, findings);
      else
        report(findings, file, "its contents are not what the study gives");
    }
  }
  for (const auto& [file, of] : recorded.files) {
    if (!fresh.files.contains(file)) report(findings, file, "the study does not give this file");
  }
}

}  // namespace maillage::workflow
