#include "maillage/territory/commune.hpp"

#include <algorithm>

namespace maillage::territory {
namespace {
bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_overseas(std::string_view code) { return code.starts_with("97") || code.starts_with("98"); }

// "F0" … "MZ": départements of no country, for fictitious territories (maillage synth).
bool fictitious(std::string_view code) {
  const bool second = (code[1] >= '0' && code[1] <= '9') || (code[1] >= 'A' && code[1] <= 'Z');
  return code[0] >= 'F' && code[0] <= 'M' && second;
}
}  // namespace

std::string_view name(CentreRule rule) noexcept {
  switch (rule) {
    case CentreRule::seat:
      return "seat";
    case CentreRule::inhabited_cells:
      return "inhabited-cells";
    case CentreRule::street_density:
      return "street-density";
    case CentreRule::inside_polygon:
      return "inside-polygon";
    case CentreRule::none:
      return "none";
  }
  return "none";
}

bool is_commune_code(std::string_view text) {
  if (text.size() != 5) return false;
  if (text.starts_with("2A") || text.starts_with("2B") || fictitious(text)) return digits(text.substr(2));
  if (!digits(text) || text.starts_with("20") || text.starts_with("96")) return false;
  if (!is_overseas(text)) return true;
  constexpr std::string_view overseas = "971 972 973 974 975 976 977 978 984 986 987 988 989";
  return overseas.find(text.substr(0, 3)) != std::string_view::npos;
}

std::string_view commune_code_hint(std::string_view text) {
  if (text.starts_with("20"))
    return "Corsica has had 2A and 2B since 1976: 2A004, 2B033; give [inputs.passage] for older codes";
  if (is_overseas(text)) return "overseas codes begin with 971 to 978, 984 or 986 to 989: 97105";
  return "five characters: 01004, 2A004, 97105";
}

std::string department_of(std::string_view code) {
  if (!is_commune_code(code)) return {};
  return std::string(code.substr(0, is_overseas(code) ? 3 : 2));
}

std::string restore_commune_code(std::string_view text) {
  if (const std::size_t point = text.find('.');
      point != std::string_view::npos && point + 1 < text.size() &&
      text.find_first_not_of('0', point + 1) == std::string_view::npos && (point == 4 || point == 5) &&
      digits(text.substr(0, point)))
    text = text.substr(0, point);
  if (text.size() == 4 && digits(text)) return "0" + std::string(text);
  std::string code(text);
  if (code.size() == 5 && (code.starts_with("2a") || code.starts_with("2b")))
    code[1] = code[1] == 'a' ? 'A' : 'B';
  return code;
}

}  // namespace maillage::territory
