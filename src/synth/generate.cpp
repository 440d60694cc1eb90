#include "maillage/synth/generate.hpp"

#include <algorithm>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "names.hpp"
#include "one_way.hpp"
#include "territory.hpp"

namespace maillage::synth {
namespace {

// Beside the road in the middle of the main settlement, inside the commune.
std::vector<geo::XY> place_chefs_lieux(const Parts& parts) {
  std::vector<geo::XY> places;
  for (std::size_t c = 0; c < parts.partition.size(); ++c) {
    const geo::XY node = parts.network.nodes[static_cast<std::size_t>(parts.network.settlement_nodes[c])];
    Rng rng(parts.options.seed, Subject::settlements, 0x50000000ULL + c);
    geo::XY place = node;
    for (int attempt = 0; attempt < 40; ++attempt) {
      const double turn = rng.uniform();
      const double away = rng.uniform(25, 90);
      place = decimetre(geo::XY{node.x + away * cosine_turn(turn), node.y + away * sine_turn(turn)});
      if (geo::contains(parts.areas.communes[c], place)) break;
    }
    if (!geo::contains(parts.areas.communes[c], place)) {
      throw Error(ErrorCode::internal,
                  "the main settlement of " + parts.names[c] + " lies outside its commune");
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace

void check(const Options& options) {
  const auto refuse = [](const char* what, const char* range) {
    throw Error(ErrorCode::usage, std::string(what) + " is out of range",
                std::string("give a value from ") + range);
  };
  if (options.communes < 20 || options.communes > 90000) refuse("the number of communes", "20 to 90000");
  if (!(options.mean_commune_km2 >= 8 && options.mean_commune_km2 <= 60))
    refuse("the mean area of a commune", "8 to 60 km²");
  if (!(options.mean_commune_people >= 300 && options.mean_commune_people <= 5000)) {
    refuse("the mean population of a commune", "300 to 5000");
  }
}

const table::Table& SynthTerritory::at(std::string_view name) const {
  for (const table::Table& t : tables) {
    if (t.name() == name) return t;
  }
  throw Error(ErrorCode::internal, "the generated territory has no table " + std::string(name));
}

SynthTerritory generate(const Options& options, const Execution& execution) {
  check(options);
  Parts parts;
  parts.options = options;
  parts.land = make_land(options, execution);
  {
    const Partition found = make_partition(options, parts.land);
    const Towns towns = make_towns(options, parts.land, found);
    const std::vector<std::string> names = commune_names(options, found, towns);
    const std::vector<std::int32_t> order = alphabetical(names);
    parts.partition = reordered(found, order);
    parts.towns = reordered(towns, order);
    for (const std::int32_t c : order) parts.names.push_back(names[static_cast<std::size_t>(c)]);
  }
  parts.groups = make_groups(options, parts.land, parts.partition, parts.towns);
  parts.areas = make_areas(options, parts.land, parts.partition, execution);
  parts.settlements = make_settlements(options, parts.land, parts.partition, parts.towns);
  const RoadPlan plan = plan_roads(options, parts.land, parts.partition, parts.towns, parts.settlements);
  parts.graph = make_fine_graph(options, parts.land, parts.settlements, plan);
  parts.network =
      make_road_network(options, parts.land, parts.partition, parts.settlements, plan, parts.graph);
  parts.chefs_lieux = place_chefs_lieux(parts);
  parts.people = make_people(options, parts.land, parts.partition, parts.towns, parts.settlements,
                             parts.areas, parts.graph, execution);
  const CareContext context{options,           parts.land,  parts.partition,   parts.towns,
                            parts.settlements, parts.areas, parts.chefs_lieux, parts.names};
  parts.sites = make_sites(context);
  parts.physicians = make_physicians(context, parts.sites);
  return {make_tables(parts), make_statistics(parts)};
}

Statistics make_statistics(const Parts& parts) {
  Statistics s;
  s.area_km2 = geo::area(parts.areas.department) / 1e6;
  for (std::size_t c = 0; c < parts.partition.size(); ++c) {
    s.population += parts.towns.population[c];
    s.largest_town = std::max(s.largest_town, parts.towns.population[c]);
    s.island_communes += parts.partition.island[c];
    if (parts.partition.island[c] != 0) s.island_population += parts.towns.population[c];
    s.belt_communes += parts.towns.belt[c];
    s.communes_without_cpts += parts.groups.cpts.group[c] < 0 ? 1 : 0;
  }
  s.zipf_slope = zipf_slope(parts.towns.population);
  s.cells = static_cast<std::int64_t>(parts.people.cells.size());
  s.road_nodes = static_cast<std::int64_t>(parts.network.nodes.size());
  s.roads = static_cast<std::int64_t>(parts.network.roads.size());
  for (const Road& road : parts.network.roads) s.one_way_roads += road.forward_only ? 1 : 0;
  s.roundabouts = parts.network.roundabouts;
  for (const Physician& p : parts.physicians)
    ++(p.speciality == "general_practice" ? s.general_practitioners : s.specialists);
  return s;
}

}  // namespace maillage::synth
