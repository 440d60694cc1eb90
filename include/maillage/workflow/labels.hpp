#pragma once
// The words for what a run computes, in the language of the reader.

#include <string>
#include <string_view>

#include "maillage/text/language.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

// "gp" → "médecin généraliste" / "general practitioner"; kinds of sites likewise.
[[nodiscard]] std::string_view kind_label(std::string_view kind, text::Language lang);
// "Temps d’accès à la maison de santé la plus proche" / "Time to the nearest health house".
[[nodiscard]] std::string nearest_title(std::string_view kind, text::Language lang);
// "living_area" → "bassin de vie (substitut)" …
[[nodiscard]] std::string_view mesh_label(std::string_view mesh, text::Language lang);
// Layer and file name of a mesh: "living_areas".
[[nodiscard]] std::string_view mesh_layer(std::string_view mesh);
[[nodiscard]] std::string_view state_label(territory::SiteState state, text::Language lang);
// "Accès E2SFCA" / "E2SFCA access": the title of a method's column.
[[nodiscard]] std::string method_title(std::string_view method, text::Language lang);
// One line on what a method gives, with its unit.
[[nodiscard]] std::string method_comment(std::string_view method, text::Language lang);
[[nodiscard]] std::string travel_sentence(const study::Travel& travel, text::Language lang);
// How many communes stand at a geometric point of their polygon, and that people do not live there; empty when none does.
[[nodiscard]] std::string centre_sentence(const territory::Territory& territory, text::Language lang);
// Both: what every table and map says of its times.
[[nodiscard]] std::string times_sentence(const Loaded& loaded, text::Language lang);

}  // namespace maillage::workflow
