#include "maillage/core/units.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string>
#include <string_view>

#include "maillage/core/error.hpp"

namespace maillage {
namespace {

bool cut_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// Other spellings of units, and the one that is read: a suggestion, never a reading.
struct Spelling {
  std::string_view other, ours;
};
constexpr std::array<Spelling, 10> durations = {{{"mn", "min"},
                                                 {"mins", "min"},
                                                 {"minutes", "min"},
                                                 {"minute", "min"},
                                                 {"min", "min"},
                                                 {"m", "min"},
                                                 {"sec", "s"},
                                                 {"secondes", "s"},
                                                 {"s", "s"},
                                                 {"ms", "ms"}}};
constexpr std::array<Spelling, 7> lengths = {{{"mètres", "m"},
                                              {"metres", "m"},
                                              {"meters", "m"},
                                              {"KM", "km"},
                                              {"kilomètres", "km"},
                                              {"m", "m"},
                                              {"km", "km"}}};

// "15 mn" → "15min", "7,5min" → "7.5min"; "" when nothing near is meant. `example` otherwise.
std::string meant(std::string_view whole, std::span<const Spelling> spellings) {
  std::string plain;
  for (const char c : whole) {
    if (c != ' ') plain += c == ',' ? '.' : c;
  }
  const std::size_t unit = plain.find_first_not_of("0123456789.");
  if (unit == 0 || unit == std::string::npos) return {};
  for (const Spelling& spelling : spellings) {
    if (plain.substr(unit) == spelling.other) return plain.substr(0, unit) + std::string(spelling.ours);
  }
  return {};
}

double parse_amount(std::string_view number, std::string_view whole, const char* kind, const char* example,
                    std::span<const Spelling> spellings) {
  try {
    const double value = parse_number(number);
    if (value >= 0) return value;
  } catch (const Error&) {  // said below with the whole text
  }
  const std::string near = meant(whole, spellings);
  throw Error(ErrorCode::usage, "« " + std::string(whole) + " » is not a " + kind,
              near.empty() || near == whole ? std::string("write it as ") + example
                                            : "did you mean " + near + "? It is written as " + example);
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
  const double amount = parse_amount(number, text, "duration", "15min, 900s or 900000ms", durations) * unit;
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
  return Metres(parse_amount(number, text, "length", "1000m or 1km", lengths) * unit);
}

}  // namespace maillage
