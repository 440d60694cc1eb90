#include "maillage/territory/care.hpp"

#include <array>
#include <utility>

namespace maillage::territory {
namespace {

constexpr std::array<std::pair<std::string_view, SiteKind>, 17> kinds = {{
    {"health_house", SiteKind::health_house},
    {"health_centre", SiteKind::health_centre},
    {"hospital", SiteKind::hospital},
    {"pharmacy", SiteKind::pharmacy},
    {"nursing_home", SiteKind::nursing_home},
    {"on_call_house", SiteKind::on_call_house},
    {"cpts_office", SiteKind::cpts_office},
    {"other", SiteKind::other},
    {"603", SiteKind::health_house},
    {"124", SiteKind::health_centre},
    {"355", SiteKind::hospital},
    {"101", SiteKind::hospital},
    {"106", SiteKind::hospital},
    {"620", SiteKind::pharmacy},
    {"500", SiteKind::nursing_home},
    {"617", SiteKind::on_call_house},
    {"604", SiteKind::cpts_office},
}};

constexpr std::array<std::pair<std::string_view, SiteState>, 4> states = {{
    {"open", SiteState::open},
    {"under_construction", SiteState::under_construction},
    {"planned", SiteState::planned},
    {"closed", SiteState::closed},
}};

template <class Map>
auto find(const Map& map, std::string_view text) -> std::optional<decltype(map[0].second)> {
  for (const auto& [word, value] : map) {
    if (word == text) return value;
  }
  return std::nullopt;
}

template <class Map, class Value>
std::string_view word(const Map& map, Value wanted) {
  for (const auto& [word, value] : map) {
    if (value == wanted) return word;  // our own names stand before the numbers
  }
  return "other";
}

}  // namespace

std::string_view name(SiteKind kind) noexcept { return word(kinds, kind); }
std::string_view name(SiteState state) noexcept { return word(states, state); }
std::optional<SiteKind> parse_site_kind(std::string_view text) { return find(kinds, text); }
std::optional<SiteState> parse_site_state(std::string_view text) { return find(states, text); }

}  // namespace maillage::territory
