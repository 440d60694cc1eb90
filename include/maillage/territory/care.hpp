#pragma once
// Where care is given: sites, and physicians with their places of practice. No names of persons, ever: a
// physician is a surrogate id; ages and acts stay inside the program and reach outputs only in sums.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/ids.hpp"
#include "maillage/core/units.hpp"
#include "maillage/geo/geometry.hpp"

namespace maillage::territory {

// Kinds of sites the main job tells apart; the FINESS category in brackets.
enum class SiteKind {
  health_house /*603*/,
  health_centre /*124*/,
  hospital /*355 101 106*/,
  pharmacy /*620*/,
  nursing_home /*500*/,
  on_call_house /*617*/,
  cpts_office /*604*/,
  other
};
enum class SiteState { open, under_construction, planned, closed };

[[nodiscard]] std::string_view name(SiteKind kind) noexcept;    // "health_house" …
[[nodiscard]] std::string_view name(SiteState state) noexcept;  // "open" …
// FINESS category number or one of our names; empty when neither.
[[nodiscard]] std::optional<SiteKind> parse_site_kind(std::string_view text);
[[nodiscard]] std::optional<SiteState> parse_site_state(std::string_view text);

struct CareSite {
  SiteId id;
  SiteKind kind = SiteKind::other;
  SiteState state = SiteState::open;
  std::string name;
  std::string opened;  // ISO date or empty
  CommuneCode commune;
  geo::XY position;
};

// One place where a physician works.
struct Practice {
  CommuneCode commune;
  geo::XY position;
  double share = 1;           // part of the person's time, 0 … 1; the shares of a person sum to 1
  bool outside_area = false;  // in the halo around the study area
};

struct Physician {
  PhysicianId id;
  std::string speciality;     // "general_practice", …
  std::optional<double> age;  // years
  std::optional<Fte> fte;
  std::optional<Acts> acts;  // a year, of the person, over all places
  std::vector<Practice> practices;
};

// Supply known only as a number of physicians per commune (BPE): they stand at the commune's centre.
struct PhysicianCount {
  CommuneCode commune;
  double heads = 0;
};

}  // namespace maillage::territory
