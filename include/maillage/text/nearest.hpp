#pragma once
// The known name nearest to one that was mistyped: "did you mean …" in errors.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::text {

// Least number of inserted, removed or replaced bytes that turns `a` into `b`, letters of ASCII taken without
// case. O(|a|·|b|).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// `known` sorted by that distance from `name`; ties in the order given.
[[nodiscard]] std::vector<std::string> by_distance(std::string_view name, std::span<const std::string> known);

// "nearest known name: « x »; known: x, y, z" for the hint of an error; "" when nothing is known.
[[nodiscard]] std::string nearest_hint(std::string_view name, std::span<const std::string> known);

}  // namespace maillage::text
