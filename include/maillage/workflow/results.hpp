#pragma once
// What a run computes, before it is put into tables and maps.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "maillage/access/apl.hpp"
#include "maillage/text/language.hpp"
#include "maillage/travel/times.hpp"
#include "maillage/workflow/load.hpp"
#include "maillage/workflow/places.hpp"
#include "maillage/workflow/time_rasters.hpp"
#include "maillage/zoning/classes.hpp"
#include "maillage/zoning/zones.hpp"

namespace maillage::workflow {

// Kinds of sites people go to: those with travel times, in the order of the outputs. A CPTS office is none of them: nobody
// is treated there.
inline constexpr std::array reached_kinds = {
    territory::SiteKind::health_house, territory::SiteKind::health_centre,
    territory::SiteKind::hospital,     territory::SiteKind::pharmacy,
    territory::SiteKind::nursing_home, territory::SiteKind::on_call_house};

// Minutes to the nearest place of one kind.
struct Reach {
  std::string kind;                     // "gp", "health_house", …
  std::size_t places = 0;               // how many there are
  std::vector<double> demand_minutes;   // per demand place; not_reached, not_usable (journeys.hpp)
  std::vector<double> commune_minutes;  // median over the commune's people; the same marks
};

// One measure of access, per commune: the mean over its demand places, weighted by persons (by P* for the index).
struct Measure {
  std::string method;            // "2sfca" …, "apl"
  std::string decay;             // canonical text; empty where there is none
  std::vector<double> scores;    // of demand places, raw unit (supply per person)
  std::vector<double> communes;  // NaN: no usable place in the commune
};

// People by our class and by the official one.
struct OfficialComparison {
  std::vector<std::string> official;         // classes met, sorted
  std::vector<std::vector<double>> people;   // [our class][official class]
  std::vector<std::uint32_t> disagreements;  // communes, largest first (people × steps between the classes)
};

struct Results {
  DemandPlaces demand;
  SupplyPlaces supply;
  travel::Source source;
  std::vector<Reach> reach;            // "gp" first when there is a supply
  std::optional<TimeRasters> rasters;  // of the kinds in `reach`; empty when the study wants none
  std::vector<Measure> measures;
  std::optional<Measure> index;  // the APL-type index
  // What the index rests on and may be called (METHODS § 3).
  access::SupplyBasis basis = access::SupplyBasis::heads;
  access::AplProfile profile;
  std::optional<access::Calibration> calibration;
  bool legal_breaks = false;                 // 2.5 and 4 may be used
  std::vector<zoning::AccessClass> classes;  // per commune; empty without a supply
  std::vector<zoning::Zone> zones;           // contiguous communes of the first class
  std::optional<OfficialComparison> official;
  double usable_people = 0;    // in the results
  double unusable_people = 0;  // listed in diagnostics, in no result
  std::vector<double> commune_usable_people;
  std::string index_label(text::Language lang) const { return access::indicator_name(basis, lang); }
  std::string index_note(text::Language lang) const {
    return access::indicator_note(profile, basis, calibration, lang);
  }
  std::vector<double> commune_heads;  // physicians practising in each commune
};

// Computes everything the study asks for. Findings are added to `loaded.diagnostics`.
[[nodiscard]] Results compute(Loaded& loaded, const Execution& execution);

}  // namespace maillage::workflow
