#pragma once
// What is written never takes the place of what is read.

#include <filesystem>
#include <vector>

#include "maillage/study/study.hpp"

namespace maillage::workflow {

// Throws Error(usage) when `out`, a file or a folder, is one of the files read or holds one. "-" and "" are no files.
void refuse_out_over_inputs(const std::filesystem::path& out, const std::vector<std::filesystem::path>& read);

// The study and its inputs.
[[nodiscard]] std::vector<std::filesystem::path> files_read(const study::Study& study);

}  // namespace maillage::workflow
