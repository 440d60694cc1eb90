#pragma once
// The few calls of Linux that std::filesystem lacks.

#include <filesystem>

namespace maillage::io {

// An open folder or file with an exclusive lock that ends with it, also when the process dies.
class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

  // False when another process holds it or the path cannot be opened; never waits.
  bool take(const std::filesystem::path& path);
  void release();

 private:
  int file_ = -1;
};

// Another process has the SQLite database open and is reading or writing it (QGIS keeps such a lock on the GeoPackages
// of its project). False where the file does not exist. Changes nothing.
[[nodiscard]] bool database_in_use(const std::filesystem::path& path);

// What is written reaches the disk before this returns. Throws Error(io).
void sync_path(const std::filesystem::path& path);
// The same for every file and folder under `folder`.
void sync_tree(const std::filesystem::path& folder);

// Exchanges two existing folders in one step; false when the file system cannot do it. Throws Error(io) otherwise.
bool exchange(const std::filesystem::path& a, const std::filesystem::path& b);

// A second name for a file (or symbolic link) on the same file system; a copy where links are not possible.
void link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace maillage::io
