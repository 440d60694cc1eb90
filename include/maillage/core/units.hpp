#pragma once
// Distinct types for amounts, so that minutes are not added to metres nor a mean weighted by the wrong
// population. Construction is explicit; `.value` is the bare number in the stated unit.

#include <compare>
#include <cstdint>
#include <string_view>

namespace maillage {

template <class Tag, class Rep>
struct Quantity {
  Rep value{};
  constexpr Quantity() = default;
  constexpr explicit Quantity(Rep v) : value(v) {}
  friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value + b.value); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value - b.value); }
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
};

using Milliseconds = Quantity<struct MillisecondsTag, std::int64_t>;          // travel time
using Metres = Quantity<struct MetresTag, double>;                            // length
using Fte = Quantity<struct FteTag, double>;                                  // full-time equivalents
using Acts = Quantity<struct ActsTag, double>;                                // acts a year
using Persons = Quantity<struct PersonsTag, double>;                          // residents
using StandardisedPersons = Quantity<struct StandardisedPersonsTag, double>;  // METHODS § 3, P*

// Minutes as a double; exact for comparison with a threshold stated in minutes: correctly rounded division keeps
// the order, so ms <= 60 000·edge exactly when minutes(ms) <= edge.
[[nodiscard]] constexpr double minutes(Milliseconds t) { return static_cast<double>(t.value) / 60000.0; }
[[nodiscard]] Milliseconds from_minutes(double minutes);  // llround(minutes · 60 000)

// "15min", "900s", "900000ms"; a bare number is minutes. Throws Error(usage) on anything else, negatives included.
[[nodiscard]] Milliseconds parse_duration(std::string_view text);
// "1000m", "1km"; a bare number is metres. Throws Error(usage).
[[nodiscard]] Metres parse_length(std::string_view text);
// A finite decimal number, the whole of `text`; locale-independent. Throws Error(usage).
[[nodiscard]] double parse_number(std::string_view text);

}  // namespace maillage
