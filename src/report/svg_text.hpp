#pragma once
// What all charts write alike.

#include <string>
#include <string_view>

#include "maillage/text/language.hpp"

namespace maillage::report {

inline constexpr double chart_width = 360;  // units

struct ChartPoint {
  double x = 0, y = 0;
};

// Tenths of a unit, without trailing zeros.
[[nodiscard]] std::string units(double value);
// Cut to so many letters, with an ellipsis.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t letters);
// <svg …><title>…</title><desc>…</desc>, chart_width × height.
[[nodiscard]] std::string svg_open(std::string_view id, std::string_view title, std::string_view description,
                                   double height, text::Language lang);
[[nodiscard]] std::string svg_text(ChartPoint at, std::string_view anchor, std::string_view text,
                                   std::string_view css_class = "label");

}  // namespace maillage::report
