#include <fmt/format.h>

#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

std::string plain(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

std::string shown(const std::string& value) {
  constexpr std::size_t longest = 60, kept = 57;
  if (value.empty()) return "nothing";
  if (value.size() <= longest) return value;
  std::size_t end = kept;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;  // letters stay whole
  return value.substr(0, end) + "...";
}

void compare_json(const Json& left, const Json& right, const std::string& path,
                  const JsonDifference& differ) {
  if (left == right) return;
  const bool objects = left.is_object() && right.is_object();
  if (!objects && !(left.is_array() && right.is_array() && left.size() == right.size())) {
    differ(path, left.is_null() ? "" : plain(left), right.is_null() ? "" : plain(right));
    return;
  }
  const auto inner = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  for (const auto& [key, value] : left.items()) {
    const Json* other = nullptr;
    if (!objects)
      other = &right[std::stoul(key)];
    else if (right.contains(key))
      other = &right[key];
    compare_json(value, other != nullptr ? *other : Json(), inner(key), differ);
  }
  if (!objects) return;
  for (const auto& [key, value] : right.items()) {
    if (!left.contains(key)) compare_json(Json(), value, inner(key), differ);
  }
}

void check_records(const RecordedRun& recorded, const Json& summary, const store::WorkspaceReader& workspace,
                   Findings& findings) {
  const Json manifest = Json::parse(recorded.json);
  for (const char* member : {"maillage", "study", "travel_time_source", "parameters", "inputs"}) {
    findings.looked_at("parameters");
    if (!summary.contains(member)) {
      findings.add({.check = "parameters",
                    .message = fmt::format("summary.json: has no « {} »", member),
                    .file = "summary.json",
                    .column = member});
      continue;
    }
    compare_json(manifest.at(member), summary[member], member,
                 [&](const std::string& key, const std::string& left, const std::string& right) {
                   findings.add({.check = "parameters",
                                 .message = fmt::format("summary.json, {}: {}; the manifest has {}", key,
                                                        shown(right), shown(left)),
                                 .file = "summary.json",
                                 .column = key,
                                 .recorded = left,
                                 .found = right});
                 });
  }
  const auto in_workspace = [&](const std::string& table, const std::string& column,
                                const std::string& wanted, const std::string& found) {
    findings.looked_at("parameters");
    if (wanted == found) return;
    findings.add({.check = "parameters",
                  .message = fmt::format("{}, {}, {}: {}; the manifest has {}", workspace_name, table, column,
                                         shown(found), shown(wanted)),
                  .file = std::string(workspace_name),
                  .layer = table,
                  .column = column,
                  .recorded = wanted,
                  .found = found});
  };
  const store::WorkspaceMeta meta = workspace.meta();
  in_workspace("maillage_meta", "study_hash", recorded.study_hash, meta.study_hash);
  in_workspace("maillage_meta", "version", recorded.version, meta.version);
  std::map<std::string, std::string> hashes;
  if (workspace.has_table("maillage_inputs")) {
    workspace.visit("maillage_inputs", {"input", "sha256"},
                    [&](const store::CellRow& row) { hashes[row.text(0)] = row.text(1); });
  }
  for (const RecordedInput& input : recorded.inputs)
    in_workspace("maillage_inputs", input.name, input.sha256, hashes[input.name]);
}

}  // namespace maillage::workflow
