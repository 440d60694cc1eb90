#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace maillage::io {

// Writes the bytes as they are; built beside, synced and renamed, so that the file is there whole or not at all.
// Missing parent folders are made. Throws Error(io).
void write_text(const std::filesystem::path& path, std::string_view text);

// The whole file. Throws Error(io).
[[nodiscard]] std::string read_text(const std::filesystem::path& path);

}  // namespace maillage::io
