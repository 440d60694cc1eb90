#pragma once
// Delimited text, read as a stream and written in one step.
//
// Read: RFC 4180 quotes, LF or CRLF, UTF-8 with or without byte-order mark, gzip (found by its first bytes,
// not by its name), path "-" for standard input. Memory: one block and the longest record. Strict: bytes that
// are not UTF-8, an unbalanced quote, a record with another number of fields than the header, an empty file,
// a header name that stands twice, a cut gzip file are Error(input) "file, line N: …" with what to do; a file
// that cannot be opened is Error(io). Nothing is trimmed or repaired. A quote inside an unquoted field is an
// ordinary character; wholly empty lines are passed over when there is more than one column (they hold no
// record).
//
//   io::CsvReader csv("sites.csv");
//   const auto id = csv.column("id"), beds = csv.column("beds");
//   while (csv.next()) add(csv.field(id), csv.number(beds));

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/error.hpp"

namespace maillage::io {

class CsvReader {
 public:
  // Separator 0: the one among , ; tab | that stands most often in the header line (the first of them when
  // equal).
  explicit CsvReader(const std::filesystem::path& path, char separator = 0);
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char separator() const;
  // Index of a column by its exact name; Error(input) naming the columns that are there, nearest first.
  [[nodiscard]] std::size_t column(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;

  // The next record; false at the end.
  bool next();
  // Text of a field, quotes removed. Valid until next(). Precondition: column < header().size().
  [[nodiscard]] std::string_view field(std::size_t column) const { return fields_[column]; }
  // Line in the file where the current record starts; the first line of the file is 1.
  [[nodiscard]] std::uint64_t line() const;
  // How much of the file is read, 0 to 1; 0 for a pipe. For showing progress.
  [[nodiscard]] double part_read() const;

  // Error(input) "file, line N: message" about the current record.
  [[nodiscard]] Error error(std::string_view message, std::string_view hint = {}) const;
  // The field as a finite decimal number with '.'; otherwise error(…) naming column and value.
  [[nodiscard]] double number(std::size_t column) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::vector<std::string> header_;
  std::vector<std::string_view> fields_;
};

// Writes UTF-8 with ',' and '\n', quotes only where needed. The file is built at `path`.tmp and takes its
// name in close(): without it nothing appears at `path`. "-" is standard output; a device or pipe is written
// directly. A name in .gz is refused (Error(usage)): the writer does not compress. Trouble while writing:
// Error(io).
class CsvWriter {
 public:
  CsvWriter(const std::filesystem::path& path, const std::vector<std::string>& header);
  ~CsvWriter();
  CsvWriter(CsvWriter&&) noexcept;
  CsvWriter& operator=(CsvWriter&&) noexcept;

  // One record; Error(internal) when the number of fields is not that of the header.
  void row(std::span<const std::string_view> fields);
  void row(std::initializer_list<std::string_view> fields) { row(std::span(fields.begin(), fields.size())); }
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::io
