#include "maillage/workflow/manifest.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "maillage/text/language.hpp"
#include "maillage/workflow/summary.hpp"

namespace maillage::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Rows numbered 1, 2, … as every run writes them: their numbers need not be told.
bool numbered_from_one(const store::LayerContents& layer) {
  for (std::size_t i = 0; i < layer.fids.size(); ++i) {
    if (layer.fids[i] != static_cast<std::int64_t>(i + 1)) return false;
  }
  return true;
}

Json contents(const fs::path& path) {
  const store::WorkspaceReader workspace(path);
  Json layers = Json::array();
  for (const store::LayerContents& layer : store::all_contents(workspace)) {
    Json one = {{"layer", layer.layer},
                {"geometry", layer.geometry},
                {"rows", layer.rows},
                {"sha256", layer.sha256},
                {"columns", layer.columns}};
    if (numbered_from_one(layer)) one["row_digests"] = layer.row_digests;
    layers.push_back(std::move(one));
  }
  return {{"workspace_schema", workspace.meta().schema},
          {"layers", std::move(layers)},
          {"presentation", store::presentation(workspace)}};
}

}  // namespace

std::string contents_json(const fs::path& workspace) { return contents(workspace).dump(); }

std::string manifest_json(const Loaded& loaded, const Results& results, const std::string& scenario,
                          const fs::path& workspace) {
  Json json = {{"schema", manifest_schema}};
  Json digests = contents(workspace);
  json["workspace_schema"] = digests["workspace_schema"];
  json["run"] = {{"language", text::pick(loaded.study.language, "fr", "en")}, {"scenario", scenario}};
  json.update(Json::parse(provenance_json(loaded, results)));
  json["study_keys"] = loaded.study.written_keys;
  json["layers"] = std::move(digests["layers"]);
  json["presentation"] = std::move(digests["presentation"]);
  return json.dump(2) + "\n";
}

}  // namespace maillage::workflow
