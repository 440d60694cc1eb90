#pragma once
// What a file is when it is not what was asked for: the words for it, and the file that was probably meant.

#include <filesystem>
#include <string_view>

#include "maillage/core/error.hpp"

namespace maillage::io {

// The kind of file its first bytes tell ("a zip archive", "a PNG picture"); "" when they tell none.
// Text of any kind is none, but for the pages of HTML that a failed download leaves.
[[nodiscard]] std::string_view foreign_kind(std::string_view first_bytes);
// What to do with a file of that kind where text or a layer is needed.
[[nodiscard]] std::string_view foreign_hint(std::string_view kind);

// Throws Error(usage) for an address (only local files are read), Error(io) for a path where nothing is, naming the nearest
// name beside it.
void require_local(const std::filesystem::path& path);
// Throws Error(io) for a folder.
void refuse_folder(const std::filesystem::path& path);

}  // namespace maillage::io
