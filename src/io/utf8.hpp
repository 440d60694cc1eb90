#pragma once
#include <cstddef>
#include <string_view>

namespace maillage::io {

// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates), or
// npos. ASCII is passed eight bytes at a time.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

}  // namespace maillage::io
