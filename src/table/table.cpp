#include "maillage/table/table.hpp"

#include <fmt/format.h>

#include <limits>
#include <set>
#include <utility>

#include "maillage/core/error.hpp"
#include "maillage/text/language.hpp"

namespace maillage::table {

std::size_t Column::size() const {
  return std::visit([](const auto& v) { return v.size(); }, values);
}

void Column::set_missing(std::size_t row) {
  if (missing.empty()) missing.assign(size(), 0);
  missing[row] = 1;
}

double Column::number(std::size_t row) const {
  if (is_missing(row)) return std::numeric_limits<double>::quiet_NaN();
  if (const auto* whole = std::get_if<Integers>(&values)) return static_cast<double>((*whole)[row]);
  return reals()[row];
}

std::string Column::text(std::size_t row) const {
  if (is_missing(row)) return {};
  if (is_text()) return texts()[row];
  if (const auto* whole = std::get_if<Integers>(&values)) return std::to_string((*whole)[row]);
  if (decimals) return fmt::format("{:.{}f}", reals()[row], *decimals);
  return text::shortest(reals()[row]);
}

Table::Table(std::string name, std::string title, std::string comment)
    : name_(std::move(name)), title_(std::move(title)), comment_(std::move(comment)) {}

void Table::check_rows(std::size_t rows, std::string_view what) {
  if (has_rows_ && rows != rows_) {
    throw Error(ErrorCode::internal, "table " + name_ + ": " + std::string(what) + " has " +
                                         std::to_string(rows) + " rows where the others have " +
                                         std::to_string(rows_));
  }
  rows_ = rows;
  has_rows_ = true;
}

Column& Table::add(Column column) {
  if (find(column.name) != nullptr)
    throw Error(ErrorCode::internal, "table " + name_ + ": two columns " + column.name);
  check_rows(column.size(), column.name);
  if (column.alias.empty()) column.alias = column.name;
  columns_.push_back(std::move(column));
  return columns_.back();
}

void Table::set_geometry(GeometryColumn geometry) {
  check_rows(geometry.rows.size(), "geometry");
  geometry_ = std::move(geometry);
}

const Column* Table::find(std::string_view column) const {
  for (const Column& c : columns_) {
    if (c.name == column) return &c;
  }
  return nullptr;
}

const Column& Table::at(std::string_view column) const {
  if (const Column* found = find(column)) return *found;
  throw Error(ErrorCode::internal, "table " + name_ + " has no column " + std::string(column));
}

std::vector<std::string> column_titles(const Table& table) {
  std::vector<std::string> titles;
  std::set<std::string> taken;
  for (const Column& column : table.columns()) {
    const std::string& alias = column.alias.empty() ? column.name : column.alias;
    std::string title = column.unit.empty() ? alias : alias + " (" + column.unit + ")";
    if (!taken.insert(title).second) {
      title += " [" + column.name + "]";
      taken.insert(title);
    }
    titles.push_back(std::move(title));
  }
  return titles;
}

}  // namespace maillage::table
