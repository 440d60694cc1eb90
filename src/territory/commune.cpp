#include "maillage/territory/commune.hpp"

#include <algorithm>

namespace maillage::territory {
namespace {
bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

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
  return digits(text);
}

std::string department_of(std::string_view code) {
  if (!is_commune_code(code)) return {};
  const bool overseas = code.starts_with("97") || code.starts_with("98");
  return std::string(code.substr(0, overseas ? 3 : 2));
}

std::string restore_leading_zero(std::string_view text) {
  return text.size() == 4 && digits(text) ? "0" + std::string(text) : std::string(text);
}

}  // namespace maillage::territory
