#pragma once
#include <string_view>

namespace maillage {
// "0.1.0"; the same as in CMakeLists.txt.
[[nodiscard]] std::string_view version() noexcept;
}  // namespace maillage
