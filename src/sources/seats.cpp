#include <fmt/format.h>

#include <map>
#include <set>

#include "maillage/geo/topology.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

struct Seat {
  geo::XY at;
  bool own = false;  // of the commune itself, not of one it has absorbed
  int former = 0;    // seats of communes it has absorbed
};

void place(territory::Commune& commune, geo::XY at, const Fields& fields, Diagnostics& diagnostics) {
  commune.centre = at;
  commune.centre_rule = territory::CentreRule::seat;
  if (!geo::contains(commune.area, at)) {
    diagnostics.add(Severity::warning, "seat-outside-commune", fields.subject(), commune.code.value,
                    "chefs-lieux lie outside their commune; they were kept as given",
                    "check the coordinates and their CRS");
  }
}

}  // namespace

void load_seats(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                Diagnostics& diagnostics) {
  std::map<std::uint32_t, Seat> seats;
  std::set<std::string> seen;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string code = territory::restore_commune_code(fields.text(row, "code"));
    if (!seen.insert(code).second)
      throw fields.error(row, fmt::format("commune {} stands twice", code), "keep one seat per commune");
    const auto at = fields.point(row);
    if (!at) {
      diagnostics.add(Severity::warning, "position-missing", fields.subject(), code,
                      "rows without coordinates were left out", "complete x and y, or geocode the address");
      continue;
    }
    const auto commune = resolver.find(code, fields.subject(), diagnostics);
    if (!commune) continue;
    const bool own = territory.communes[*commune].code.value == code;
    const auto found = seats.try_emplace(*commune, Seat{*at, own, 0}).first;
    if (own) found->second = {*at, true, found->second.former};
    found->second.former += own ? 0 : 1;
  }
  for (const auto& [c, seat] : seats) {
    territory::Commune& commune = territory.communes[c];
    if (!seat.own && seat.former > 1) {
      diagnostics.add(
          Severity::warning, "seat-of-several", fields.subject(), commune.code.value,
          "communes with seats of several former communes and none of their own; the first was taken",
          "give the seat under the commune's own code");
    }
    place(commune, seat.at, fields, diagnostics);
  }
}

}  // namespace maillage::sources
