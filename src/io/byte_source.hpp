#pragma once
// Bytes of a file, of a gzip file (one or several members) or of standard input, in blocks.

#include <zlib.h>

#include <filesystem>
#include <string>
#include <vector>

namespace maillage::io {

class ByteSource {
 public:
  // "-" is standard input. Throws Error(io) when the file cannot be opened.
  explicit ByteSource(const std::filesystem::path& path);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // Up to `size` (> 0) bytes into `out`; 0 only at the end. Throws Error(io) on a read error, Error(input)
  // when compressed data are damaged or cut.
  std::size_t read(char* out, std::size_t size);
  // How much of the file is read, 0 to 1; 0 for what has no size (a pipe).
  [[nodiscard]] double part_read() const;
  // How messages call it: the path, or "standard input".
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::size_t read_raw(char* out, std::size_t size);
  std::size_t read_inflated(char* out, std::size_t size);
  bool fill_input();
  std::size_t take_input(char* out, std::size_t size);

  std::string name_;
  int file_ = -1;
  bool owned_ = false;
  bool compressed_ = false;
  bool member_open_ = false;  // inside a gzip member: its trailer has not been seen
  std::vector<char> input_;
  std::size_t input_begin_ = 0;
  std::size_t input_end_ = 0;
  z_stream stream_{};
};

}  // namespace maillage::io
