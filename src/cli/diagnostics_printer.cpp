#include "diagnostics_printer.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <span>

namespace maillage::cli {
namespace {

std::string ids(const Diagnostic& item, std::size_t most) {
  if (item.first_ids.empty()) return {};
  const std::span<const std::string> shown(item.first_ids.data(), std::min(most, item.first_ids.size()));
  return fmt::format(" ({}{})", fmt::join(shown, ", "), item.count > shown.size() ? ", …" : "");
}

}  // namespace

void print(const Diagnostics& diagnostics, bool notes, std::size_t shown_ids) {
  for (const Diagnostic& item : diagnostics.all()) {
    if (item.severity == Severity::note && !notes) continue;
    const std::string line = fmt::format("maillage: {}: {}: {} × {}{}\n", name(item.severity), item.subject,
                                         item.count, item.message, ids(item, shown_ids));
    std::fputs(line.c_str(), stderr);
    if (!item.hint.empty()) std::fputs(fmt::format("  → {}\n", item.hint).c_str(), stderr);
  }
}

}  // namespace maillage::cli
