#pragma once
// An output folder that appears whole or not at all.
//
//   io::OutputFolder out("results");            // checks that the place may be used, recovers an interrupted run
//   io::write_csv(out.path() / "communes.csv", table);
//   out.commit(R"({"study": "…"})");            // synced, exchanged in one step, the old one removed
//
// Without commit() nothing changes at the target. Files of the old folder that its manifest does not list are not
// ours: they are carried over under the same name, never deleted.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace maillage::io {

inline constexpr std::string_view manifest_name = "maillage-manifest.json";

// Throws what OutputFolder would throw about `target`, and changes nothing: also not what a killed run left.
void check_output_folder(const std::filesystem::path& target);

class OutputFolder {
 public:
  // Throws Error(usage) when `target` exists and is neither empty nor holds our manifest; Error(io) when the folder
  // beside it cannot be made, or a database of the old folder is open in another program.
  explicit OutputFolder(const std::filesystem::path& target);
  // Removes what was built unless commit() was called.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  // Where to write: a folder `.NAME.tmp-…` beside the target.
  [[nodiscard]] const std::filesystem::path& path() const;
  [[nodiscard]] const std::filesystem::path& target() const;

  // Writes maillage-manifest.json: the members of `manifest_json` (a JSON object) and "files": path, bytes and sha256
  // of each file written, sorted by path. Then exchanges. Throws Error(io) when a file that is not ours has the name
  // of one of ours or the exchange fails; the old folder is whole then. Error(internal) when called twice or the
  // manifest is not an object.
  void commit(std::string_view manifest_json = "{}");

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::io
