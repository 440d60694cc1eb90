#include "sheet_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

#include "maillage/core/error.hpp"
#include "maillage/text/language.hpp"
#include "utf8.hpp"

namespace maillage::io {
namespace {

using table::Column;
using table::Table;

constexpr std::int64_t exact_in_sheets = 999'999'999'999'999;  // 15 digits
constexpr std::size_t measured_rows = 500;
constexpr double narrowest = 9;
constexpr double widest_number = 14;
constexpr double widest_text = 75;

double characters(std::string_view text) {
  return static_cast<double>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double longest_word(std::string_view text) {
  double longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    longest = std::max(longest, characters(text.substr(at, end - at)));
    at = end + 1;
  }
  return longest;
}

// A tenth more than there are: words are not cut, and fonts differ.
std::size_t lines_of(std::string_view text, double width) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const double length = characters(text.substr(at, end - at));
    lines += length <= width ? 1 : static_cast<std::size_t>(std::ceil(1.1 * length / width));
    at = end + 1;
  }
  return std::min(lines, most_lines);
}

// At most `most` characters, never half of one.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t count = 0; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts && count++ == most) break;
  }
  return std::string(text.substr(0, end));
}

// For comparing names as Excel does; accents are near enough.
std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string fit_name(std::string name) {
  for (char& c : name) {
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos ||
        static_cast<unsigned char>(c) < 0x20)
      c = ' ';
  }
  const auto trim = [](std::string& text, std::string_view out) {
    text.erase(0, std::min(text.find_first_not_of(out), text.size()));
    text.erase(text.find_last_not_of(out) + 1);
  };
  trim(name, " '");
  name = shortened(name, 31);
  trim(name, " '");
  return name.empty() ? "?" : name;
}

}  // namespace

CellStyle cell_style(const Column& column) {
  if (column.is_text()) return CellStyle::text;
  if (std::holds_alternative<table::Integers>(column.values)) return CellStyle::whole;
  return column.decimals == 3 ? CellStyle::thousandths : CellStyle::real;
}

SheetCell sheet_cell(const Table& table, const Column& column, std::size_t row) {
  const auto bad = [&](std::string_view what) {
    return Error(ErrorCode::internal, fmt::format("table {}, row {}, column {}: the value {}", table.name(),
                                                  row + 1, column.name, what));
  };
  using enum SheetCell::Kind;
  if (column.is_missing(row)) return {};
  if (const auto* whole = std::get_if<table::Integers>(&column.values)) {
    const std::int64_t value = (*whole)[row];
    const bool exact = value <= exact_in_sheets && value >= -exact_in_sheets;
    return {exact ? number : text, fmt::format("{}", value)};
  }
  if (const auto* real = std::get_if<table::Reals>(&column.values)) {
    const double value = (*real)[row];
    if (std::isinf(value)) throw bad("is infinite");
    return std::isnan(value) ? SheetCell{} : SheetCell{number, text::shortest(value)};
  }
  const std::string& words = column.texts()[row];
  if (find_invalid_utf8(words) != std::string_view::npos) throw bad("is not UTF-8 text");
  return words.empty() ? SheetCell{} : SheetCell{text, words};
}

std::vector<double> column_widths(const Table& table) {
  const std::vector<std::string> header = sheet_header(table);
  std::vector<double> widths;
  for (std::size_t c = 0; c < header.size(); ++c) {
    const Column& column = table.columns()[c];
    const double most = column.is_text() ? widest_text : widest_number;
    // Room for the button of the filter; long headers go over three lines or so.
    double width = std::max({narrowest, longest_word(header[c]) + 3, characters(header[c]) / 3 + 3});
    if (column.is_text()) {
      for (std::size_t row = 0; row < std::min(table.rows(), measured_rows); ++row)
        width = std::max(width, characters(column.texts()[row]) + 2);
    }
    widths.push_back(std::min(width, std::max(most, longest_word(header[c]) + 3)));
  }
  return widths;
}

std::size_t header_lines(const std::vector<std::string>& header, const std::vector<double>& widths) {
  std::size_t lines = 1;
  for (std::size_t c = 0; c < header.size(); ++c) lines = std::max(lines, lines_of(header[c], widths[c] - 2));
  return lines;
}

std::size_t row_lines(const Table& table, std::size_t row, const std::vector<double>& widths) {
  std::size_t lines = 1;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    const Column& column = table.columns()[c];
    if (column.is_text() && !column.is_missing(row))
      lines = std::max(lines, lines_of(column.texts()[row], widths[c]));
  }
  return lines;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string quoted_tab(std::string_view name) {
  std::string out = "'";
  for (const char c : name) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

std::string why_no_sheet(const Table& table) {
  if (table.rows() > most_sheet_rows)
    return fmt::format("has {} rows, and a sheet holds {}", table.rows(), most_sheet_rows);
  if (table.columns().size() > most_sheet_columns)
    return fmt::format("has {} columns, and a sheet holds {}", table.columns().size(), most_sheet_columns);
  for (const Column& column : table.columns()) {
    if (!column.is_text()) continue;
    for (const std::string& text : column.texts()) {
      if (text.size() > most_cell_bytes)
        return fmt::format("has a text of {} bytes in the column {}, and a cell holds {}", text.size(),
                           column.name, most_cell_bytes);
    }
  }
  return {};
}

void check_sheets(const Workbook& workbook) {
  if (workbook.sheets.empty()) throw Error(ErrorCode::internal, "a workbook without sheets");
  for (const Sheet& sheet : workbook.sheets) {
    if (const std::string why = why_no_sheet(*sheet.table); !why.empty()) {
      throw Error(ErrorCode::limit, fmt::format("the table {} {}", sheet.table->name(), why),
                  "use the CSV file or the GeoPackage, which have no such limit");
    }
  }
}

std::vector<std::string> sheet_names(const Workbook& workbook) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const Sheet& sheet : workbook.sheets) {
    const std::string wanted = fit_name(sheet.name);
    std::string name = wanted;
    for (int n = 2; !taken.insert(lower(name)).second; ++n) {
      const std::string number = fmt::format(" {}", n);
      name = shortened(wanted, 31 - number.size()) + number;
    }
    names.push_back(name);
  }
  return names;
}

std::vector<std::string> sheet_header(const Table& table) {
  std::vector<std::string> header;
  std::set<std::string> taken;
  for (const Column& column : table.columns()) {
    const std::string& words = column.alias.empty() ? column.name : column.alias;
    std::string text = column.unit.empty() ? words : fmt::format("{} ({})", words, column.unit);
    if (!taken.insert(text).second) taken.insert(text += fmt::format(" [{}]", column.name));
    header.push_back(text);
  }
  return header;
}

}  // namespace maillage::io
