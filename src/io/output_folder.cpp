#include "maillage/io/output_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "file_system.hpp"
#include "maillage/core/error.hpp"
#include "manifest.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

// Folders beside the target, by what may be done with them after a run was killed:
//   .NAME.tmp-ID  being built, or already emptied of what must stay: thrown away
//   .NAME.new-ID  complete: the new folder just before the exchange, the old one just after
//   .NAME.old-ID  the old folder, where the file system cannot exchange
fs::path beside(const fs::path& target, std::string_view kind, std::string_view id) {
  return target.parent_path() / fmt::format(".{}.{}-{}", target.filename().string(), kind, id);
}

fs::path resolved(const fs::path& target) {
  fs::path path = fs::absolute(target).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  std::error_code problem;
  if (fs::exists(path, problem)) path = fs::canonical(path, problem);
  if (path.filename().empty() || path == path.root_path()) {
    throw Error(ErrorCode::usage, fmt::format("« {} » cannot be an output folder", target.string()),
                "name a folder");
  }
  return path;
}

void require_usable(const fs::path& target) {
  const fs::file_status status = fs::symlink_status(target);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) {
    throw Error(ErrorCode::usage, fmt::format("{}: is not a folder", target.string()),
                "name another output folder");
  }
  if (fs::is_empty(target) || fs::exists(target / manifest_name)) return;
  throw Error(ErrorCode::usage,
              fmt::format("{}: the folder holds files and no {}, so it is not an output of maillage",
                          target.string(), manifest_name),
              "name a new or an empty folder; nothing was changed");
}

// QGIS would go on with the old file, and what is edited there would be lost without a word.
void refuse_open_databases(const fs::path& target, const std::set<std::string>& ours) {
  for (const std::string& name : ours) {
    const std::string ending = fs::path(name).extension().string();
    if ((ending != ".gpkg" && ending != ".sqlite") || !database_in_use(target / name)) continue;
    throw Error(ErrorCode::io,
                fmt::format("{}: is open in another program (QGIS?)", (target / name).string()),
                "close it there and run again; nothing was changed");
  }
}

std::set<std::string> ours_in(const fs::path& folder) {
  return fs::exists(folder / manifest_name) ? our_files(folder) : std::set<std::string>{};
}

void require_replaceable(const fs::path& target) {
  require_usable(target);
  if (fs::exists(target)) refuse_open_databases(target, ours_in(target));
}

// The folder in which new ones will be made, or the nearest one above that exists, can be written to.
void require_writable_parent(const fs::path& target) {
  fs::path parent = target.parent_path();
  while (!fs::exists(parent) && parent != parent.parent_path()) parent = parent.parent_path();
  if (!fs::is_directory(parent))
    throw fs::filesystem_error("access", parent, std::make_error_code(std::errc::not_a_directory));
  if (::access(parent.c_str(), W_OK | X_OK) == 0) return;
  throw fs::filesystem_error("access", parent, std::error_code(errno, std::generic_category()));
}

// Gives each file of `old` that is not ours a name in `fresh`. `existing_is_trouble`: a file of that name there
// is an error, not the same file from before.
void carry_over(const fs::path& old, const fs::path& fresh, bool existing_is_trouble) {
  const std::set<std::string> ours = ours_in(old);
  for (const auto& entry : fs::recursive_directory_iterator(old)) {
    const fs::path name = entry.path().lexically_relative(old);
    const fs::path there = fresh / name;
    if (ours.contains(name.generic_string())) continue;
    const bool folder = entry.is_directory() && !entry.is_symlink();
    const fs::file_status status = fs::symlink_status(there);
    if (folder) {
      // A folder of ours is made again by what is in it; an empty one that is not ours must stay.
      if (!fs::exists(status) && fs::is_empty(entry.path())) fs::create_directories(there);
    } else if (!fs::exists(status)) {
      fs::create_directories(there.parent_path());
      link_or_copy(entry.path(), there);
    } else if (existing_is_trouble) {
      throw Error(ErrorCode::io,
                  fmt::format("{}: this file is not maillage's, and the results have one of the same name",
                              entry.path().string()),
                  "move it elsewhere or name another output folder; nothing was changed");
    }
  }
}

std::vector<fs::path> leftovers(const fs::path& target, std::string_view kind) {
  const std::string prefix = fmt::format(".{}.{}-", target.filename().string(), kind);
  std::vector<fs::path> found;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(target.parent_path(), problem)) {
    if (entry.path().filename().string().starts_with(prefix) && entry.is_directory())
      found.push_back(entry.path());
  }
  return found;
}

