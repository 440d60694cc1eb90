#include <fmt/format.h>
#include <zlib.h>

#include <set>

#include "maillage/core/error.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/io/zip_archive.hpp"
#include "zip_format.hpp"

namespace maillage::io {
namespace {

using namespace zip_format;

Error damaged(std::string_view what) {
  return Error(ErrorCode::input, fmt::format("the zip archive {}", what), "copy or write it again");
}

std::uint16_t get16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) |
                                    static_cast<unsigned char>(bytes[at + 1]) << 8);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) {
  return get16(bytes, at) | static_cast<std::uint32_t>(get16(bytes, at + 2)) << 16;
}

// `size` bytes at `at`, or the archive is cut.
std::string_view piece(std::string_view archive, std::size_t at, std::size_t size) {
  if (at > archive.size() || archive.size() - at < size) throw damaged("is cut");
  return archive.substr(at, size);
}

// The last record, behind it at most a comment of 65 535 bytes that reaches the end exactly.
std::string_view end_record(std::string_view archive) {
  for (std::size_t back = end_size; back <= archive.size() && back <= end_size + 0xffff; ++back) {
    const std::size_t at = archive.size() - back;
    if (get32(archive, at) == end_mark && get16(archive, at + 20) == back - end_size)
      return archive.substr(at, end_size);
  }
  throw damaged("has no directory: it is cut or is no zip");
}

struct Entry {
  std::string name;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0, packed_size = 0, size = 0, local_at = 0;
};

Entry read_entry(std::string_view archive, std::size_t& at) {
  const std::string_view fixed = piece(archive, at, entry_size);
  if (get32(fixed, 0) != entry_mark) throw damaged("has a damaged directory");
  const std::size_t name_size = get16(fixed, 28);
  const std::size_t rest = std::size_t{get16(fixed, 30)} + get16(fixed, 32);
  Entry out{.name = std::string(piece(archive, at + entry_size, name_size)),
            .flags = get16(fixed, 8),
            .method = get16(fixed, 10),
            .crc = get32(fixed, 16),
            .packed_size = get32(fixed, 20),
            .size = get32(fixed, 24),
            .local_at = get32(fixed, 42)};
  at += entry_size + name_size + rest;
  return out;
}

std::string inflated(std::string_view packed, std::size_t size) {
  z_stream stream{};
  if (inflateInit2(&stream, raw_window) != Z_OK)
    throw Error(ErrorCode::limit, "not enough memory to decompress");
  std::string out(size + 1, '\0');  // one byte more shows a member longer than it says
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = inflate(&stream, Z_FINISH);
  const bool whole = state == Z_STREAM_END && stream.total_out == size;
  inflateEnd(&stream);
  if (!whole) throw damaged("holds damaged data");
  out.resize(size);
  return out;
}

std::string content(std::string_view archive, const Entry& entry) {
  const std::string_view local = piece(archive, entry.local_at, local_size);
  if (get32(local, 0) != local_mark) throw damaged("has a damaged member");
  const std::size_t data_at = std::size_t{entry.local_at} + local_size + get16(local, 26) + get16(local, 28);
  const std::string_view packed = piece(archive, data_at, entry.packed_size);
  std::string bytes;
  if (entry.method == method_stored && entry.packed_size == entry.size) {
    bytes = packed;
  } else if (entry.method == method_deflated) {
    bytes = inflated(packed, entry.size);
  } else {
    throw damaged(fmt::format("is compressed by a method ({}) that maillage does not read", entry.method));
  }
  if (checksum(bytes) != entry.crc) throw damaged("holds damaged data: a checksum differs");
  return bytes;
}

void check_entry(const Entry& entry, std::set<std::string>& seen) {
  constexpr std::uint32_t in_zip64 = 0xffffffff;
  if ((entry.flags & flag_encrypted) != 0)
    throw Error(ErrorCode::input, "the zip archive is encrypted", "write it again without a password");
  if (entry.size == in_zip64 || entry.packed_size == in_zip64 || entry.local_at == in_zip64)
    throw Error(ErrorCode::input, "the zip archive is of the kind for more than 4 GiB (Zip64)",
                "write it again in smaller files");
  if (!safe_name(entry.name)) throw damaged(fmt::format("has a member with an unsafe name: {}", entry.name));
  if (!seen.insert(entry.name).second) throw damaged(fmt::format("has two members called {}", entry.name));
}

}  // namespace

std::vector<ZipMember> unzip(std::string_view archive, std::uint64_t most_bytes) {
  const std::string_view end = end_record(archive);
  std::vector<ZipMember> out;
  std::set<std::string> seen;
  std::uint64_t total = 0;
  std::size_t at = get32(end, 16);
  for (std::uint16_t left = get16(end, 10); left > 0; --left) {
    const Entry entry = read_entry(archive, at);
    if (entry.name.ends_with('/')) continue;  // a folder
    check_entry(entry, seen);
    total += entry.size;
    if (total > most_bytes)
      throw Error(ErrorCode::limit, fmt::format("the zip archive holds more than {} bytes", most_bytes));
    try {
      out.push_back({entry.name, content(archive, entry), entry.method == method_stored});
    } catch (const Error& error) {
      throw error.within(entry.name);
    }
  }
  return out;
}

std::vector<ZipMember> unzip_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
  const std::string bytes = read_text(path);
  try {
    return unzip(bytes, most_bytes);
  } catch (const Error& error) {
    throw error.within(path.string());
  }
}

}  // namespace maillage::io
