#include "maillage/io/csv_table.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "byte_source.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/csv.hpp"
#include "text_decoder.hpp"

namespace maillage::io {
namespace {

// The file's bytes in UTF-8, in memory but with a path, so that one reader serves every encoding.
class ConvertedFile {
 public:
  ConvertedFile(const std::filesystem::path& path, const TextDecoder& decoder)
      : file_(::memfd_create("maillage-csv", MFD_CLOEXEC)) {
    try {
      fill(path, decoder);
    } catch (...) {
      close();
      throw;
    }
  }
  ~ConvertedFile() { close(); }
  ConvertedFile(const ConvertedFile&) = delete;
  ConvertedFile& operator=(const ConvertedFile&) = delete;

  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", file_); }

 private:
  void close() const {
    if (file_ >= 0) ::close(file_);
  }
  void fill(const std::filesystem::path& path, const TextDecoder& decoder) {
    ByteSource source(path);
    std::string bytes;
    std::array<char, 65536> block{};
    while (const std::size_t got = source.read(block.data(), block.size())) bytes.append(block.data(), got);
    const auto text = decoder.decode(bytes);
    if (!text) {
      throw Error(ErrorCode::input, path.string() + ": the text is not in the stated encoding",
                  "correct the key encoding");
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
      const ssize_t written = ::write(file_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0)
        throw Error(ErrorCode::limit, path.string() + ": not enough memory to convert the text");
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  int file_;
};

std::unique_ptr<TextDecoder> decoder_for(const CsvRequest& request) {
  try {
    return std::make_unique<TextDecoder>(request.encoding);
  } catch (const Error& problem) {
    throw problem.within(request.path.string());
  }
}

CsvTable read(CsvReader csv, const std::filesystem::path& path) {
  CsvTable out;
  out.name = path.string();
  const std::size_t columns = csv.header().size();
  std::vector<table::Texts> values(columns);
  std::vector<std::vector<std::uint8_t>> missing(columns);
  while (csv.next()) {
    out.lines.push_back(csv.line());
    for (std::size_t c = 0; c < columns; ++c) {
      values[c].emplace_back(csv.field(c));
      missing[c].push_back(csv.field(c).empty() ? 1 : 0);
    }
  }
  if (out.lines.empty()) {
    throw Error(ErrorCode::input, out.name + ": the file has column names but no record", "check the export");
  }
  out.table = table::Table(path.stem().string());
  for (std::size_t c = 0; c < columns; ++c) {
    if (csv.header()[c].empty()) continue;  // exports with row numbers: nobody can ask for it
    table::Column column;
    column.name = csv.header()[c];
    column.values = std::move(values[c]);
    column.missing = std::move(missing[c]);
    out.table.add(std::move(column));
  }
  return out;
}

}  // namespace

std::string CsvTable::place(std::size_t row) const { return fmt::format("{}, line {}", name, lines.at(row)); }

CsvTable read_csv(const CsvRequest& request) {
  const std::unique_ptr<TextDecoder> made = decoder_for(request);
  const TextDecoder& decoder = *made;
  if (!decoder.converts()) return read(CsvReader(request.path, request.separator), request.path);
  const ConvertedFile converted(request.path, decoder);
  const std::string alias = converted.path();
  try {
    return read(CsvReader(alias, request.separator), request.path);
  } catch (const Error& e) {
    std::string message = e.message();
    if (const std::size_t at = message.find(alias); at != std::string::npos) {
      message.replace(at, alias.size(), request.path.string());
    }
    throw Error(e.code(), message, e.hint());
  }
}

void write_csv(const std::filesystem::path& path, const table::Table& table) {
  std::vector<std::string> header;
  for (const table::Column& column : table.columns()) header.push_back(column.name);
  CsvWriter csv(path, header);
  std::vector<std::string> cells(header.size());
  std::vector<std::string_view> fields(header.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < header.size(); ++c) {
      cells[c] = table.columns()[c].text(row);
      fields[c] = cells[c];
    }
    csv.row(fields);
  }
  csv.close();
}

}  // namespace maillage::io
