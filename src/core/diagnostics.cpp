#include "maillage/core/diagnostics.hpp"

#include <algorithm>

namespace maillage {

Diagnostic& Diagnostics::find_or_add(Severity severity, std::string_view code, std::string_view subject,
                                     std::string_view message, std::string_view hint) {
  auto found = std::find_if(items_.begin(), items_.end(),
                            [&](const Diagnostic& d) { return d.code == code && d.subject == subject; });
  if (found != items_.end()) return *found;
  items_.push_back(
      {severity, std::string(code), std::string(subject), std::string(message), std::string(hint), 0, {}});
  return items_.back();
}

void Diagnostics::add(Severity severity, std::string_view code, std::string_view subject, std::string_view id,
                      std::string_view message, std::string_view hint) {
  Diagnostic& item = find_or_add(severity, code, subject, message, hint);
  ++item.count;
  if (item.first_ids.size() < kept_ids) item.first_ids.emplace_back(id);
}

void Diagnostics::add_count(Severity severity, std::string_view code, std::string_view subject,
                            std::uint64_t count, std::string_view message, std::string_view hint) {
  if (count == 0) return;
  find_or_add(severity, code, subject, message, hint).count += count;
}

void Diagnostics::append(const Diagnostics& other) {
  for (const Diagnostic& d : other.items_) {
    Diagnostic& item = find_or_add(d.severity, d.code, d.subject, d.message, d.hint);
    item.count += d.count;
    for (const std::string& id : d.first_ids) {
      if (item.first_ids.size() < kept_ids) item.first_ids.push_back(id);
    }
  }
}

std::uint64_t Diagnostics::count(std::string_view code) const noexcept {
  std::uint64_t total = 0;
  for (const Diagnostic& d : items_) {
    if (d.code == code) total += d.count;
  }
  return total;
}

bool Diagnostics::has(Severity severity) const noexcept {
  return std::any_of(items_.begin(), items_.end(),
                     [&](const Diagnostic& d) { return d.severity == severity; });
}

std::string_view name(Severity severity) noexcept {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

}  // namespace maillage
