#include "snapshot.hpp"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <string>
#include <system_error>
#include <vector>

namespace maillage::store {
namespace {

namespace fs = std::filesystem;

// Logs and journals with something in them.
std::vector<fs::path> side_files(const fs::path& path) {
  std::vector<fs::path> found;
  for (const char* suffix : {"-wal", "-journal"}) {
    const fs::path side = path.string() + suffix;
    std::error_code problem;
    if (fs::file_size(side, problem) > 0 && !problem) found.push_back(side);
  }
  return found;
}

fs::path temporary_folder() {
  std::string pattern = (fs::temp_directory_path() / "maillage-snapshot-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw Error(ErrorCode::io, pattern + ": cannot be created",
                "set TMPDIR to a folder that can be written to");
  }
  return pattern;
}

}  // namespace

Snapshot::Snapshot(const fs::path& path) {
  const std::vector<fs::path> sides = side_files(path);
  if (sides.empty()) {
    database_ = std::make_unique<Database>(path, Database::Access::immutable);
    return;
  }
  copy_ = temporary_folder();
  try {
    // The log first: pages merged into the file in between are then merely merged twice.
    for (const fs::path& side : sides) fs::copy_file(side, copy_ / side.filename());
    fs::copy_file(path, copy_ / path.filename());
    fs::permissions(copy_ / path.filename(), fs::perms::owner_write, fs::perm_options::add);
    database_ = std::make_unique<Database>(copy_ / path.filename(), Database::Access::write);
  } catch (const fs::filesystem_error& e) {
    std::error_code ignored;
    fs::remove_all(copy_, ignored);
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot be read with what another program left beside it: {}", path.string(),
                            e.code().message()),
                "close the program that has it open, or set TMPDIR to a folder with room");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(copy_, ignored);
    throw;
  }
}

Snapshot::~Snapshot() {
  database_.reset();
  std::error_code ignored;
  if (!copy_.empty()) fs::remove_all(copy_, ignored);
}

}  // namespace maillage::store
