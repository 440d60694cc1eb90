#include "maillage/core/hash.hpp"

#include <glib.h>

#include <array>
#include <fstream>

#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"

namespace maillage {

struct Sha256::State {
  struct Free {
    void operator()(GChecksum* c) const { g_checksum_free(c); }
  };
  std::unique_ptr<GChecksum, Free> sum{g_checksum_new(G_CHECKSUM_SHA256)};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
  g_checksum_update(state_->sum.get(), reinterpret_cast<const guchar*>(bytes.data()),
                    static_cast<gssize>(bytes.size()));
  return *this;
}

std::string Sha256::hex() { return g_checksum_get_string(state_->sum.get()); }

std::string sha256(std::string_view bytes) { return Sha256().add(bytes).hex(); }

std::string sha256_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::io, path.string() + ": cannot be read",
                "check that the file exists and its permissions");
  Sha256 sum;
  std::array<char, 1 << 16> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    throw_if_interrupted();
    sum.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  return sum.hex();
}

}  // namespace maillage
