#pragma once
// An input as a test writes it: columns of text with lines, and a geometry per row.

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "maillage/core/error.hpp"
#include "maillage/sources/fields.hpp"
#include "maillage/territory/territory.hpp"

namespace maillage::sources {

// Rows of `text` are parted by spaces, "-" is an empty cell; the first row is the header.
class WrittenInput {
 public:
  WrittenInput(std::string name, std::vector<std::vector<std::string>> rows) : name_(std::move(name)) {
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
      table::Column made{rows.front()[column], {}, {}, {}, table::Texts(rows.size() - 1), {}};
      for (std::size_t row = 1; row < rows.size(); ++row) {
        const std::string& cell = rows[row][column];
        std::get<table::Texts>(made.values)[row - 1] = cell == "-" ? "" : cell;
        if (cell == "-") made.set_missing(row - 1);
      }
      table_.add(std::move(made));
    }
    for (std::size_t row = 1; row < rows.size(); ++row) lines_.push_back(row + 1);
  }

  // A layer: no lines any more.
  WrittenInput& with(table::GeometryKind kind, std::vector<geo::Geometry> geometry) {
    table_.set_geometry({kind, geo::lambert93, std::move(geometry)});
    lines_.clear();
    return *this;
  }

  // Every column plays the role of its name.
  [[nodiscard]] Fields fields() const {
    std::map<std::string, FieldColumn> roles;
    for (const table::Column& column : table_.columns()) roles[column.name] = {column.name, false};
    return fields(roles);
  }
  [[nodiscard]] Fields fields(const std::map<std::string, FieldColumn>& roles) const {
    return {table_, roles, name_, name_ + ".csv", lines_};
  }
  [[nodiscard]] const table::Table& table() const { return table_; }

 private:
  std::string name_;
  table::Table table_;
  std::vector<std::uint64_t> lines_;
};

inline geo::MultiPolygon square(double x, double y, double side = 10) {
  return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}};
}

// Squares of 10 m side by side, from x = 0, centres in their middle.
inline territory::Territory territory_of(const std::vector<std::string>& codes) {
  territory::Territory territory;
  territory.crs = geo::lambert93;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    territory::Commune commune;
    commune.code = CommuneCode(codes[i]);
    commune.department = DepartmentCode(territory::department_of(codes[i]));
    commune.area = square(10.0 * static_cast<double>(i), 0);
    commune.centre = {10.0 * static_cast<double>(i) + 5, 5};
    commune.centre_rule = territory::CentreRule::seat;
    territory.communes.push_back(std::move(commune));
  }
  std::map<std::string, bool> departments;
  for (const auto& c : territory.communes) departments[c.department.value] = true;
  for (const auto& [code, there] : departments)
    territory.departments.push_back({DepartmentCode(code), code, {}});
  return territory;
}

inline const Diagnostic& only(const Diagnostics& diagnostics, const std::string& code) {
  for (const Diagnostic& d : diagnostics.all()) {
    if (d.code == code) return d;
  }
  throw Error(ErrorCode::internal, "no diagnostic " + code);
}

// The error of a call, which must throw one.
template <class Call>
Error error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "nothing was thrown"};
}

}  // namespace maillage::sources
