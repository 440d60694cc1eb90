#include "png_chunks.hpp"

#include <cmath>
#include <cstdint>

namespace maillage::carto {

namespace {

void append_number(std::string& out, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(value >> shift & 255);
}

// CRC-32 of ISO 3309, bit by bit: a few kilobytes only.
std::uint32_t crc(std::string_view bytes) {
  std::uint32_t value = 0xffffffffU;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? value >> 1 ^ 0xedb88320U : value >> 1;
  }
  return ~value;
}

std::string chunk(const std::string& type, const std::string& data) {
  std::string out;
  append_number(out, static_cast<std::uint32_t>(data.size()));
  out += type + data;
  append_number(out, crc(type + data));
  return out;
}

std::string text_chunk(const std::string& keyword, const std::string& value) {
  if (value.empty()) return {};
  return chunk("iTXt",
               keyword + std::string(5, '\0') + value);  // not compressed, no language, no translation
}

}  // namespace

std::string with_description(const std::string& png, double dots_per_inch, const Description& description) {
  constexpr std::size_t header_end = 8 + 12 + 13;  // signature and IHDR
  const auto per_metre = static_cast<std::uint32_t>(std::lround(dots_per_inch / 0.0254));
  std::string density;
  append_number(density, per_metre);
  append_number(density, per_metre);
  density += '\1';
  return png.substr(0, header_end) + chunk("pHYs", density) + text_chunk("Title", description.title) +
         text_chunk("Author", description.author) + text_chunk("Description", description.subject) +
         png.substr(header_end);
}

}  // namespace maillage::carto
