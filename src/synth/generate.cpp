#include "maillage/synth/generate.hpp"

#include <algorithm>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/progress.hpp"
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

const table::Table& SynthTerritory::at(std::string_view name) const {
  for (const table::Table& t : tables) {
    if (t.name() == name) return t;
  }
  throw Error(ErrorCode::internal, "the generated territory has no table " + std::string(name));
}

Statistics generate_parts(const Options& wished, const Execution& execution, std::size_t rows_per_part,
                          const TableSink& sink) {
  check(wished);
  Parts parts;
  const Options& options = parts.options = resolved(wished);
  const auto begin = [&](const char* step) {
    if (execution.progress != nullptr) execution.progress->begin(step);
  };
  begin("making relief and coast");
  parts.land = make_land(options, execution);
  begin("drawing communes");
  {
    Partition found = make_partition(options, parts.land, execution);
    const Towns towns = make_towns(options, parts.land, found);
    Departments departments = make_departments(options, parts.land, found, towns);
    const std::vector<std::string> names = commune_names(options, found, towns);
    const std::vector<std::int32_t> order = code_order(departments, alphabetical(names));
    parts.partition = reordered(std::move(found), order);
    parts.towns = reordered(towns, order);
    parts.departments = reordered(std::move(departments), order);
    for (const std::int32_t c : order) parts.names.push_back(names[static_cast<std::size_t>(c)]);
  }
  parts.codes = commune_codes(parts.departments);
  parts.groups = make_groups(options, parts.land, parts.partition, parts.towns);
  parts.areas = make_areas(options, parts.land, parts.partition, parts.departments, execution);
  begin("building roads");
  parts.settlements = make_settlements(options, parts.land, parts.partition, parts.towns);
  {
    const RoadPlan plan =
        plan_roads(options, parts.land, parts.partition, parts.towns, parts.settlements, execution);
    const FineGraph graph = make_fine_graph(options, parts.land, parts.settlements, plan, execution);
    parts.network = make_road_network(options, parts.land, parts.partition, parts.settlements, plan, graph);
    parts.motorways = static_cast<std::int64_t>(plan.motorways.size());
    parts.chefs_lieux = place_chefs_lieux(parts);
    begin("placing people");
    parts.people = make_people(options, parts.land, parts.partition, parts.towns, parts.settlements,
                               parts.areas, graph, execution);
  }
  begin("placing care");
  const CareContext context{options,           parts.land,        parts.partition,
                            parts.towns,       parts.settlements, parts.areas,
                            parts.chefs_lieux, parts.names,       parts.departments};
  parts.sites = make_sites(context);
  parts.physicians = make_physicians(context, parts.sites);
  begin("writing the files");
  give_tables(parts, rows_per_part, sink);
  return make_statistics(parts);
}

SynthTerritory generate(const Options& options, const Execution& execution) {
  SynthTerritory territory;
  const auto keep = [&](table::Table table, bool) { territory.tables.push_back(std::move(table)); };
  territory.statistics = generate_parts(options, execution, std::size_t{1} << 40, keep);
  return territory;
}

Statistics make_statistics(const Parts& parts) {
  Statistics s;
  for (const geo::MultiPolygon& area : parts.areas.departments) s.area_km2 += geo::area(area) / 1e6;
  s.departments = static_cast<std::int64_t>(parts.departments.size());
  s.islands = static_cast<std::int64_t>(parts.land.islands.size());
  s.motorways = parts.motorways;
  for (std::size_t c = 0; c < parts.partition.size(); ++c) {
    s.population += parts.towns.population[c];
    s.largest_town = std::max(s.largest_town, parts.towns.population[c]);
    s.island_communes += parts.partition.island[c] != 0 ? 1 : 0;
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