// Removes a folder of which nothing must stay. First by name: a removal cut half-way leaves no "complete" folder.
void discard(const fs::path& folder, const fs::path& target) {
  const std::size_t before_id =
      beside(target, "tmp", "").filename().string().size();  // all kinds are as long
  const fs::path waste = beside(target, "tmp", folder.filename().string().substr(before_id));
  if (waste != folder) fs::rename(folder, waste);
  fs::remove_all(waste);
}

// Ends what a killed run began. A folder that a living run has locked is left alone.
void recover(const fs::path& target) {
  for (const std::string_view kind : {"old", "new"}) {
    for (const fs::path& left : leftovers(target, kind)) {
      FileLock lock;
      if (!lock.take(left)) continue;
      if (!fs::exists(target)) {
        fs::rename(left, target);
      } else {
        carry_over(left, target, false);
        discard(left, target);
      }
    }
  }
  for (const fs::path& left : leftovers(target, "tmp")) {
    FileLock lock;
    if (lock.take(left)) fs::remove_all(left);
  }
}

Error io_error(const fs::path& target, const fs::filesystem_error& e) {
  return Error(ErrorCode::io,
               fmt::format("{}: {}: {}", target.string(),
                           e.path1().empty() ? "the folder" : e.path1().string(), e.code().message()),
               "check that the folder it stands in can be written to and has room");
}

}  // namespace

struct OutputFolder::State {
  fs::path target;
  std::string id;
  fs::path path;
  FileLock lock;
  bool committed = false;

  [[nodiscard]] fs::path beside_target(std::string_view kind) const { return beside(target, kind, id); }

  void build_beside() {
    for (int i = 0; i < 1000; ++i) {
      id = fmt::format("{}-{}", ::getpid(), i);
      if (fs::exists(beside_target("new")) || fs::exists(beside_target("old"))) continue;
      path = beside_target("tmp");
      if (!fs::create_directory(path)) continue;
      // Another run that is just recovering may have taken the folder for a leftover.
      if (lock.take(path) && fs::exists(path)) return;
    }
    path.clear();
    throw Error(ErrorCode::io, fmt::format("{}: no free name beside it", target.string()));
  }

  // For file systems that cannot exchange; recover() mends a cut between the two. The place of the old folder.
  [[nodiscard]] fs::path rename_in_two_steps() const {
    const fs::path old = beside_target("old");
    fs::rename(target, old);
    std::error_code problem;
    fs::rename(path, target, problem);
    if (!problem) return old;
    fs::rename(old, target);
    throw fs::filesystem_error("rename", path, problem);
  }

  void swap_in() {
    if (!fs::exists(target)) {
      fs::rename(path, target);
      committed = true;
      sync_path(target.parent_path());
      return;
    }
    FileLock old_lock;
    if (!old_lock.take(target)) {
      throw Error(ErrorCode::io, fmt::format("{}: another run is just finishing there", target.string()),
                  "run again");
    }
    fs::permissions(path, fs::status(target).permissions());
    fs::rename(path, beside_target("new"));
    path = beside_target("new");
    const fs::path old = exchange(path, target) ? path : rename_in_two_steps();
    committed = true;
    sync_path(target.parent_path());
    carry_over(old, target, false);  // what was put there while we were at it
    discard(old, target);
  }
};

void check_output_folder(const fs::path& target) {
  const fs::path place = resolved(target);
  try {
    require_writable_parent(place);
    require_replaceable(place);
  } catch (const fs::filesystem_error& e) {
    throw io_error(place, e);
  }
}

OutputFolder::OutputFolder(const fs::path& target) : state_(std::make_unique<State>()) {
  state_->target = resolved(target);
  try {
    fs::create_directories(state_->target.parent_path());
    recover(state_->target);
    require_replaceable(state_->target);
    state_->build_beside();
  } catch (const fs::filesystem_error& e) {
    throw io_error(state_->target, e);
  }
}

OutputFolder::~OutputFolder() {
  if (!state_ || state_->committed || state_->path.empty()) return;
  std::error_code ignored;
  fs::remove_all(state_->path, ignored);
}

const fs::path& OutputFolder::path() const { return state_->path; }
const fs::path& OutputFolder::target() const { return state_->target; }

void OutputFolder::commit(std::string_view manifest_json) {
  State& s = *state_;
  if (s.committed) throw Error(ErrorCode::internal, "the output folder is already committed");
  try {
    write_manifest(s.path, manifest_json);
    require_replaceable(s.target);
    if (fs::exists(s.target)) carry_over(s.target, s.path, true);
    sync_tree(s.path);
    s.swap_in();
    s.lock.release();
  } catch (const fs::filesystem_error& e) {
    throw io_error(s.target, e);
  }
}

}  // namespace maillage::io
