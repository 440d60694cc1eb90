#include "road_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace maillage::sources {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// The number a text begins with, and what stands after it.
std::optional<std::pair<double, std::string_view>> leading_number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{}) return std::nullopt;
  return std::pair{value, trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)})};
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::optional<double> number_of(const table::Column& column, std::size_t row) {
  if (column.is_missing(row)) return std::nullopt;
  if (!column.is_text()) return column.number(row);
  const std::string_view text = trimmed(column.texts()[row]);
  if (text.empty()) return std::nullopt;
  const auto number = leading_number(text);
  return number && number->second.empty() ? number->first : std::numeric_limits<double>::quiet_NaN();
}

std::optional<double> kmh_of(const table::Column& column, std::size_t row) {
  if (column.is_missing(row)) return std::nullopt;
  if (!column.is_text()) return column.number(row);
  const auto number = leading_number(trimmed(column.texts()[row]));
  if (!number) return std::nullopt;
  const std::string unit = lower(number->second);
  if (unit == "mph") return number->first * 1.609344;
  if (unit.empty() || unit == "km/h" || unit == "kmh" || unit == "kph") return number->first;
  return std::nullopt;
}

std::optional<network::Direction> direction_of(std::string_view word, bool geofabrik) {
  using network::Direction;
  static constexpr std::array<std::pair<std::string_view, Direction>, 26> words{{
      {"", Direction::both},
      {"both", Direction::both},
      {"no", Direction::both},
      {"false", Direction::both},
      {"0", Direction::both},
      {"two-way", Direction::both},
      {"twoway", Direction::both},
      {"double sens", Direction::both},
      {"sans objet", Direction::both},
      {"reversible", Direction::both},
      {"alternating", Direction::both},
      {"forward", Direction::forward},
      {"yes", Direction::forward},
      {"true", Direction::forward},
      {"1", Direction::forward},
      {"one-way", Direction::forward},
      {"oneway", Direction::forward},
      {"sens direct", Direction::forward},
      {"direct", Direction::forward},
      {"ft", Direction::forward},
      {"backward", Direction::backward},
      {"-1", Direction::backward},
      {"reverse", Direction::backward},
      {"sens inverse", Direction::backward},
      {"inverse", Direction::backward},
      {"tf", Direction::backward},
  }};
  const std::string wanted = lower(trimmed(word));
  if (geofabrik && wanted == "b") return Direction::both;
  if (geofabrik && wanted == "f") return Direction::forward;
  if (geofabrik && wanted == "t") return Direction::backward;
  const auto* found =
      std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.first == wanted; });
  if (found == words.end()) return std::nullopt;
  return found->second;
}

}  // namespace maillage::sources
