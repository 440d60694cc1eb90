#pragma once
// Smooth random fields: value noise (Perlin-like lattice, quintic blending), summed over octaves.

#include <cstdint>

#include "maillage/geo/geometry.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {

// About −1 … 1, mean 0; `wavelength` in metres is that of the first of `octaves`, each half the one before in wavelength
// and `persistence` times it in height.
[[nodiscard]] double noise(std::uint64_t seed, Subject subject, geo::XY p, double wavelength, int octaves,
                           double persistence = 0.5);

}  // namespace maillage::synth
