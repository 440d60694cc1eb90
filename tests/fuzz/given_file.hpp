#pragma once
// The bytes of one fuzz input as a file, for readers that open a path.

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace maillage::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// A file in memory (one per process, emptied each time); readers see it as /proc/self/fd/N.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) {
    if (file() < 0 || ::ftruncate(file(), 0) != 0 || ::lseek(file(), 0, SEEK_SET) != 0) std::abort();
    while (!bytes.empty()) {
      const ssize_t written = ::write(file(), bytes.data(), bytes.size());
      if (written <= 0) std::abort();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  [[nodiscard]] std::filesystem::path path() const { return fmt::format("/proc/self/fd/{}", file()); }

 private:
  static int file() {
    static const int opened = ::memfd_create("fuzz", MFD_CLOEXEC);
    return opened;
  }
};

// A file with a name and an ending, in a folder of this process under /dev/shm (readers that go by the ending, or that
// open files beside it).
class NamedFile {
 public:
  NamedFile(const std::string& name, std::string_view bytes);
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace maillage::fuzz
