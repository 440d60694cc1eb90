#pragma once
// "Did you mean …": the known word nearest to a mistyped one.

#include <span>
#include <string>
#include <string_view>

namespace maillage {

// The candidate with the smallest edit distance (Levenshtein 1966, on lower-cased ASCII), the first of equals; ""
// when none is near (more than a third of the letters differ, at least 2 allowed) or there is none.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

}  // namespace maillage
