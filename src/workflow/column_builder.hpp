#pragma once
// Adds columns to a table row function by row function, NaN and empty optionals as missing.

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "maillage/table/table.hpp"
#include "maillage/text/language.hpp"

namespace maillage::workflow {

struct ColumnWords {
  std::string name;
  std::string alias;
  std::string unit = {};
  std::string comment = {};
};

// "people_20min_gp": people whose nearest place of `kind` is within `minutes`.
[[nodiscard]] ColumnWords reach_words(std::string_view kind, double minutes, text::Language lang);
// "percent_20min_gp": the same, of the people in the results.
[[nodiscard]] ColumnWords reach_share_words(std::string_view kind, double minutes, text::Language lang);

class ColumnBuilder {
 public:
  ColumnBuilder(table::Table& table, std::size_t rows) : table_(table), rows_(rows) {}

  // value(row) → std::string; empty texts are missing.
  template <class Value>
  void text(ColumnWords words, Value value) {
    table::Texts values(rows_);
    for (std::size_t row = 0; row < rows_; ++row) values[row] = value(row);
    table::Column column = make(std::move(words), std::move(values));
    for (std::size_t row = 0; row < rows_; ++row) {
      if (column.texts()[row].empty()) column.set_missing(row);
    }
    table_.add(std::move(column));
  }

  // value(row) → double; NaN and infinities are missing.
  template <class Value>
  void real(ColumnWords words, Value value) {
    add_number<table::Reals>(std::move(words), value, [](double v) { return v; });
  }

  // value(row) → minutes of whole milliseconds; kept in seconds with exactly 3 decimals (the contract for times).
  // NaN and infinities are missing.
  template <class Value>
  void seconds(ColumnWords words, Value value) {
    add_number<table::Reals>(std::move(words), value, [](double v) {
      return static_cast<double>(std::llround(v * 60000)) / 1000;
    }).decimals = 3;
  }

  // value(row) → double, a whole number up to rounding of sums; NaN is missing.
  template <class Value>
  void whole(ColumnWords words, Value value) {
    add_number<table::Integers>(std::move(words), value,
                                [](double v) { return static_cast<std::int64_t>(std::llround(v)); });
  }

 private:
  static table::Column make(ColumnWords words, table::Values values) {
    return {std::move(words.name), std::move(words.alias), std::move(words.unit), std::move(words.comment),
            std::move(values)};
  }

  template <class Numbers, class Value, class Convert>
  table::Column& add_number(ColumnWords words, Value value, Convert convert) {
    Numbers values(rows_);
    std::vector<std::size_t> missing;
    for (std::size_t row = 0; row < rows_; ++row) {
      const double v = value(row);
      if (std::isfinite(v))
        values[row] = convert(v);
      else
        missing.push_back(row);
    }
    table::Column column = make(std::move(words), std::move(values));
    for (const std::size_t row : missing) column.set_missing(row);
    return table_.add(std::move(column));
  }

  table::Table& table_;
  std::size_t rows_;
};

}  // namespace maillage::workflow
