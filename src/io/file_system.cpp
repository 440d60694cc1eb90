#include "file_system.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "maillage/core/error.hpp"

namespace maillage::io {
namespace fs = std::filesystem;

FileLock::~FileLock() { release(); }
FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

bool FileLock::take(const fs::path& path) {
  release();
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) return false;
  // A file system without locks (some network ones) does not stop the work: the lock only guards against ourselves.
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return true;
  release();
  return false;
}

void FileLock::release() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

namespace {

bool locked_by_another(const fs::path& path, off_t first, off_t bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = first;
  lock.l_len = bytes;
  const bool found = ::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(file);
  return found;
}

}  // namespace

bool database_in_use(const fs::path& path) {
  // Where SQLite puts its locks: the pending, reserved and shared bytes (os.h of SQLite, PENDING_BYTE), and those of the
  // shared memory of write-ahead logs.
  constexpr off_t pending_byte = 0x40000000;
  constexpr off_t lock_bytes = 512;
  return locked_by_another(path, pending_byte, lock_bytes) || locked_by_another(path.string() + "-shm", 0, 0);
}

void sync_path(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && (::fsync(file) == 0 || errno == EINVAL);
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!done) {
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot be written to disk: {}", path.string(), std::strerror(reason)));
  }
}

void sync_tree(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_symlink() && (entry.is_regular_file() || entry.is_directory())) sync_path(entry.path());
  }
  sync_path(folder);
}

bool exchange(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return true;
  if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) return false;
  throw Error(
      ErrorCode::io,
      fmt::format("{}: cannot be exchanged with the new folder: {}", b.string(), std::strerror(errno)),
      "the old folder is untouched; check the permissions of the folder it stands in");
}

void link_or_copy(const fs::path& from, const fs::path& to) {
  if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0) == 0) return;
  std::error_code problem;
  fs::copy(from, to, fs::copy_options::copy_symlinks, problem);
  if (problem) {
    throw Error(
        ErrorCode::io,
        fmt::format("{}: cannot be carried over to the new folder: {}", from.string(), problem.message()),
        "move it out of the output folder; nothing was changed");
  }
}

}  // namespace maillage::io
