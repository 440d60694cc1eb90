#pragma once
#include <iconv.h>

#include <optional>
#include <string>
#include <string_view>

namespace maillage::io {

// Text of files to UTF-8.
class TextDecoder {
 public:
  // Empty or UTF-8 in any spelling: the text is only checked. Throws Error(usage) when the encoding is unknown.
  explicit TextDecoder(const std::string& encoding);
  ~TextDecoder();
  TextDecoder(const TextDecoder&) = delete;
  TextDecoder& operator=(const TextDecoder&) = delete;

  // Nothing when `bytes` are not text in the encoding.
  [[nodiscard]] std::optional<std::string> decode(std::string_view bytes) const;
  [[nodiscard]] bool converts() const { return converter_ != nullptr; }

 private:
  iconv_t converter_ = nullptr;
};

}  // namespace maillage::io
