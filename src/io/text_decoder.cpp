#include "text_decoder.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>

#include "maillage/core/error.hpp"
#include "utf8.hpp"

namespace maillage::io {
namespace {

bool is_utf8(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') letters += static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters.empty() || letters == "UTF8";
}

}  // namespace

TextDecoder::TextDecoder(const std::string& encoding) {
  if (is_utf8(encoding)) return;
  iconv_t opened = iconv_open("UTF-8", encoding.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1)) {
    throw Error(ErrorCode::usage, fmt::format("the encoding « {} » is unknown", encoding),
                "use for example UTF-8, ISO-8859-1 or WINDOWS-1252");
  }
  converter_ = opened;
}

TextDecoder::~TextDecoder() {
  if (converter_ != nullptr) iconv_close(converter_);
}

std::optional<std::string> TextDecoder::decode(std::string_view bytes) const {
  if (!converts()) {
    if (find_invalid_utf8(bytes) != std::string_view::npos) return std::nullopt;
    return std::string(bytes);
  }
  iconv(converter_, nullptr, nullptr, nullptr, nullptr);
  std::string input(bytes);
  char* in = input.data();
  std::size_t in_left = input.size();
  std::string out;
  std::array<char, 4096> piece{};
  while (in_left > 0) {
    char* to = piece.data();
    std::size_t room = piece.size();
    const std::size_t done = iconv(converter_, &in, &in_left, &to, &room);
    const bool full = done == static_cast<std::size_t>(-1) && errno == E2BIG;
    if (done == static_cast<std::size_t>(-1) && !full) return std::nullopt;
    out.append(piece.data(), piece.size() - room);
  }
  return out;
}

}  // namespace maillage::io
