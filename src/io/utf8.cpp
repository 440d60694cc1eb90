#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace maillage::io {
namespace {

bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

// Length of the well-formed sequence at `at`, 0 when there is none. Table 3-7 of the Unicode standard.
std::size_t sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) {
    return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : static_cast<unsigned char>(0);
  };
  const unsigned char a = byte(0), b = byte(1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return is_tail(b) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    const bool second = is_tail(b) && (a != 0xE0 || b >= 0xA0) && (a != 0xED || b <= 0x9F);
    return second && is_tail(byte(2)) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    const bool second = is_tail(b) && (a != 0xF0 || b >= 0x90) && (a != 0xF4 || b <= 0x8F);
    return second && is_tail(byte(2)) && is_tail(byte(3)) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + at, 8);
      if ((eight & high_bits) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t length = sequence(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace maillage::io
