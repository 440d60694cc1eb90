#include "given_file.hpp"

#include <fstream>
#include <system_error>

namespace maillage::fuzz {
namespace {

namespace fs = std::filesystem;

// In memory where the system has such a place, and removed with the process.
struct Folder {
  fs::path path;
  Folder() {
    const fs::path shared = "/dev/shm";
    const fs::path base = fs::is_directory(shared) ? shared : fs::temp_directory_path();
    path = base / fmt::format("maillage-fuzz-{}", ::getpid());
    fs::create_directories(path);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

}  // namespace

NamedFile::NamedFile(const std::string& name, std::string_view bytes) {
  static const Folder folder;
  path_ = folder.path / name;
  for (const char* suffix : {"-wal", "-shm", "-journal"}) fs::remove(path_.string() + suffix);
  std::ofstream file(path_, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) std::abort();
}

}  // namespace maillage::fuzz
