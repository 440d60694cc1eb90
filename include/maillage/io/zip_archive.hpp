#pragma once
// Zip archives in memory: .qgz, .xlsx and .ods are such. Equal members give equal bytes: every member carries the
// earliest date a zip can say (1980-01-01), no owner and no comment.
//
//   io::write_text("maillage.qgz", io::zip(std::vector<io::ZipMember>{{"maillage.qgs", xml}}));
//
// Format: PKWARE APPNOTE 6.3 without Zip64, encryption or parts. Limits: 65 534 members, 4 GiB in all.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

struct ZipMember {
  std::string name;     // UTF-8, "/" between folders, relative, without ".."
  std::string bytes;    // uncompressed
  bool stored = false;  // not compressed, as OpenDocument wants its first member `mimetype`
};

// The archive with the members in their order. O(bytes). Throws Error(internal) for a bad or doubled name, Error(limit)
// past what the format holds.
[[nodiscard]] std::string zip(std::span<const ZipMember> members);

// The members in the order of the archive's directory, folders left out; every checksum is compared. Throws
// Error(input) for what is not a zip, is cut, damaged or encrypted, has unsafe names or needs Zip64, and Error(limit)
// when the members would be more than `most_bytes` together (an archive of 1 MB can claim many GB).
[[nodiscard]] std::vector<ZipMember> unzip(std::string_view archive,
                                           std::uint64_t most_bytes = std::uint64_t{1} << 30);
// The same of a file, named in errors. Throws Error(io) too.
[[nodiscard]] std::vector<ZipMember> unzip_file(const std::filesystem::path& path,
                                                std::uint64_t most_bytes = std::uint64_t{1} << 30);

}  // namespace maillage::io
