#pragma once
// A fictitious French département or a whole country of them, plausible to a planner's eye: relief, a coast, inhabited
// islands behind ferries, communes that share their borders to the bit, towns by Zipf's law, inhabited 200 m cells, a
// hierarchy of roads, health houses, pharmacies, physicians, CPTS that leave gaps, under-served belts inland. Nothing
// in it exists; its département codes ("00", or "F0", "F1", …) say so. No person's name anywhere.
//
// Method: a hexagonal lattice carries land, communes (a shortest-path Voronoi partition) and roads (shortest paths over
// the relief that prefer roads already built). All random numbers come from `Rng`, one stream per subject and index, and
// elementary functions from this module, so that neither threads nor the C library change a bit.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "maillage/core/parallel.hpp"
#include "maillage/synth/options.hpp"
#include "maillage/table/table.hpp"

namespace maillage::synth {

// Raised whenever equal options would give other tables.
inline constexpr std::string_view generator_version = "2";

struct Statistics {
  double area_km2 = 0;
  std::int64_t departments = 0;
  std::int64_t islands = 0;
  std::int64_t motorways = 0;
  std::int64_t population = 0;
  std::int64_t largest_town = 0;
  double zipf_slope = 0;  // of ln population on ln rank, least squares over all communes
  std::int64_t island_communes = 0;
  std::int64_t island_population = 0;
  std::int64_t communes_without_cpts = 0;
  std::int64_t belt_communes = 0;  // the under-served belts: no physician practises there
  std::int64_t cells = 0;
  std::int64_t road_nodes = 0;
  std::int64_t roads = 0;
  std::int64_t one_way_roads = 0;
  std::int64_t roundabouts = 0;
  std::int64_t general_practitioners = 0;
  std::int64_t specialists = 0;
};

// Tables, in this order, all in EPSG:2154; ids are texts unless said.
//   communes (polygon)    code, name, department, chef_lieu_x, chef_lieu_y, epci, epci_name, living_area, living_area_name
//   departments (polygon) code, name: the outline of their communes, vertex for vertex
//   roads (line)          id, from_node, to_node (integers), class, length_m (along the detailed road, never below the
//                         length of the line drawn), speed_kmh (missing for a ferry), duration_min (ferry only),
//                         direction ("both", or "forward" = only from from_node to to_node), name
//   population            commune, total, age_0_14, age_15_29, age_30_44, age_45_59, age_60_74, age_75_plus
//   cells                 id, x, y (centre), commune, population, age_75_plus: inhabited squares of 200 m
//   sites                 id, category (FINESS code), name, commune, x, y, state (open | under_construction | planned |
//                         closed), opened (ISO date; missing unless the site is open)
//   physicians            id, speciality, age, fte, acts (a year) of the person; share of the person's time at this
//                         place, commune, x, y, site (missing when alone): one row per person and place
//   cpts                  id, name, commune: one row per member commune; the communes of the gaps are not there
struct SynthTerritory {
  std::vector<table::Table> tables;
  Statistics statistics;

  // Throws Error(internal) when there is no table of that name.
  [[nodiscard]] const table::Table& at(std::string_view name) const;
};

// Takes a table, or (`continued`) more rows of the table before: same name, same columns.
using TableSink = std::function<void(table::Table table, bool continued)>;

// Gives the tables one after the other, the roads in parts of at most `rows_per_part` rows, so that a country never
// stands in memory as tables: about 2.5 GB for 35 000 communes. Otherwise as generate().
Statistics generate_parts(const Options& options, const Execution& execution, std::size_t rows_per_part,
                          const TableSink& sink);

// O(n log n) in communes. Throws Error(usage) on options out of range. Progress can be interrupted.
[[nodiscard]] SynthTerritory generate(const Options& options, const Execution& execution = {});

}  // namespace maillage::synth
