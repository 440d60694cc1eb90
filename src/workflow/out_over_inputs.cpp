#include "out_over_inputs.hpp"

#include <fmt/format.h>

#include <system_error>

#include "maillage/core/error.hpp"

namespace maillage::workflow {

void refuse_out_over_inputs(const std::filesystem::path& out,
                            const std::vector<std::filesystem::path>& read) {
  std::error_code problem;
  if (out.empty() || out == "-") return;
  const std::filesystem::path target = std::filesystem::weakly_canonical(out, problem);
  if (target.empty()) return;
  for (const std::filesystem::path& file : read) {
    if (file.empty() || file == "-") continue;
    const auto within = std::filesystem::weakly_canonical(file, problem).lexically_relative(target);
    if (within.empty() || *within.begin() == "..") continue;
    if (within == ".") {
      throw Error(ErrorCode::usage, fmt::format("{}: this file is read, and would be replaced", out.string()),
                  "name another output; nothing was changed");
    }
    throw Error(ErrorCode::usage,
                fmt::format("{}: the output folder holds {}, which this run reads", out.string(),
                            file.filename().string()),
                "name another output folder; nothing was changed");
  }
}

std::vector<std::filesystem::path> files_read(const study::Study& study) {
  std::vector<std::filesystem::path> read{study.file};
  for (const study::Input& input : study.inputs) read.push_back(input.path);
  return read;
}

}  // namespace maillage::workflow
