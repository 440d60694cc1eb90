// The folder of a run as another program or a failing disk may have left it, read by `verify` and `migrate`: manifest,
// summary, workspace and one table beside it, between lines « = ».

#include <array>
#include <fstream>

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/workflow/manifest.hpp"
#include "verify_steps.hpp"

namespace {

using namespace maillage;

constexpr std::array<const char*, 4> names = {"communes.csv", "summary.json", "maillage.gpkg",
                                              "maillage-manifest.json"};

std::filesystem::path folder_of(std::string_view given) {
  std::filesystem::path folder;
  for (const char* name : names) {
    const std::size_t end = given.find("\n=\n");
    folder = fuzz::NamedFile(name, given.substr(0, end)).path().parent_path();
    given = end == std::string_view::npos ? std::string_view() : given.substr(end + 3);
  }
  return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::filesystem::path folder = folder_of(fuzz::text_of(data, size));
  try {
    const workflow::RecordedRun recorded = workflow::read_manifest(folder);
    workflow::VerifyReport report;
    workflow::Findings findings(report);
    (void)workflow::check_folder(folder, recorded, findings);
    findings.close();
    if (report.text().empty() || report.json().empty()) std::abort();
  } catch (const Error& problem) {
    if (problem.code() == ErrorCode::internal) std::abort();
  }
  return 0;
}
