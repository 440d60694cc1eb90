#pragma once
// Commune codes that have moved: merged, renamed, renumbered. A code is resolved by the study's passage
// table, and every code resolved is said; its people are never lost.

#include <map>
#include <string>

#include "maillage/core/diagnostics.hpp"
#include "maillage/sources/fields.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::sources {

class Passage {
 public:
  Passage() = default;
  // Roles old, current. Chains (a → b → c) are followed; a cycle is an Error(input).
  explicit Passage(const Fields& fields);

  // The code in force, or the code itself.
  [[nodiscard]] std::string current(const std::string& code) const;
  [[nodiscard]] bool moved(const std::string& code) const { return current_.contains(code); }

 private:
  std::map<std::string, std::string> current_;
};

// Finds the commune of a code written in an input: leading zero restored, passage followed, each said. What
// has no commune is counted in a diagnostic: outside the study area (another département), or unknown.
class CommuneResolver {
 public:
  CommuneResolver(const territory::Territory& territory, const Passage& passage, bool area_restricted);
  // Index of the commune; empty after a diagnostic.
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& code, const std::string& subject,
                                                  Diagnostics& diagnostics) const;

  // Throws Error(input) when `fields` has rows and none of them named a commune (`any_found` false): such an input is
  // in another coding, or of another territory.
  void require_any(bool any_found, const Fields& fields) const;

  // Whether a code without commune is merely that of a département the study leaves out.
  [[nodiscard]] bool outside_area(const std::string& code) const;

 private:
  const territory::Territory& territory_;
  const Passage& passage_;
  bool area_restricted_;
};

}  // namespace maillage::sources
