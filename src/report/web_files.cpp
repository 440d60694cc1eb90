#include "web_files.hpp"

#include <fmt/format.h>

#include "maillage/core/error.hpp"

namespace maillage::report {
namespace {

struct WebFile {
  std::string_view name;
  std::string_view content;
};

constexpr WebFile files[] = {
#include "web_files.inc"
};

}  // namespace

std::string_view web_file(std::string_view name) {
  for (const WebFile& file : files) {
    if (file.name == name) return file.content;
  }
  throw Error(ErrorCode::internal, fmt::format("« {} » is not embedded in the program", name));
}

}  // namespace maillage::report
