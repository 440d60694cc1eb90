#pragma once
// A commune and what the study knows of it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/ids.hpp"
#include "maillage/core/units.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::territory {

// How the point where the people of a commune are was found, best first (METHODS § 1). A point of the polygon is never
// taken unless a crow-fly study asks for it.
enum class CentreRule {
  seat,             // the chef-lieu / mairie given by the input
  inhabited_cells,  // mean of the inhabited cells, weighted by population
  street_density,   // no such data: the road node with most local streets around it, flagged
  inside_polygon,   // a geometric point, not where people live: farthest from the commune's border
  none,             // no point could be found: the commune has no travel time
};
[[nodiscard]] std::string_view name(CentreRule rule) noexcept;

// Age bands of French population tables; years, upper bound included.
inline constexpr std::array<std::string_view, 6> age_bands = {"age_0_14",  "age_15_29", "age_30_44",
                                                              "age_45_59", "age_60_74", "age_75_plus"};
using AgeBands = std::array<double, age_bands.size()>;

struct Commune {
  CommuneCode code;
  std::string name;
  DepartmentCode department;
  geo::MultiPolygon area;  // in the territory's CRS; valid, normalised
  geo::XY centre;
  CentreRule centre_rule = CentreRule::none;
  std::optional<Persons> population;  // empty: unknown, which is not zero
  std::optional<AgeBands> ages;       // persons
  std::string official_zone;          // as published ("1_ZIP"); empty when not given
};

// "2A004" → "2A", "97105" → "971", "01004" → "01"; empty for anything that is no INSEE commune code.
[[nodiscard]] std::string department_of(std::string_view commune_code);
// Five characters: two digits or 2A/2B, then three digits (or 971–978, 984, 986–989, then two digits). The départements
// 20 (Corsica before 1976) and 96 are none; 00 and 99 may stand for invented and foreign ones. Also the codes of
// fictitious territories, which no real commune has: a letter F to M, a digit or capital letter, three digits ("F0001").
[[nodiscard]] bool is_commune_code(std::string_view text);
// What to write instead of a text that is_commune_code() refuses.
[[nodiscard]] std::string_view commune_code_hint(std::string_view text);
// "1004", "1004.0" → "01004", "2a004" → "2A004": a code that a spreadsheet took for a number, or written in small
// letters; others unchanged.
[[nodiscard]] std::string restore_commune_code(std::string_view text);

}  // namespace maillage::territory
