#pragma once
// What .xlsx and .ods share: which kind of cell a value becomes, how wide columns are.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/io/spreadsheet.hpp"

namespace maillage::io {

struct SheetCell {
  enum class Kind { empty, number, text };
  Kind kind = Kind::empty;
  std::string text = {};  // of a number: the shortest decimal that reads back to it
};

// How the numbers of a column are shown.
enum class CellStyle { text, whole, real, thousandths };
[[nodiscard]] CellStyle cell_style(const table::Column& column);

// Throws Error(internal) for infinite values and text that is not UTF-8.
[[nodiscard]] SheetCell sheet_cell(const table::Table& table, const table::Column& column, std::size_t row);

// In characters, from the header (which may take several lines) and the first rows.
[[nodiscard]] std::vector<double> column_widths(const table::Table& table);

// Lines of text a row needs under these widths, 1 … most_lines. Neither Excel nor LibreOffice can be trusted to find the
// height of a row of wrapped texts by itself.
inline constexpr std::size_t most_lines = 30;
[[nodiscard]] std::size_t header_lines(const std::vector<std::string>& header,
                                       const std::vector<double>& widths);
[[nodiscard]] std::size_t row_lines(const table::Table& table, std::size_t row,
                                    const std::vector<double>& widths);

// "A", "Z", "AA" … for columns from 0.
[[nodiscard]] std::string column_letters(std::size_t column);

// The name of a tab as formulas write it: 'l''an'.
[[nodiscard]] std::string quoted_tab(std::string_view name);

// Throws Error(limit) naming the first table that cannot be a sheet, Error(internal) for a workbook without sheets.
void check_sheets(const Workbook& workbook);

}  // namespace maillage::io
