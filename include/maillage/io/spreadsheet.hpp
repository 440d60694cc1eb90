#pragma once
// Tables as a workbook for Excel and LibreOffice: Office Open XML (ECMA-376, .xlsx) and OpenDocument 1.3 (.ods).

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/table/table.hpp"

namespace maillage::io {

struct Sheet {
  std::string name = {};                // of its tab; made fit by sheet_names()
  const table::Table* table = nullptr;  // must outlive the sheet
  std::size_t frozen_columns = 0;       // stay in sight when scrolling sideways
};

struct Workbook {
  std::string title = {};
  std::string author = {};  // may be empty
  std::string date =
      "2000-01-01T00:00:00Z";  // what the file states as its making, ISO 8601 with Z; never the clock
  std::vector<Sheet> sheets = {};
};

// What one sheet can hold, in Excel and LibreOffice alike; the header takes one row.
inline constexpr std::size_t most_sheet_rows = 1'048'575;
inline constexpr std::size_t most_sheet_columns = 16'384;
inline constexpr std::size_t most_cell_bytes = 32'767;

// Why the table cannot be a sheet, as a clause ("has 2000000 rows, …"); empty when it can.
[[nodiscard]] std::string why_no_sheet(const table::Table& table);

// The names of the tabs: at most 31 characters, without []:*?/\ and outer apostrophes, different whatever the case.
[[nodiscard]] std::vector<std::string> sheet_names(const Workbook& workbook);

// What stands above each column: alias and unit, "Temps (s)"; the name of the column behind it where two would be equal.
[[nodiscard]] std::vector<std::string> sheet_header(const table::Table& table);

// One sheet per table: a header that stays in sight, filters, widths by content. Texts are text cells ("01001", "=1+1"
// included), numbers are numbers with all their digits whatever is shown, missing cells and NaN are empty; whole numbers
// of more than 15 digits, which a spreadsheet would round, are texts. Geometry is left out. Equal workbooks, equal bytes.
// A file of that name is replaced. O(cells), in memory.
// Errors: Error(limit) when why_no_sheet() says so; Error(internal) for infinite values and text that is not UTF-8;
// Error(io) when the file cannot be written.
void write_xlsx(const std::filesystem::path& path, const Workbook& workbook);
void write_ods(const std::filesystem::path& path, const Workbook& workbook);

}  // namespace maillage::io
