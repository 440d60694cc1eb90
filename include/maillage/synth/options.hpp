#pragma once
// What the fictitious territory is like. Equal options give equal tables on every machine.

#include <cstdint>
#include <string_view>

namespace maillage::synth {

// How many of the local roads there are, beside those that join towns, villages and hamlets.
enum class LocalRoads : std::uint8_t {
  by_size,  // few below 1 000 communes, all from there on
  few,      // main streets: about 40 nodes per commune, small files
  all,      // every street, lane and access way: about 120 nodes per commune, as in a detailed road base
};
[[nodiscard]] std::string_view name(LocalRoads local_roads);  // "by-size", "few", "all"

struct Options {
  // Any value; another seed gives another territory.
  std::uint64_t seed = 1;
  // Number of communes, 20 to 90 000. Everything else grows with it, in nearly linear time: one département per 365
  // communes, islands, motorways, towns, offer of care.
  int communes = 280;
  // Mean area of a commune in km², 8 to 60. 0: by the number of communes, 21.4 up to 1 000 (a département of the west),
  // 15.7 from 20 000 on (metropolitan France), between them along the logarithm.
  double mean_commune_km2 = 0;
  // Mean population of a commune, 300 to 5 000. 0: by the number of communes, 1 143 up to 1 000 (a rural département),
  // 2 000 from 20 000 on (a country with its metropolises), between them along the logarithm. The populations follow
  // Zipf's law, so that the largest town has about communes · mean / (ln communes + 0.58) inhabitants; where that would
  // exceed 500 000, the ranks are shifted (Mandelbrot 1953) so that it does not.
  double mean_commune_people = 0;
  LocalRoads local_roads = LocalRoads::by_size;
};

// Throws Error(usage) when a field is out of its range.
void check(const Options& options);

// The same with every choice made that the number of communes decides.
[[nodiscard]] Options resolved(Options options);

}  // namespace maillage::synth
