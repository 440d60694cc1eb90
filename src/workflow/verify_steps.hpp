#pragma once
// The checks `verify` is made of. Each adds findings and says how much it looked at.

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "maillage/core/error.hpp"
#include "maillage/store/workspace_reader.hpp"
#include "maillage/study/study.hpp"
#include "maillage/workflow/manifest.hpp"
#include "maillage/workflow/verify.hpp"

namespace maillage::workflow {

using Json = nlohmann::ordered_json;

// Collects findings; of one file, layer or table only the first 20 are kept, the others are counted.
class Findings {
 public:
  explicit Findings(VerifyReport& report) : report_(report) {}
  void add(Finding finding);
  void looked_at(const std::string& what, std::size_t count = 1) { report_.looked_at[what] += count; }
  // "and N more" for what was not kept; at the end of a check.
  void close();

 private:
  struct Kept {
    std::size_t count = 0;
    Finding first;
  };
  VerifyReport& report_;
  std::map<std::string, Kept> kept_;
};

// A file of the folder that is not as recorded is in none of the sets.
struct FileStates {
  std::set<std::string> intact;   // bytes as recorded
  std::set<std::string> changed;  // there, with other bytes
};
// Every recorded file but the GeoPackage is there with its size and hash; the others are not ours.
FileStates check_files(const std::filesystem::path& folder, const RecordedRun& recorded, Findings& findings);
// What remains to say of a changed file after its contents were compared.
void report_changed_files(const FileStates& states, const std::set<std::string>& explained,
                          Findings& findings);

// A cell where a CSV file and the layer of the same table differ. `column` empty: the whole row is on one side only.
struct TwinDifference {
  std::int64_t row = 0;
  std::string id, column, in_layer, in_csv;
};
struct Twin {
  std::string layer, file;
  std::vector<TwinDifference> differences;  // at most the first 1000
};
// CSV files of the folder with the layer that holds the same table: NAME.csv beside NAME or maillage_NAME.
[[nodiscard]] std::vector<Twin> compare_twins(const std::filesystem::path& folder,
                                              const RecordedRun& recorded,
                                              const store::WorkspaceReader& workspace, Findings& findings);

// The layers against recorded digests; rows and columns are named by `twins`, whose CSV files in `trusted` are right.
// Returns the layers that are as recorded.
std::set<std::string> check_layers(const store::WorkspaceReader& workspace, const RecordedRun& recorded,
                                   const std::vector<Twin>& twins, const std::set<std::string>& trusted,
                                   const std::string& check, Findings& findings);
// CSV files against layers that are right, or, where neither is known to be, against each other. Returns the files of
// which cells were named.
std::set<std::string> check_tables(const std::vector<Twin>& twins, const std::set<std::string>& right_layers,
                                   const std::set<std::string>& right_files, const std::string& check,
                                   Findings& findings);
// Styles, projects and words for columns: changes are notes.
void check_presentation(const store::WorkspaceReader& workspace, const RecordedRun& recorded,
                        Findings& findings);

// Everything that is in the folder itself: the checks above and the two below.
FileStates check_folder(const std::filesystem::path& folder, const RecordedRun& recorded, Findings& findings);

// Manifest, summary and workspace say the same of study, parameters and inputs.
void check_records(const RecordedRun& recorded, const Json& summary, const store::WorkspaceReader& workspace,
                   Findings& findings);
// The study's keys as they are now.
void check_parameters(const RecordedRun& recorded, const study::Study& study, Findings& findings);
// The inputs' bytes as they are now. `study` null: only those under ${MAILLAGE_DATA} can be found.
void check_inputs(const RecordedRun& recorded, const study::Study* study, Findings& findings);

// Sums of communes are those of the meshes, of the zones, of the summary.
void check_sums(const Json& summary, const store::WorkspaceReader& workspace, Findings& findings);

// Runs the study again beside, and compares what comes out with what is recorded and there.
void check_recomputed(const VerifyOptions& options, const std::filesystem::path& folder,
                      const RecordedRun& recorded, const FileStates& states, Findings& findings);

using JsonDifference =
    std::function<void(const std::string& path, const std::string& left, const std::string& right)>;
// Calls `differ` for each place where two JSON values differ: "zoning.priority_share"; "" where there is none.
void compare_json(const Json& left, const Json& right, const std::string& path, const JsonDifference& differ);
// A value in a sentence: short, "nothing" when empty.
[[nodiscard]] std::string shown(const std::string& value);

}  // namespace maillage::workflow
