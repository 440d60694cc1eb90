#include "maillage/core/units.hpp"

#include <charconv>
#include <cmath>
#include <string>

#include "maillage/core/error.hpp"

namespace maillage {
namespace {

bool cut_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

double parse_amount(std::string_view number, std::string_view whole, const char* kind, const char* example) {
  try {
    const double value = parse_number(number);
    if (value >= 0) return value;
  } catch (const Error&) {  // said below with the whole text
  }
  throw Error(ErrorCode::usage, "« " + std::string(whole) + " » is not a " + kind,
              std::string("write it as ") + example);
}

}  // namespace

Milliseconds from_minutes(double minutes) { return Milliseconds(std::llround(minutes * 60000.0)); }

double parse_number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    throw Error(ErrorCode::usage, "« " + std::string(text) + " » is not a number");
  }
  return value;
}

Milliseconds parse_duration(std::string_view text) {
  std::string_view number = text;
  double unit = 60000.0;
  if (cut_suffix(number, "min"))
    unit = 60000.0;
  else if (cut_suffix(number, "ms"))
    unit = 1.0;
  else if (cut_suffix(number, "s"))
    unit = 1000.0;
  const double amount = parse_amount(number, text, "duration", "15min, 900s or 900000ms") * unit;
  if (amount > 1e12)
    throw Error(ErrorCode::usage, "« " + std::string(text) + " » is longer than any journey");
  return Milliseconds(std::llround(amount));
}

Metres parse_length(std::string_view text) {
  std::string_view number = text;
  double unit = 1.0;
  if (cut_suffix(number, "km"))
    unit = 1000.0;
  else
    cut_suffix(number, "m");
  return Metres(parse_amount(number, text, "length", "1000m or 1km") * unit);
}

}  // namespace maillage
