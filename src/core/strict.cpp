#include "maillage/core/strict.hpp"

#include <algorithm>

#include "maillage/core/error.hpp"

namespace maillage {
namespace {

constexpr std::size_t shown_ids = 5;

std::string line_of(const Diagnostic& item) {
  std::string line = "\n  ";
  line += name(item.severity);
  line +=
      ": " + item.subject + ": " + std::to_string(item.count) + " × " + item.message + " [" + item.code + "]";
  const std::size_t shown = std::min(shown_ids, item.first_ids.size());
  for (std::size_t i = 0; i < shown; ++i) line += (i == 0 ? ": " : ", ") + item.first_ids[i];
  if (shown > 0 && item.count > shown) line += ", …";
  if (!item.hint.empty()) line += "\n    → " + item.hint;
  return line;
}

}  // namespace

void refuse_problems(const Diagnostics& diagnostics) {
  std::string lines;
  for (const Diagnostic& item : diagnostics.all()) {
    if (item.severity != Severity::note) lines += line_of(item);
  }
  if (lines.empty()) return;
  throw Error(ErrorCode::data, "the data have problems (--strict); nothing was written:" + lines,
              "correct the inputs, or run without --strict");
}

}  // namespace maillage
