#pragma once
// The territory most tests look at, generated once, and small helpers to read its tables.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "maillage/synth/generate.hpp"

namespace sample {

inline const maillage::synth::SynthTerritory& territory() {
  static const maillage::synth::SynthTerritory made = maillage::synth::generate({}, {2});
  return made;
}
inline const maillage::table::Table& table(std::string_view name) { return territory().at(name); }
inline const std::vector<std::string>& texts(std::string_view t, std::string_view column) {
  return table(t).at(column).texts();
}
inline const std::vector<std::int64_t>& integers(std::string_view t, std::string_view column) {
  return table(t).at(column).integers();
}
inline const std::vector<double>& reals(std::string_view t, std::string_view column) {
  return table(t).at(column).reals();
}
inline const maillage::geo::MultiPolygon& commune_area(std::size_t row) {
  return std::get<maillage::geo::MultiPolygon>(table("communes").geometry()->rows[row]);
}
// Row of each commune by code.
inline const std::map<std::string, std::size_t>& commune_rows() {
  static const std::map<std::string, std::size_t> rows = [] {
    std::map<std::string, std::size_t> made;
    const auto& codes = texts("communes", "code");
    for (std::size_t i = 0; i < codes.size(); ++i) made[codes[i]] = i;
    return made;
  }();
  return rows;
}

}  // namespace sample
