#pragma once
// The reference tables and profiles of geodata/reference, embedded in the library at build time: a program needs no file
// beside it. Any of them can be replaced by a file of the same form.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reference {

// Names of the embedded files, in order of the alphabet: "apl_profiles.json", …
[[nodiscard]] std::vector<std::string> names();

// Content of an embedded file; valid for the life of the program. Throws Error(usage) naming the nearest one.
[[nodiscard]] std::string_view text(std::string_view name);

// The same, or the content of `override_file` where one is given. Throws Error(io) when it cannot be read.
[[nodiscard]] std::string text(std::string_view name,
                               const std::optional<std::filesystem::path>& override_file);

}  // namespace maillage::reference
