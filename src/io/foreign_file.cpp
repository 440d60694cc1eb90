#include "foreign_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "maillage/core/suggest.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::string_view zip = "a zip archive";
constexpr std::string_view html = "a page of HTML";
constexpr std::string_view check_path = "check the path; paths of a study are relative to the study";

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> signatures = {{
    {"PK\x03\x04"sv, zip},
    {"PK\x05\x06"sv, zip},
    {"\x89PNG"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF87a"sv, "a GIF picture"},
    {"GIF89a"sv, "a GIF picture"},
    {"%PDF-"sv, "a PDF document"},
    {"SQLite format 3"sv, "an SQLite database or GeoPackage"},
    {"\xD0\xCF\x11\xE0"sv, "an old Office document"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    {"BZh91AY&SY"sv, "a bzip2 archive"},
    {"\xFD"
     "7zXZ"sv,
     "an xz archive"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd archive"},
}};

bool begins_like(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string_view foreign_kind(std::string_view first_bytes) {
  for (const auto& [start, kind] : signatures) {
    if (first_bytes.starts_with(start)) return kind;
  }
  const std::size_t text = first_bytes.find_first_not_of(" \t\r\n");
  if (text == std::string_view::npos) return {};
  first_bytes.remove_prefix(text);
  return begins_like(first_bytes, "<!doctype html") || begins_like(first_bytes, "<html") ? html
                                                                                         : std::string_view();
}

std::string_view foreign_hint(std::string_view kind) {
  if (kind == html) return "a download has failed and left its error page: download the file again";
  if (kind.ends_with("archive")) return "extract the file it holds, and name that";
  return "name the right file, or export the data again";
}

void require_local(const fs::path& path) {
  const std::string name = path.string();
  if (name.starts_with("/vsi") || name.find("://") != std::string::npos) {
    throw Error(ErrorCode::usage, fmt::format("{}: only local files are read", name),
                "download the file and name its copy");
  }
  std::error_code problem;
  if (fs::exists(path, problem)) return;
  if (problem) {
    throw Error(ErrorCode::io, fmt::format("{}: cannot be opened: {}", name, problem.message()),
                "check the permissions of the file and of its folders");
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, problem)) {
    throw Error(ErrorCode::io,
                fmt::format("{}: no such file; the folder {} does not exist", name, folder.string()),
                std::string(check_path));
  }
  const std::string file = path.filename().string();
  if (fs::is_symlink(path, problem)) {
    throw Error(ErrorCode::io, name + ": no such file; it is a link to what is not there",
                "check where the link leads");
  }
  const std::string nearest = nearest_word(file, names_in(folder));
  throw Error(ErrorCode::io, name + ": no such file",
              nearest.empty() ? std::string(check_path)
                              : fmt::format("is it {}?", (path.parent_path() / nearest).string()));
}

void refuse_folder(const fs::path& path) {
  std::error_code problem;
  if (fs::is_directory(path, problem))
    throw Error(ErrorCode::io, path.string() + ": is a folder, not a file", "name the file inside it");
}

}  // namespace maillage::io
