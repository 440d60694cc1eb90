#include "byte_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "foreign_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"

namespace maillage::io {
namespace {

constexpr std::size_t input_size = std::size_t{1} << 18;
constexpr int gzip_window = 15 + 16;

bool is_gzip(const char* bytes, std::size_t size) {
  return size >= 2 && static_cast<unsigned char>(bytes[0]) == 0x1f &&
         static_cast<unsigned char>(bytes[1]) == 0x8b;
}

}  // namespace

ByteSource::ByteSource(const std::filesystem::path& path) : name_(path.string()), input_(input_size) {
  if (name_ == "-") {
    name_ = "standard input";
    file_ = STDIN_FILENO;
  } else {
    require_local(path);
    refuse_folder(path);
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) {
      throw_if_interrupted();  // a pipe nobody wrote to
      throw Error(ErrorCode::io, fmt::format("{}: cannot be opened: {}", name_, std::strerror(errno)),
                  "check the path and the permissions");
    }
    owned_ = true;
  }
  // Two bytes tell gzip from text; a pipe may give them one at a time.
  while (input_end_ < 2) {
    const std::size_t got = read_raw(input_.data() + input_end_, input_.size() - input_end_);
    if (got == 0) break;
    input_end_ += got;
  }
  compressed_ = is_gzip(input_.data(), input_end_);
  if (compressed_ && inflateInit2(&stream_, gzip_window) != Z_OK) {
    compressed_ = false;
    throw Error(ErrorCode::limit, name_ + ": not enough memory to decompress");
  }
  member_open_ = compressed_;
}

ByteSource::~ByteSource() {
  if (compressed_) inflateEnd(&stream_);
  if (owned_) ::close(file_);
}

double ByteSource::part_read() const {
  struct stat status{};
  const off_t position = ::lseek(file_, 0, SEEK_CUR);
  if (position < 0 || ::fstat(file_, &status) != 0 || status.st_size <= 0) return 0;
  return std::min(1.0, static_cast<double>(position) / static_cast<double>(status.st_size));
}

std::size_t ByteSource::read_raw(char* out, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(file_, out, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    throw_if_interrupted();
    if (errno != EINTR) {
      throw Error(ErrorCode::io, fmt::format("{}: cannot be read: {}", name_, std::strerror(errno)),
                  "copy it elsewhere and name the copy; the disk or the share may be failing");
    }
  }
}

bool ByteSource::fill_input() {
  if (input_begin_ < input_end_) return true;
  input_begin_ = 0;
  input_end_ = read_raw(input_.data(), input_.size());
  return input_end_ > 0;
}

std::size_t ByteSource::take_input(char* out, std::size_t size) {
  const std::size_t taken = std::min(size, input_end_ - input_begin_);
  std::memcpy(out, input_.data() + input_begin_, taken);
  input_begin_ += taken;
  return taken;
}

std::size_t ByteSource::read(char* out, std::size_t size) {
  throw_if_interrupted();
  if (compressed_) return read_inflated(out, size);
  if (input_begin_ < input_end_) return take_input(out, size);
  return read_raw(out, size);
}

std::size_t ByteSource::read_inflated(char* out, std::size_t size) {
  stream_.next_out = reinterpret_cast<Bytef*>(out);
  stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
  const uInt wanted = stream_.avail_out;
  while (stream_.avail_out == wanted) {
    if (!fill_input()) {
      if (!member_open_) return 0;
      throw Error(ErrorCode::input, name_ + ": the compressed file ends too early",
                  "copy or download it again");
    }
    if (!member_open_) {  // another member follows the one that ended
      inflateReset(&stream_);
      member_open_ = true;
    }
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + input_begin_);
    stream_.avail_in = static_cast<uInt>(input_end_ - input_begin_);
    const int state = inflate(&stream_, Z_NO_FLUSH);
    input_begin_ = input_end_ - stream_.avail_in;
    if (state == Z_STREAM_END) {
      member_open_ = false;
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      throw Error(ErrorCode::input, name_ + ": the compressed data are damaged",
                  "copy or download the file again");
    }
  }
  return wanted - stream_.avail_out;
}

}  // namespace maillage::io
