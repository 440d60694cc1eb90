#include <fmt/format.h>

#include <cstdlib>

#include "maillage/core/hash.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/workflow/load.hpp"
#include "maillage/workflow/summary.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;

void report_parameter(Findings& findings, const std::string& key, const std::string& recorded,
                      const std::string& found) {
  findings.add(
      {.check = "parameters",
       .message = fmt::format("study, {}: {}; the run was made with {}", key, shown(found), shown(recorded)),
       .column = key,
       .recorded = recorded,
       .found = found});
}

// Keys as written; true when one differs.
bool compare_keys(const RecordedRun& recorded, const study::Study& study, Findings& findings) {
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [key, value] : recorded.study_keys) both[key].first = value;
  for (const auto& [key, value] : study.written_keys) both[key].second = value;
  bool differ = false;
  for (const auto& [key, values] : both) {
    findings.looked_at("parameters");
    if (values.first == values.second) continue;
    report_parameter(findings, key, values.first, values.second);
    differ = true;
  }
  return differ;
}

// Where an input of the run should be now; empty: nobody can say.
fs::path place_of(const RecordedInput& input, const study::Study* study) {
  if (study != nullptr) {
    const study::Input* now = study->input(input.name);
    return now == nullptr ? fs::path() : now->path;
  }
  constexpr std::string_view variable = "${MAILLAGE_DATA}";
  const char* data = std::getenv("MAILLAGE_DATA");
  const std::size_t at = input.path.find(variable);
  if (at != std::string::npos && data != nullptr && *data != '\0')
    return std::string(input.path).replace(at, variable.size(), data);
  return fs::path(input.path).is_absolute() ? fs::path(input.path) : fs::path();
}

void compare_input(const RecordedInput& input, const fs::path& path, Findings& findings) {
  const auto changed = [&](const std::string& file, const std::string& recorded, const std::string& found) {
    findings.add({.check = "inputs",
                  .message = fmt::format("input {} ({}): changed since the run", input.name, file),
                  .file = file,
                  .column = input.name,
                  .recorded = recorded,
                  .found = found});
  };
  findings.looked_at("inputs");
  if (const std::string now = sha256_file(path); now != input.sha256) changed(input.path, input.sha256, now);
  const auto companions = companion_hashes(path);
  if (companions == input.companions) return;
  for (const auto& [ending, hash] : input.companions) {
    const auto now = companions.find(ending);
    const std::string found = now == companions.end() ? "" : now->second;
    if (found != hash) changed(fs::path(input.path).replace_extension(ending).string(), hash, found);
  }
  for (const auto& [ending, hash] : companions) {
    if (!input.companions.contains(ending))
      changed(fs::path(input.path).replace_extension(ending).string(), "", hash);
  }
}

}  // namespace

void check_parameters(const RecordedRun& recorded, const study::Study& study, Findings& findings) {
  if (recorded.study_keys.empty()) {
    findings.add({.kind = FindingKind::not_checked,
                  .check = "parameters",
                  .message = "keys of the study: not recorded by the maillage that wrote this; only the "
                             "parameters of the computation are compared"});
  } else if (compare_keys(recorded, study, findings)) {
    return;
  }
  bool differ = false;
  const Json parameters = Json::parse(recorded.json).at("parameters");
  compare_json(parameters, Json::parse(parameters_json(study)), "",
               [&](const std::string& key, const std::string& left, const std::string& right) {
                 if (left.empty()) {
                   findings.add({.kind = FindingKind::note,
                                 .check = "parameters",
                                 .message = fmt::format("study, {}: {}; the maillage that wrote this had no "
                                                        "such parameter",
                                                        key, shown(right)),
                                 .column = key,
                                 .found = right});
                   return;
                 }
                 differ = true;
                 report_parameter(findings, key, left, right);
               });
  findings.looked_at("parameters", parameters.flatten().size());
  if (differ || study.hash == recorded.study_hash) return;
  findings.add({.kind = recorded.study_keys.empty() ? FindingKind::difference : FindingKind::note,
                .check = "parameters",
                .message = recorded.study_keys.empty()
                               ? "study: the file is not the one of the run"
                               : "study: only comments or layout changed since the run",
                .recorded = recorded.study_hash,
                .found = study.hash});
}

void check_inputs(const RecordedRun& recorded, const study::Study* study, Findings& findings) {
  for (const RecordedInput& input : recorded.inputs) {
    throw_if_interrupted();
    const fs::path path = place_of(input, study);
    std::error_code problem;
    if (!path.empty() && fs::is_regular_file(path, problem)) {
      compare_input(input, path, findings);
      continue;
    }
    const char* why = study != nullptr
                          ? (path.empty() ? "the study does not name it any more" : "there is no such file")
                          : "name the study: --study STUDY.toml";
    findings.add({.kind = FindingKind::not_checked,
                  .check = "inputs",
                  .message = fmt::format("input {} ({}): {}", input.name, input.path, why),
                  .file = input.path,
                  .column = input.name,
                  .recorded = input.sha256});
  }
}

}  // namespace maillage::workflow
