#pragma once
// Folders and files the tests of io write and read; a copy of real data when it is at hand.

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "maillage/core/error.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/table/table.hpp"

namespace fixtures {

namespace fs = std::filesystem;

// A folder of its own that goes with it.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "maillage-io-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(std::string_view name) const { return path_ / name; }
  const fs::path& path() const { return path_; }
  fs::path with(std::string_view name, std::string_view text) const {
    maillage::io::write_text(path_ / name, text);
    return path_ / name;
  }

 private:
  fs::path path_;
};

inline maillage::table::Column column(std::string name, maillage::table::Values values) {
  maillage::table::Column out;
  out.name = std::move(name);
  out.values = std::move(values);
  return out;
}

template <class Function>
maillage::Error error_of(Function function) {
  try {
    function();
  } catch (const maillage::Error& e) {
    return e;
  }
  FAIL("no error was thrown");
  throw;
}

// The folder of real data, or an empty path.
inline fs::path real_data() {
  const char* stated = std::getenv("MAILLAGE_DATA");
  const fs::path path = stated != nullptr && *stated != '\0'
                            ? fs::path(stated)
                            : fs::path(MAILLAGE_SOURCE_DIR) / "../shared/data";
  return fs::is_directory(path) ? path : fs::path();
}

}  // namespace fixtures
