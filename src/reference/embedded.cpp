#include "maillage/reference/embedded.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"

namespace maillage::reference {
namespace {

struct File {
  std::string_view name;
  std::string_view content;
};

constexpr File files[] = {
#include "embedded_files.inc"
};

}  // namespace

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const File& file : files) result.emplace_back(file.name);
  return result;
}

std::string_view text(std::string_view name) {
  for (const File& file : files) {
    if (file.name == name) return file.content;
  }
  const std::vector<std::string> known = names();
  const std::string nearest = nearest_word(name, known);
  throw Error(ErrorCode::usage, fmt::format("there is no reference file « {} »", name),
              fmt::format("{}known: {}", nearest.empty() ? "" : fmt::format("did you mean « {} »? ", nearest),
                          fmt::join(known, ", ")));
}

std::string text(std::string_view name, const std::optional<std::filesystem::path>& override_file) {
  if (!override_file) return std::string(text(name));
  std::ifstream in(*override_file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) {
    throw Error(ErrorCode::io, override_file->string() + ": cannot be read",
                "check the path and the permissions");
  }
  return content;
}

}  // namespace maillage::reference
