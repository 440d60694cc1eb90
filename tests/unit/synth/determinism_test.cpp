#include <catch2/catch_test_macros.hpp>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "sample.hpp"

using namespace maillage;

namespace {

// Every cell and every coordinate, to the bit.
std::string fingerprint(const synth::SynthTerritory& territory) {
  Sha256 sum;
  const auto add_line = [&](const geo::LineString& line) {
    for (const geo::XY p : line) {
      sum.add({reinterpret_cast<const char*>(&p.x), sizeof p.x});
      sum.add({reinterpret_cast<const char*>(&p.y), sizeof p.y});
    }
  };
  for (const table::Table& t : territory.tables) {
    sum.add(t.name());
    for (const table::Column& c : t.columns()) {
      sum.add(c.name);
      for (std::size_t i = 0; i < c.size(); ++i) sum.add(c.text(i)).add("\n");
    }
    if (!t.geometry()) continue;
    for (const geo::Geometry& g : t.geometry()->rows) {
      if (const auto* lines = std::get_if<geo::MultiLineString>(&g)) {
        for (const auto& line : *lines) add_line(line);
      }
      if (const auto* area = std::get_if<geo::MultiPolygon>(&g)) {
        for (const auto& polygon : *area) {
          add_line(polygon.outer);
          for (const auto& hole : polygon.holes) add_line(hole);
        }
      }
    }
  }
  return sum.hex();
}

}  // namespace

TEST_CASE("Equal options give equal tables for any number of threads; another seed gives others") {
  synth::Options options;
  options.communes = 90;
  const std::string one = fingerprint(synth::generate(options, {1}));
  CHECK(fingerprint(synth::generate(options, {2})) == one);
  CHECK(fingerprint(synth::generate(options, {5})) == one);
  options.seed = 2;
  CHECK(fingerprint(synth::generate(options, {2})) != one);
}

TEST_CASE("Every size from the smallest, and several seeds, make a whole territory") {
  for (const int communes : {20, 23, 37, 71, 140}) {
    for (const std::uint64_t seed : {1ULL, 2ULL, 77ULL, 18446744073709551615ULL}) {
      synth::Options options;
      options.communes = communes;
      options.seed = seed;
      CAPTURE(communes, seed);
      const synth::SynthTerritory made = synth::generate(options, {2});
      CHECK(made.at("communes").rows() == static_cast<std::size_t>(communes));
      CHECK(made.statistics.island_communes >= 1);
      CHECK(made.statistics.communes_without_cpts >= 1);
      CHECK(made.statistics.zipf_slope > -1.2);
      CHECK(made.statistics.zipf_slope < -0.8);
    }
  }
}

TEST_CASE("Options out of range are usage errors that say the range") {
  for (const auto& change :
       {+[](synth::Options& o) { o.communes = 19; }, +[](synth::Options& o) { o.communes = 90001; },
        +[](synth::Options& o) { o.mean_commune_km2 = 7.9; },
        +[](synth::Options& o) { o.mean_commune_people = 299; },
        +[](synth::Options& o) { o.mean_commune_people = 0.0 / 0.0; }}) {
    synth::Options options;
    change(options);
    try {
      (void)synth::generate(options);
      FAIL("accepted");
    } catch (const Error& e) {
      CHECK(e.code() == ErrorCode::usage);
      CHECK(e.hint().find(" to ") != std::string::npos);
    }
  }
}
