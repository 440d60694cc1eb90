#pragma once
// Invented French place names, from invented stems; what would be a commune of the official list is left out. Never a
// person's name.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "towns.hpp"

namespace maillage::synth {

// One per commune, unique.
[[nodiscard]] std::vector<std::string> commune_names(const Options& options, const Partition& partition,
                                                     const Towns& towns);
// Communes in alphabetical order of names, accents and case aside, as official codes are given.
[[nodiscard]] std::vector<std::int32_t> alphabetical(const std::vector<std::string>& names);

// "de Brévance", "d'Orville", "du Val", "des Aubrais": the French preposition before a place.
[[nodiscard]] std::string of_place(std::string_view name);
// "à Brévance", "au Val", "aux Aubrais".
[[nodiscard]] std::string at_place(std::string_view name);

// A street or lane, from a fixed list; `bits` chooses.
[[nodiscard]] std::string_view street_name(std::uint64_t bits);
[[nodiscard]] std::string_view lane_name(std::uint64_t bits);

}  // namespace maillage::synth
