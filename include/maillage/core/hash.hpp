#pragma once
// SHA-256 of contents: the identity of inputs in every output. (GLib's GChecksum behind it.)

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace maillage {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256& add(std::string_view bytes);
  // 64 lower-case hexadecimal digits; no add() afterwards.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string sha256(std::string_view bytes);
// Of a file's bytes, read in pieces. Throws Error(io) when it cannot be read.
[[nodiscard]] std::string sha256_file(const std::filesystem::path& path);

}  // namespace maillage
