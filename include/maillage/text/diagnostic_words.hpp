#pragma once
// The French wording of diagnostics, for planners. Modules word their findings in English once, where they arise; this
// is the catalogue by code.

#include <string_view>

namespace maillage::text {

// Empty for a code that has no wording; tests/unit/text checks that every code of the sources has one.
[[nodiscard]] std::string_view french_diagnostic(std::string_view code) noexcept;

}  // namespace maillage::text
