#include "maillage/access/spool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>

#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"

namespace maillage::access {
namespace {

constexpr std::size_t disk_batch = std::size_t{1} << 16;  // pairs: 1 MiB

Error disk_error(const char* what, int problem) {
  return {ErrorCode::io, fmt::format("temporary file for travel times: {}: {}", what, std::strerror(problem)),
          "set TMPDIR to a folder with room: 16 bytes per pair"};
}

}  // namespace

PairSpool::PairSpool(SpoolOptions options)
    : capacity_(std::max<std::size_t>(options.memory / sizeof(Pair), 1)) {}

PairSpool::~PairSpool() {
  if (file_ >= 0) ::close(file_);
}

void PairSpool::open_file() {
  std::error_code problem;
  const auto folder = std::filesystem::temp_directory_path(problem);
  if (problem) throw disk_error("no folder for it", problem.value());
  std::string name = (folder / "maillage-pairs-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) throw disk_error("cannot be created", errno);
  ::unlink(name.c_str());
}

void PairSpool::spill() {
  throw_if_interrupted();
  if (file_ < 0) open_file();
  const char* bytes = reinterpret_cast<const char*>(held_.data());
  std::size_t left = held_.size() * sizeof(Pair);
  auto offset = static_cast<off_t>(written_ * sizeof(Pair));
  while (left > 0) {
    const ssize_t done = ::pwrite(file_, bytes, left, offset);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) throw disk_error("cannot be written", done < 0 ? errno : ENOSPC);
    bytes += done;
    left -= static_cast<std::size_t>(done);
    offset += done;
  }
  written_ += held_.size();
  held_.clear();
  // What is on disk needs no large buffer in memory: from here on, blocks.
  if (capacity_ > disk_batch) {
    capacity_ = disk_batch;
    held_ = {};
    held_.reserve(capacity_);
  }
}

void PairSpool::rewind() { position_ = 0; }

void PairSpool::read_batch() {
  batch_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(disk_batch, written_ - position_)));
  char* bytes = reinterpret_cast<char*>(batch_.data());
  std::size_t left = batch_.size() * sizeof(Pair);
  auto offset = static_cast<off_t>(position_ * sizeof(Pair));
  while (left > 0) {
    const ssize_t got = ::pread(file_, bytes, left, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw disk_error("cannot be read", got < 0 ? errno : EIO);
    bytes += got;
    left -= static_cast<std::size_t>(got);
    offset += got;
  }
}

std::span<const Pair> PairSpool::next() {
  if (position_ < written_) {
    read_batch();
    position_ += batch_.size();
    return batch_;
  }
  if (position_ == written_ && !held_.empty()) {
    position_ = written_ + held_.size();
    return held_;
  }
  return {};
}

}  // namespace maillage::access
