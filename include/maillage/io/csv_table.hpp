#pragma once
// Whole delimited files as tables, and tables as delimited files.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "maillage/table/table.hpp"

namespace maillage::io {

struct CsvRequest {
  std::filesystem::path path;
  char separator = 0;         // 0: found from the header among , ; tab |
  std::string encoding = {};  // e.g. "WINDOWS-1252"; empty: UTF-8
};

struct CsvTable {
  table::Table table;  // every column is text, as it stands in the file; empty cells are missing
  std::vector<std::uint64_t> lines;  // line of the file where each row starts; the header is line 1
  std::string name;                  // the file, for messages

  // "sites.csv, line 42": the context of an error about a row.
  [[nodiscard]] std::string place(std::size_t row) const;
};

// Errors as CsvReader; Error(input) when a column has no name or there is no record, when the text is not in the
// encoding; Error(usage) when the encoding is unknown.
[[nodiscard]] CsvTable read_csv(const CsvRequest& request);

// Header: the column names. Cells as Column::text(): missing cells empty, decimals shortest. The geometry is not
// written: put coordinates into columns. Built beside and renamed.
void write_csv(const std::filesystem::path& path, const table::Table& table);

}  // namespace maillage::io
