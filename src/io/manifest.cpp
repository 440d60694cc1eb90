#include "manifest.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/io/text_file.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json file_list(const fs::path& folder) {
  std::set<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    if (path != manifest_name) paths.insert(path);
  }
  Json files = Json::array();
  for (const std::string& path : paths) {
    files.push_back(
        {{"path", path}, {"bytes", fs::file_size(folder / path)}, {"sha256", sha256_file(folder / path)}});
  }
  return files;
}

}  // namespace

void write_manifest(const fs::path& folder, std::string_view json) {
  Json manifest = Json::parse(json, nullptr, false);
  if (!manifest.is_object()) throw Error(ErrorCode::internal, "the manifest is not a JSON object");
  manifest["files"] = file_list(folder);
  write_text(folder / manifest_name, manifest.dump(2) + "\n");
}

std::set<std::string> our_files(const fs::path& folder) {
  const Json manifest = Json::parse(read_text(folder / manifest_name), nullptr, false);
  const auto files = manifest.is_object() ? manifest.find("files") : manifest.end();
  const auto damaged = [&] {
    return Error(
        ErrorCode::usage, fmt::format("{}: the manifest is damaged", (folder / manifest_name).string()),
        "name another output folder; without its manifest it is not known which files here are maillage's");
  };
  if (!manifest.is_object() || files == manifest.end() || !files->is_array()) throw damaged();
  std::set<std::string> ours = {std::string(manifest_name)};
  for (const Json& file : *files) {
    if (!file.is_object() || !file.contains("path") || !file["path"].is_string()) throw damaged();
    const auto path = file["path"].get<std::string>();
    // Without the last changes of the database they belong to, these would spoil the new one.
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ours.insert(path + suffix);
  }
  return ours;
}

}  // namespace maillage::io
