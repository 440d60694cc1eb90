#pragma once
#include <string>
#include <string_view>

namespace maillage::report {

// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
// "sha256-…" of a text as Content-Security-Policy takes it.
[[nodiscard]] std::string integrity(std::string_view text);

}  // namespace maillage::report
