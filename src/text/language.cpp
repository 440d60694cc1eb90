#include "maillage/text/language.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "maillage/core/error.hpp"

namespace maillage::text {
namespace {

constexpr std::string_view narrow_space = "\u202f";

constexpr std::array<std::string_view, 12> months_fr = {"janvier",   "février", "mars",     "avril",
                                                        "mai",       "juin",    "juillet",  "août",
                                                        "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> months_en = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};

std::string group(std::string_view digits, Language lang) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0)
      out += lang == Language::fr ? narrow_space : std::string_view(",");
    out += digits[i];
  }
  return out;
}

// A whole number of `length` digits, or -1.
int digits(std::string_view text, std::size_t length) {
  int value = 0;
  if (text.size() != length) return -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? value : -1;
}

}  // namespace

Language parse_language(std::string_view code) {
  if (code == "fr") return Language::fr;
  if (code == "en") return Language::en;
  throw Error(ErrorCode::usage, fmt::format("« {} » is not a language", code), "use fr or en");
}

std::string integer(std::int64_t value, Language lang) {
  const std::string plain = fmt::format("{}", value);
  return value < 0 ? "−" + group(std::string_view(plain).substr(1), lang) : group(plain, lang);
}

std::string number(double value, int decimals, Language lang) {
  if (!std::isfinite(value)) return "–";
  const std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = plain.find('.');
  std::string out = group(std::string_view(plain).substr(0, point), lang);
  if (point != std::string::npos) out += (lang == Language::fr ? "," : ".") + plain.substr(point + 1);
  const bool negative = value < 0 && plain.find_first_of("123456789") != std::string::npos;
  return negative ? "−" + out : out;
}

std::string percent(double fraction, int decimals, Language lang) {
  return number(fraction * 100, decimals, lang) +
         (lang == Language::fr ? std::string(narrow_space) + "%" : "%");
}

std::string date(std::string_view iso, Language lang) {
  const auto& months = lang == Language::fr ? months_fr : months_en;
  const int year = digits(iso.substr(0, 4), 4);
  if (year < 0 || iso.size() < 7 || iso[4] != '-') return std::string(iso);
  const int month = digits(iso.substr(5, 2), 2);
  if (month < 1 || month > 12) return std::string(iso);
  const std::string_view month_name = months[static_cast<std::size_t>(month - 1)];
  if (iso.size() == 7) return fmt::format("{} {}", month_name, year);
  const int day = iso.size() == 10 && iso[7] == '-' ? digits(iso.substr(8, 2), 2) : -1;
  if (day < 1 || day > 31) return std::string(iso);
  const bool first = day == 1 && lang == Language::fr;
  return fmt::format("{}{} {} {}", day, first ? "er" : "", month_name, year);
}

std::string shortest(double value) {
  std::array<char, 40> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::string seconds(std::int64_t milliseconds) {
  return fmt::format("{}{}.{:03}", milliseconds < 0 ? "-" : "", std::abs(milliseconds) / 1000,
                     std::abs(milliseconds) % 1000);
}

}  // namespace maillage::text
