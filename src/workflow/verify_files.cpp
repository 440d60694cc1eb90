#include <fmt/format.h>

#include "maillage/core/hash.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/io/output_folder.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_kept = 20;

// What users change in QGIS: how results are seen, not what they are.
bool is_project(const std::string& path) {
  const std::string ending = fs::path(path).extension().string();
  return ending == ".qgz" || ending == ".qgs" || ending == ".qml" || ending == ".sld";
}

std::string side_of(const std::string& path) {
  for (const std::string_view suffix : {"-wal", "-shm", "-journal"}) {
    if (path.ends_with(suffix)) return path.substr(0, path.size() - suffix.size());
  }
  return {};
}

void report_foreign(const fs::path& folder, const RecordedRun& recorded, Findings& findings) {
  std::set<std::string> foreign;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    if (!entry.is_directory() && path != io::manifest_name && !recorded.files.contains(path))
      foreign.insert(path);
  }
  for (const std::string& path : foreign) {
    const bool side = recorded.files.contains(side_of(path));
    findings.add(
        {.kind = FindingKind::note,
         .check = "files",
         .message = fmt::format("{}: {}", path,
                                side ? "left by a program that has the workspace open, and read with it"
                                     : "not of this run; a new run carries it over"),
         .file = path});
  }
}

bool same_bytes(const fs::path& path, const RecordedFile& recorded) {
  return fs::file_size(path) == recorded.bytes && sha256_file(path) == recorded.sha256;
}

}  // namespace

void Findings::add(Finding finding) {
  if (finding.kind == FindingKind::difference) ++report_.differences;
  if (finding.kind == FindingKind::not_checked) ++report_.not_checked;
  Kept& kept = kept_[fmt::format("{}/{}/{}/{}", static_cast<int>(finding.kind), finding.check, finding.file,
                                 finding.layer)];
  if (++kept.count > most_kept) {
    kept.first = std::move(finding);
    return;
  }
  report_.findings.push_back(std::move(finding));
}

void Findings::close() {
  for (auto& [key, kept] : kept_) {
    if (kept.count <= most_kept) continue;
    const std::string where = kept.first.layer.empty() ? kept.first.file : kept.first.layer;
    report_.findings.push_back({.kind = kept.first.kind,
                                .check = kept.first.check,
                                .message = fmt::format("{}: and {} more", where, kept.count - most_kept),
                                .file = kept.first.file,
                                .layer = kept.first.layer});
  }
  kept_.clear();
}

FileStates check_files(const fs::path& folder, const RecordedRun& recorded, Findings& findings) {
  FileStates states;
  for (const auto& [path, file] : recorded.files) {
    throw_if_interrupted();
    findings.looked_at("files");
    std::error_code problem;
    if (!fs::is_regular_file(folder / path, problem)) {
      findings.add({.check = "files", .message = path + ": is missing", .file = path});
      continue;
    }
    (same_bytes(folder / path, file) ? states.intact : states.changed).insert(path);
  }
  report_foreign(folder, recorded, findings);
  return states;
}

void report_changed_files(const FileStates& states, const std::set<std::string>& explained,
                          Findings& findings) {
  for (const std::string& path : states.changed) {
    if (path == workspace_name || explained.contains(path)) continue;
    const bool project = is_project(path);
    findings.add({.kind = project ? FindingKind::note : FindingKind::difference,
                  .check = "files",
                  .message = fmt::format("{}: {}", path,
                                         project ? "changed since the run, as users may"
                                                 : "its contents are not those the run wrote"),
                  .file = path});
  }
}

}  // namespace maillage::workflow
