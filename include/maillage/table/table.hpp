#pragma once
// A table: what every reader gives and every writer takes. Columns of equal length, each with the words and the
// unit people need, and one optional geometry per row.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "maillage/geo/crs.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::table {

using Texts = std::vector<std::string>;
using Integers = std::vector<std::int64_t>;
using Reals = std::vector<double>;
using Values = std::variant<Texts, Integers, Reals>;

struct Column {
  std::string name;     // lower-case ASCII, stable: "apl_index"; what scripts use
  std::string alias;    // for people, in the output's language: "Indice de type APL"; empty = name
  std::string unit;     // "min", "habitants", ""; in the output's language
  std::string comment;  // definition, weight, denominator, assumption
  Values values;
  std::vector<std::uint8_t> missing =
      {};  // empty: nothing is missing; otherwise one flag per row, 1 = no value
  // Reals only: this many decimals in text files, 0…17; empty: the shortest text that reads back to the same number.
  // Times in seconds have 3: they are whole milliseconds.
  std::optional<int> decimals = {};

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool is_missing(std::size_t row) const { return !missing.empty() && missing[row] != 0; }
  void set_missing(std::size_t row);  // grows `missing` when needed
  [[nodiscard]] bool is_text() const { return std::holds_alternative<Texts>(values); }
  [[nodiscard]] const Texts& texts() const { return std::get<Texts>(values); }
  [[nodiscard]] const Integers& integers() const { return std::get<Integers>(values); }
  [[nodiscard]] const Reals& reals() const { return std::get<Reals>(values); }
  // The cell as a number; NaN when missing. Precondition: not text.
  [[nodiscard]] double number(std::size_t row) const;
  // The cell as text for files: "" when missing; reals as `decimals` says.
  [[nodiscard]] std::string text(std::size_t row) const;
};

enum class GeometryKind { point, line, polygon };

struct GeometryColumn {
  GeometryKind kind = GeometryKind::point;
  geo::Crs crs;
  std::vector<geo::Geometry> rows;
};

class Table {
 public:
  Table() = default;
  // `name` becomes the layer or file name: lower-case ASCII. `title` is for people.
  explicit Table(std::string name, std::string title = {}, std::string comment = {});

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }
  [[nodiscard]] const std::string& comment() const { return comment_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }

  // Throws Error(internal) when the name is taken or the length differs from that of the columns before.
  Column& add(Column column);
  void set_geometry(GeometryColumn geometry);
  [[nodiscard]] const std::optional<GeometryColumn>& geometry() const { return geometry_; }

  // Nullptr when there is none of that name (exact match).
  [[nodiscard]] const Column* find(std::string_view column) const;
  // Throws Error(internal).
  [[nodiscard]] const Column& at(std::string_view column) const;

 private:
  void check_rows(std::size_t rows, std::string_view what);
  std::string name_, title_, comment_;
  std::vector<Column> columns_;
  std::optional<GeometryColumn> geometry_;
  std::size_t rows_ = 0;
  bool has_rows_ = false;
};

// What people read over each column: alias and unit, "Temps (min)"; the name is added where two would be alike.
[[nodiscard]] std::vector<std::string> column_titles(const Table& table);

}  // namespace maillage::table
