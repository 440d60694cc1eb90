#include "maillage/sources/fields.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "maillage/core/suggest.hpp"
#include "maillage/core/units.hpp"

namespace maillage::sources {
namespace {

bool is_no_value(std::string_view text) {
  return text.empty() || text == "NA" || text == "NULL" || text == "null";
}

std::string trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

Error missing_column(const table::Table& table, const std::string& file, const std::string& role,
                     const std::string& name) {
  std::vector<std::string> there;
  for (const table::Column& c : table.columns()) there.push_back(c.name);
  const std::string near = nearest_word(name, there);
  return {ErrorCode::input,
          fmt::format("{}: no column « {} » (for {}){}", file, name, role,
                      near.empty() ? "" : fmt::format("; did you mean « {} »?", near)),
          fmt::format("columns there: {}; name the right one in the study: columns = {{ {} = \"…\" }}",
                      fmt::join(there, ", "), role)};
}

}  // namespace

Fields::Fields(const table::Table& table, const std::map<std::string, FieldColumn>& columns,
               std::string subject, std::string file, std::vector<std::uint64_t> lines)
    : table_(&table), subject_(std::move(subject)), file_(std::move(file)), lines_(std::move(lines)) {
  for (const auto& [role, wanted] : columns) {
    if (const table::Column* found = table.find(wanted.name)) {
      columns_[role] = found;
    } else if (wanted.must_exist) {
      throw missing_column(table, file_, role, wanted.name);
    }
  }
}

const table::Column* Fields::column(std::string_view role) const {
  const auto found = columns_.find(role);
  return found == columns_.end() ? nullptr : found->second;
}

std::string Fields::text(std::size_t row, std::string_view role) const {
  const table::Column* c = column(role);
  if (c == nullptr || c->is_missing(row)) return {};
  std::string value = trimmed(c->text(row));
  return is_no_value(value) ? std::string() : value;
}

std::optional<double> Fields::number(std::size_t row, std::string_view role) const {
  const table::Column* c = column(role);
  if (c == nullptr || c->is_missing(row)) return std::nullopt;
  double value = 0;
  if (c->is_text()) {
    const std::string written = text(row, role);
    if (written.empty()) return std::nullopt;
    try {
      value = parse_number(written);
    } catch (const Error&) {
      const bool digit = written.front() >= '0' && written.front() <= '9';
      const bool signs = written.find_first_of(", '") != std::string::npos ||
                         written.find("\u00a0") != std::string::npos ||
                         written.find("\u202f") != std::string::npos;
      throw error(row, fmt::format("{} is « {} », not a number", c->name, written),
                  digit && signs ? "write decimals with a point and no sign between thousands: 1300.5"
                                 : "correct the value, or leave the cell empty");
    }
  } else {
    value = c->number(row);
  }
  if (!std::isfinite(value))
    throw error(row, fmt::format("{} is not a finite number", c->name),
                "correct the value, or leave the cell empty");
  return value;
}

std::optional<double> Fields::amount(std::size_t row, std::string_view role, double most) const {
  const auto value = number(row, role);
  if (!value) return value;
  const std::string& name = column(role)->name;
  if (*value < 0)
    throw error(row, fmt::format("{} is negative ({})", name, *value),
                "correct the value, or leave the cell empty");
  if (*value > most)
    throw error(row, fmt::format("{} is {}, more than can be ({})", name, *value, most),
                "correct the value: is it in the right column and unit?");
  return value;
}

std::optional<double> Fields::private_amount(std::size_t row, std::string_view role, double most) const {
  try {
    return amount(row, role, most);
  } catch (const Error&) {
    throw error(row, fmt::format("{} is not a number from 0 to {}", column(role)->name, most),
                "correct the value, or leave the cell empty");
  }
}

std::optional<geo::XY> Fields::point(std::size_t row) const {
  if (table_->geometry()) {
    if (const auto* p = std::get_if<geo::XY>(&table_->geometry()->rows[row])) return *p;
    return std::nullopt;
  }
  const auto x = number(row, "x");
  const auto y = number(row, "y");
  if (!x || !y) return std::nullopt;
  return geo::XY{*x, *y};
}

const geo::MultiPolygon* Fields::polygon(std::size_t row) const {
  if (!table_->geometry()) return nullptr;
  return std::get_if<geo::MultiPolygon>(&table_->geometry()->rows[row]);
}

std::string Fields::where(std::size_t row) const {
  return lines_.empty() ? fmt::format("{}, feature {}", file_, row + 1)
                        : fmt::format("{}, line {}", file_, lines_[row]);
}

Error Fields::error(std::size_t row, const std::string& message, const std::string& hint) const {
  return Error(ErrorCode::input, message, hint).within(where(row));
}

}  // namespace maillage::sources
