#pragma once
// The records of a zip archive, as APPNOTE 6.3 lays them out: little-endian, without padding.

#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::io::zip_format {

inline constexpr std::uint32_t local_mark = 0x04034b50;
inline constexpr std::uint32_t entry_mark = 0x02014b50;
inline constexpr std::uint32_t end_mark = 0x06054b50;
inline constexpr std::size_t local_size = 30;
inline constexpr std::size_t entry_size = 46;
inline constexpr std::size_t end_size = 22;

inline constexpr std::uint16_t method_stored = 0;
inline constexpr std::uint16_t method_deflated = 8;
inline constexpr std::uint16_t flag_encrypted = 1;
inline constexpr std::uint16_t flag_utf8 = 1 << 11;

// Raw deflate: no zlib header, window of 32 kB.
inline constexpr int raw_window = -15;

// Neither empty, absolute, with ".." or "." as a folder, a backslash or a zero byte.
[[nodiscard]] bool safe_name(std::string_view name);
// CRC-32 of zip (ISO 3309).
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

}  // namespace maillage::io::zip_format
