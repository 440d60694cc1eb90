#pragma once
// What people read: French by default, English at a switch. No system locale is ever used.

#include <cstdint>
#include <string>
#include <string_view>

namespace maillage::text {

enum class Language { fr, en };

// "fr" or "en"; throws Error(usage).
[[nodiscard]] Language parse_language(std::string_view code);

// Picks one of two wordings, for sentences used in one place only.
[[nodiscard]] inline std::string_view pick(Language lang, std::string_view fr, std::string_view en) {
  return lang == Language::fr ? fr : en;
}

// 355486 → "355 486" (narrow no-break space U+202F) / "355,486".
[[nodiscard]] std::string integer(std::int64_t value, Language lang);
// Fixed decimals: 2.5 → "2,50" / "2.50"; thousands grouped; NaN → "–".
[[nodiscard]] std::string number(double value, int decimals, Language lang);
// 0.1234 → "12,3 %" (U+202F before the sign) / "12.3%".
[[nodiscard]] std::string percent(double fraction, int decimals, Language lang);
// "2026-11-22" → "22 novembre 2026" / "22 November 2026"; "2025" and "2025-03" likewise; other text unchanged.
[[nodiscard]] std::string date(std::string_view iso, Language lang);
// Shortest decimal that reads back to the same double, '.' as separator: for files, not for people.
[[nodiscard]] std::string shortest(double value);
// Exactly 3 decimals, '.' as separator: milliseconds as seconds ("900.000").
[[nodiscard]] std::string seconds(std::int64_t milliseconds);

}  // namespace maillage::text
