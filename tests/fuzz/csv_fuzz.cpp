// Delimited text: separators, quotes, line ends, encodings, gzip.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/csv_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = maillage::fuzz::text_of(data, size);
  const maillage::fuzz::MemoryFile file(bytes.substr(1));
  static constexpr const char* encodings[] = {"", "", "", "ISO-8859-1", "UTF-16", "SHIFT_JIS"};
  try {
    const maillage::io::CsvTable read =
        maillage::io::read_csv({.path = file.path(), .encoding = encodings[data[0] % std::size(encodings)]});
    if (read.lines.size() != read.table.rows() && !read.table.columns().empty()) std::abort();
  } catch (const maillage::Error&) {
  }
  return 0;
}
