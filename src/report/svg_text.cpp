#include "svg_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "maillage/report/prose.hpp"
#include "maillage/text/xml_text.hpp"

namespace maillage::report {

std::string units(double value) {
  const long tenths = std::lround(value * 10);
  return tenths % 10 == 0 ? fmt::format("{}", tenths / 10)
                          : fmt::format("{:.1f}", static_cast<double>(tenths) / 10);
}

std::string shortened(const std::string& text, std::size_t letters) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && ++count > letters) return text.substr(0, text.find_last_not_of(' ', i - 1) + 1) + "…";
  }
  return text;
}

std::string svg_open(std::string_view id, std::string_view title, std::string_view description, double height,
                     text::Language lang) {
  return fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title {}-desc\">\n"
      "<title id=\"{}-title\">{}</title><desc id=\"{}-desc\">{}</desc>\n",
      units(chart_width), units(height), id, id, id, text::xml_text(spaced(title, lang)), id,
      text::xml_text(spaced(description, lang)));
}

std::string svg_text(ChartPoint at, std::string_view anchor, std::string_view text,
                     std::string_view css_class) {
  return fmt::format(R"(<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>)", css_class, units(at.x),
                     units(at.y), anchor, text::xml_text(text));
}

}  // namespace maillage::report
