#include "maillage/sources/passage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace maillage::sources {

Passage::Passage(const Fields& fields) {
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string old = territory::restore_commune_code(fields.text(row, "old"));
    const std::string now = territory::restore_commune_code(fields.text(row, "current"));
    if (old.empty() || now.empty())
      throw fields.error(row, "a commune code is empty", "complete or remove the row");
    if (old == now) continue;
    const auto [at, fresh] = current_.emplace(old, now);
    if (!fresh && at->second != now) {
      throw fields.error(row, fmt::format("{} becomes both {} and {}", old, at->second, now),
                         "keep one successor");
    }
  }
  for (const auto& [old, now] : current_) {
    std::string code = now;
    for (std::size_t steps = 0; current_.contains(code); ++steps, code = current_.at(code)) {
      if (steps > current_.size())
        throw Error(ErrorCode::input, fmt::format("{}: commune {} leads back to itself", fields.file(), old),
                    "remove one row of the cycle");
    }
  }
}

std::string Passage::current(const std::string& code) const {
  auto at = current_.find(code);
  std::string result = code;
  while (at != current_.end()) {
    result = at->second;
    at = current_.find(result);
  }
  return result;
}

CommuneResolver::CommuneResolver(const territory::Territory& territory, const Passage& passage,
                                 bool area_restricted)
    : territory_(territory), passage_(passage), area_restricted_(area_restricted) {}

std::optional<std::uint32_t> CommuneResolver::find(const std::string& written, const std::string& subject,
                                                   Diagnostics& diagnostics) const {
  std::string code = territory::restore_commune_code(written);
  if (code != written) {
    diagnostics.add(
        Severity::note, "commune-code-zero-restored", subject, written,
        "commune codes had lost their leading zero, or had a decimal or a small letter; they were restored",
        "keep codes as text");
  }
  if (auto found = territory_.find(CommuneCode(code))) return found;
  if (passage_.moved(code)) {
    const std::string now = passage_.current(code);
    if (auto found = territory_.find(CommuneCode(now))) {
      diagnostics.add(Severity::note, "commune-code-moved", subject, code + "→" + now,
                      "former commune codes were resolved by the passage table");
      return found;
    }
    code = now;
  }
  if (outside_area(code)) {
    diagnostics.add(Severity::note, "outside-area", subject, code,
                    "rows of communes outside the study area were left out");
  } else {
    diagnostics.add(Severity::error, "commune-unknown", subject, code.empty() ? "(empty)" : code,
                    "rows name a commune that the boundaries do not have; they could not be used",
                    territory::is_commune_code(code) || code.empty()
                        ? "correct the code, or give [inputs.passage] with the former codes"
                        : territory::commune_code_hint(code));
  }
  return std::nullopt;
}

void CommuneResolver::require_any(bool any_found, const Fields& fields) const {
  if (any_found || fields.rows() == 0 || territory_.communes.empty()) return;
  throw Error(
      ErrorCode::input,
      fmt::format("{}: none of the {} rows names a commune of the study (the first: « {} »; a commune of the "
                  "study: {})",
                  fields.where(0), fields.rows(), fields.text(0, "commune"),
                  territory_.communes.front().code.value),
      "name the column of INSEE codes: columns = { commune = \"…\" }, and check that the file is of this "
      "territory");
}

bool CommuneResolver::outside_area(const std::string& code) const {
  const std::string department =
      territory::department_of(passage_.current(territory::restore_commune_code(code)));
  const bool known_department =
      std::any_of(territory_.departments.begin(), territory_.departments.end(),
                  [&](const territory::Department& d) { return d.code.value == department; });
  return area_restricted_ && !department.empty() && !known_department;
}

}  // namespace maillage::sources
