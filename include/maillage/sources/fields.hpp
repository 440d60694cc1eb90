#pragma once
// A table read by the roles its columns play ("population" is in column PMUN), every complaint with file and
// line.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/error.hpp"
#include "maillage/geo/geometry.hpp"
#include "maillage/table/table.hpp"

namespace maillage::sources {

struct FieldColumn {
  std::string name;         // column of the file
  bool must_exist = false;  // its absence is an error, not an unused role
};

class Fields {
 public:
  // `subject` is the input's name ("population"), `file` what messages show; rows of delimited text are
  // counted as lines, others as features. Throws Error(input) when a column that must exist is absent, naming
  // the nearest.
  Fields(const table::Table& table, const std::map<std::string, FieldColumn>& columns, std::string subject,
         std::string file, std::vector<std::uint64_t> lines);

  [[nodiscard]] std::size_t rows() const { return table_->rows(); }
  [[nodiscard]] const std::string& subject() const { return subject_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] bool has(std::string_view role) const { return column(role) != nullptr; }
  [[nodiscard]] bool has_geometry() const { return table_->geometry().has_value(); }

  // "" when the cell is empty, NA, NULL, or the role is unused. Whole numbers are given without decimals.
  [[nodiscard]] std::string text(std::size_t row, std::string_view role) const;
  // Empty when missing; Error(input) on what is not a finite number.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view role) const;
  // The same, negative values refused, and values above `most` ("10× too large").
  [[nodiscard]] std::optional<double> amount(std::size_t row, std::string_view role,
                                             double most = 1e12) const;
  // amount() of what is a person's: the value is in no message.
  [[nodiscard]] std::optional<double> private_amount(std::size_t row, std::string_view role,
                                                     double most) const;
  // From the geometry, else from the roles x and y; empty when there is neither.
  [[nodiscard]] std::optional<geo::XY> point(std::size_t row) const;
  [[nodiscard]] const geo::MultiPolygon* polygon(std::size_t row) const;

  [[nodiscard]] std::string where(std::size_t row) const;  // "population.csv, line 12"
  [[nodiscard]] Error error(std::size_t row, const std::string& message, const std::string& hint = {}) const;

 private:
  [[nodiscard]] const table::Column* column(std::string_view role) const;
  const table::Table* table_;
  std::map<std::string, const table::Column*, std::less<>> columns_;
  std::string subject_, file_;
  std::vector<std::uint64_t> lines_;
};

}  // namespace maillage::sources
