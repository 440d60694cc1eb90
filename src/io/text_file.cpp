#include "maillage/io/text_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include "file_system.hpp"
#include "maillage/core/error.hpp"

namespace maillage::io {

void write_text(const std::filesystem::path& path, std::string_view text) {
  std::error_code problem;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), problem);
  std::filesystem::path beside = path;
  beside += ".tmp";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.flush();
    if (!file) {
      const std::string reason = std::strerror(errno);
      std::filesystem::remove(beside, problem);
      throw Error(ErrorCode::io, fmt::format("{}: cannot be written: {}", path.string(), reason),
                  "check that the folder exists, can be written to and has room");
    }
  }
  sync_path(beside);
  std::filesystem::rename(beside, path, problem);
  if (problem) {
    const std::string reason = problem.message();
    std::filesystem::remove(beside, problem);
    throw Error(ErrorCode::io, fmt::format("{}: cannot take its name: {}", path.string(), reason));
  }
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw Error(ErrorCode::io, fmt::format("{}: cannot be read: {}", path.string(), std::strerror(errno)),
                "check the path and the permissions");
  }
  return std::move(text).str();
}

}  // namespace maillage::io
