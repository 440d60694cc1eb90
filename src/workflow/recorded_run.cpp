// A manifest read again: damaged ones are refused, newer ones too.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "maillage/core/error.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/workflow/manifest.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t row_digits = 8;

store::LayerContents layer_of(const Json& json) {
  store::LayerContents layer;
  layer.layer = json.at("layer").get<std::string>();
  layer.geometry = json.at("geometry").get<std::string>();
  layer.rows = json.at("rows").get<std::uint64_t>();
  layer.sha256 = json.at("sha256").get<std::string>();
  layer.columns = json.at("columns").get<std::map<std::string, std::string>>();
  layer.row_digests = json.value("row_digests", "");
  if (layer.row_digests.size() != layer.rows * row_digits) layer.row_digests.clear();
  for (std::size_t row = 0; row < layer.row_digests.size() / row_digits; ++row)
    layer.fids.push_back(static_cast<std::int64_t>(row + 1));
  return layer;
}

RecordedInput input_of(const Json& json) {
  RecordedInput input{json.at("input"), json.at("path"), json.at("sha256"), {}};
  if (json.contains("companions"))
    input.companions = json["companions"].get<std::map<std::string, std::string>>();
  return input;
}

// A path inside the folder, and nothing else: what a manifest names is read and copied.
bool stays_inside(const std::string& path) {
  const fs::path normal = fs::path(path).lexically_normal();
  return !path.empty() && !normal.is_absolute() && *normal.begin() != "..";
}

void read_members(const Json& json, RecordedRun& run) {
  run.version = json.at("maillage").get<std::string>();
  run.study_hash = json.at("study").at("sha256").get<std::string>();
  for (const char* compared : {"parameters", "travel_time_source"}) (void)json.at(compared);
  run.workspace_schema = json.value("workspace_schema", 1);
  if (json.contains("run")) {
    run.language = json["run"].at("language").get<std::string>();
    run.scenario = json["run"].at("scenario").get<std::string>();
  }
  if (json.contains("study_keys"))
    run.study_keys = json["study_keys"].get<std::map<std::string, std::string>>();
  for (const Json& input : json.at("inputs")) run.inputs.push_back(input_of(input));
  for (const Json& file : json.at("files")) {
    const auto path = file.at("path").get<std::string>();
    run.files[path] = {file.at("bytes").get<std::uint64_t>(), file.at("sha256").get<std::string>()};
  }
  if (json.contains("layers")) {
    for (const Json& layer : json["layers"]) run.layers.push_back(layer_of(layer));
  }
  if (json.contains("presentation"))
    run.presentation = json["presentation"].get<std::map<std::string, std::string>>();
}

void refuse_other_commands(const Json& json, const fs::path& path) {
  const auto stated = json.find("schema");
  if (stated == json.end() || *stated == manifest_schema) return;  // none: before there was one
  const std::string found = stated->is_string() ? stated->get<std::string>() : stated->dump();
  if (found.starts_with("maillage/manifest/")) {
    throw Error(
        ErrorCode::database,
        fmt::format("{}: has the schema {}, this maillage reads {}", path.string(), found, manifest_schema),
        "update maillage: a newer one wrote it");
  }
  throw Error(ErrorCode::input, fmt::format("{}: was not written by `maillage run`", path.string()),
              "name the folder that `maillage run` wrote");
}

}  // namespace

RecordedRun read_manifest(const fs::path& folder) {
  const fs::path path = folder / io::manifest_name;
  if (!fs::is_regular_file(path)) {
    throw Error(ErrorCode::io, fmt::format("{}: there is no {}", folder.string(), io::manifest_name),
                "name a folder that `maillage run` wrote");
  }
  RecordedRun run;
  run.json = io::read_text(path);
  const auto damaged = [&](std::string_view why) {
    return Error(ErrorCode::input, fmt::format("{}: the manifest is damaged: {}", path.string(), why),
                 "nothing can be said of this folder; run the study again");
  };
  try {
    const Json json = Json::parse(run.json);
    if (!json.is_object()) throw damaged("it is no JSON object");
    refuse_other_commands(json, path);
    read_members(json, run);
  } catch (const Json::exception& e) {
    throw damaged(e.what());
  }
  for (const auto& [file, of] : run.files) {
    if (!stays_inside(file)) throw damaged(fmt::format("it names the file « {} »", file));
  }
  return run;
}

}  // namespace maillage::workflow
