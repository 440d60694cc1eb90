#pragma once
// One [inputs.NAME] of a study: its file, columns and what is said of it.

#include <filesystem>
#include <string>
#include <string_view>

#include "maillage/study/study.hpp"
#include "toml_section.hpp"

namespace maillage::study {

// `inputs` is the section [inputs], `folder` that of the study. Error(usage) with file and line on what cannot be.
[[nodiscard]] Input read_input(const Section& inputs, const std::string& name, const toml::node& node,
                               const std::filesystem::path& folder);

// "2025", "2025-03" or "2025-03-01": what sorts by date and goes into the files' metadata.
[[nodiscard]] bool is_year_or_date(std::string_view text);

}  // namespace maillage::study
