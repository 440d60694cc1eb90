#include "maillage/workflow/migrate.hpp"

#include <fmt/format.h>

#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/core/version.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/store/migration.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

void refuse_study(const fs::path& from) {
  if (from.extension() != ".toml") return;
  (void)study::read_study(from);  // a newer or damaged one says so itself
  throw Error(ErrorCode::usage,
              fmt::format("{}: a study of schema 1, the only one there has been", from.string()),
              "there is nothing to migrate");
}

// Absent or an empty folder, and not inside the old one.
void require_free(const fs::path& from, const fs::path& to) {
  const fs::path there = fs::weakly_canonical(to);
  const fs::path old = fs::weakly_canonical(from);
  const fs::path inside = there.lexically_relative(old);
  if (inside == "." || (!inside.empty() && *inside.begin() != "..")) {
    throw Error(ErrorCode::usage, fmt::format("{}: is in the old workspace", to.string()),
                "name another folder: nothing is migrated in place");
  }
  if (fs::exists(to) && !(fs::is_directory(to) && fs::is_empty(to))) {
    throw Error(ErrorCode::usage, fmt::format("{}: is there already", to.string()),
                "name a new place: nothing is overwritten");
  }
}

void require_older(const RecordedRun& recorded, const fs::path& from) {
  store::WorkspaceMeta meta;
  meta.schema = recorded.workspace_schema;
  meta.version = recorded.version;
  if (meta.schema > store::schema_version) store::require_current(meta, from);
  if (meta.schema < store::schema_version) return;
  throw Error(ErrorCode::usage,
              fmt::format("{}: the workspace has schema {} already", from.string(), meta.schema),
              "there is nothing to migrate");
}

Json summary_of(const fs::path& folder) {
  const fs::path path = folder / "summary.json";
  return fs::is_regular_file(path) ? Json::parse(io::read_text(path), nullptr, false) : Json();
}

// All that can be known of a workspace without digests.
void require_right(const RecordedRun& recorded, MigrateReport& migrated) {
  VerifyReport report;
  Findings findings(report);
  const FileStates states = check_files(migrated.from, recorded, findings);
  std::set<std::string> explained;
  if (fs::is_regular_file(migrated.from / workspace_name)) {
    const store::WorkspaceReader workspace(migrated.from / workspace_name);
    const std::vector<Twin> twins = compare_twins(migrated.from, recorded, workspace, findings);
    explained = check_tables(twins, {}, {}, "tables", findings);
    if (const Json summary = summary_of(migrated.from); summary.is_object()) {
      check_records(recorded, summary, workspace, findings);
      check_sums(summary, workspace, findings);
    }
    if (!states.intact.contains(std::string(workspace_name))) {
      migrated.notes.push_back(fmt::format(
          "{}: its bytes changed since the run; layers agree with the tables (.csv), what these do not hold "
          "(geometry, sites) is recorded as it is now",
          workspace_name));
    }
  }
  report_changed_files(states, explained, findings);
  findings.close();
  std::string what;
  for (const Finding& finding : report.findings) {
    if (finding.kind == FindingKind::difference)
      what += "\n  " + finding.message;
    else if (finding.check == "files" && !recorded.files.contains(finding.file))
      migrated.notes.push_back(fmt::format("{}: not of this run; left where it is", finding.file));
    else
      migrated.notes.push_back(finding.message);
  }
  if (report.differences == 0) return;
  throw Error(
      ErrorCode::difference,
      fmt::format("{} is not what its run wrote; nothing was migrated:{}", migrated.from.string(), what),
      "run the study again");
}

void copy_files(const RecordedRun& recorded, const fs::path& from, const fs::path& to) {
  for (const auto& [path, file] : recorded.files) {
    throw_if_interrupted();
    if (path == workspace_name) continue;
    std::error_code problem;
    fs::create_directories((to / path).parent_path(), problem);
    fs::copy_file(from / path, to / path, problem);
    if (problem) {
      throw Error(ErrorCode::io,
                  fmt::format("{}: cannot be copied: {}", (from / path).string(), problem.message()),
                  "check that there is room");
    }
  }
}

std::string new_manifest(const RecordedRun& recorded, const fs::path& workspace) {
  const Json old = Json::parse(recorded.json);
  Json json = {{"schema", manifest_schema}};
  Json contents = Json::parse(contents_json(workspace));
  json["workspace_schema"] = contents["workspace_schema"];
  json["migrated"] = {{"from_schema", recorded.workspace_schema}, {"maillage", version()}};
  for (const auto& [key, value] : old.items()) {
    if (key != "files" && !json.contains(key)) json[key] = value;
  }
  json["layers"] = std::move(contents["layers"]);
  json["presentation"] = std::move(contents["presentation"]);
  return json.dump(2);
}

void migrate_folder(MigrateReport& report) {
  const RecordedRun recorded = read_manifest(report.from);
  report.from_schema = recorded.workspace_schema;
  require_older(recorded, report.from);
  require_free(report.from, report.to);
  require_right(recorded, report);
  io::OutputFolder out(report.to);
  copy_files(recorded, report.from, out.path());
  const fs::path workspace = out.path() / workspace_name;
  (void)store::migrate_workspace(report.from / workspace_name, workspace);
  out.commit(new_manifest(recorded, workspace));
  for (const auto& [path, file] : recorded.files) report.files.push_back(path);
  report.files.emplace_back(io::manifest_name);
  report.added = {"digests of every layer, column and row (maillage-manifest.json)",
                  "the marks of schema 2 (maillage_meta, maillage-manifest.json)"};
  report.not_derived = {
      "the keys of the study as written, language and scenario: verify compares the recorded parameters",
      "files that newer versions write besides: run the study again"};
}

void migrate_file(MigrateReport& report) {
  require_free(report.from, report.to);
  report.from_schema = store::migrate_workspace(report.from, report.to).schema;
  report.files.push_back(report.to.filename().string());
  report.added = {"the mark of schema 2 (maillage_meta)"};
  report.not_derived = {"a manifest: without the folder nothing can be verified"};
}

}  // namespace

MigrateReport migrate(const MigrateOptions& options) {
  refuse_study(options.from);
  if (!fs::exists(options.from)) {
    throw Error(ErrorCode::io, fmt::format("{}: no such file or folder", options.from.string()),
                "name the folder that `maillage run` wrote");
  }
  MigrateReport report;
  report.from = options.from;
  report.to = options.to;
  report.to_schema = store::schema_version;
  if (fs::is_regular_file(options.from))
    migrate_file(report);
  else
    migrate_folder(report);
  return report;
}

std::string MigrateReport::text() const {
  std::string out;
  const auto list = [&](std::string_view word, const std::vector<std::string>& items) {
    for (const std::string& item : items) out += fmt::format("{:<12}{}\n", word, item);
  };
  list("added", added);
  list("not derived", not_derived);
  list("note", notes);
  return out + fmt::format("{} (schema {}) is now {} (schema {}): {} files\n", from.string(), from_schema,
                           to.string(), to_schema, files.size());
}

std::string MigrateReport::json() const {
  const Json json = {{"schema", "maillage/migrate/1"}, {"maillage", version()}, {"from_schema", from_schema},
                     {"to_schema", to_schema},         {"files", files},        {"added", added},
                     {"not_derived", not_derived},     {"notes", notes}};
  return json.dump(2) + "\n";
}

}  // namespace maillage::workflow
