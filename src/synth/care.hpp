#pragma once
// The offer of care: establishments, and physicians with the places where they practise.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "departments.hpp"
#include "maillage/synth/rng.hpp"
#include "people.hpp"

namespace maillage::synth {

struct Site {
  std::string id;             // nine digits with a check digit, as FINESS numbers; département 00
  std::string_view category;  // FINESS code
  std::string name;
  std::int32_t commune = 0;
  geo::XY place;
  std::string_view state;  // open, under_construction, planned, closed
  std::string opened;      // ISO date; empty unless open
};

struct Practice {
  std::int32_t commune = 0;
  geo::XY place;
  std::int32_t site = -1;  // index of a Site
  double share = 1;
};

struct Physician {
  std::string_view speciality;
  int age = 0;
  double fte = 1;
  std::int64_t acts = 0;
  std::vector<Practice> practices;  // shares sum to 1
};

// What the offer is laid out on.
struct CareContext {
  const Options& options;
  const Land& land;
  const Partition& partition;
  const Towns& towns;
  const Settlements& settlements;
  const CommuneAreas& areas;
  const std::vector<geo::XY>& chefs_lieux;
  const std::vector<std::string>& names;  // of communes
  const Departments& departments;
};

// A place in the main settlement of a commune, inside its polygon.
[[nodiscard]] geo::XY place_in_town(const CareContext& context, std::int32_t commune, Rng& rng);
[[nodiscard]] std::vector<Site> make_sites(const CareContext& context);
// General practitioners first; each by the commune of the first practice.
[[nodiscard]] std::vector<Physician> make_physicians(const CareContext& context,
                                                     const std::vector<Site>& sites);

}  // namespace maillage::synth
