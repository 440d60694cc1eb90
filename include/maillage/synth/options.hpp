#pragma once
// What the fictitious territory is like. Equal options give equal tables on every machine.

#include <cstdint>

namespace maillage::synth {

struct Options {
  // Any value; another seed gives another territory.
  std::uint64_t seed = 1;
  // Number of communes, 20 to 90 000. Everything else grows with it, in linear time.
  int communes = 280;
  // Mean area of a commune in km², 8 to 60 (metropolitan France: about 16; its western départements: 20 to 26).
  double mean_commune_km2 = 21.4;
  // Mean population of a commune, 300 to 5 000. The populations follow Zipf's law, so that the largest town has about
  // communes · mean / (ln communes + 0.58) inhabitants.
  double mean_commune_people = 1143;
};

// Throws Error(usage) when a field is out of its range.
void check(const Options& options);

}  // namespace maillage::synth
