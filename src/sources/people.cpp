#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "maillage/geo/topology.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

using territory::AgeBands;
using territory::Commune;

constexpr double most_people = 1e7;  // no French commune has more; a larger number stands in the wrong unit

std::optional<AgeBands> ages(const Fields& fields, std::size_t row) {
  AgeBands bands{};
  for (std::size_t b = 0; b < bands.size(); ++b) {
    const auto value = fields.amount(row, territory::age_bands[b], most_people);
    if (!value) return std::nullopt;
    bands[b] = *value;
  }
  return bands;
}

void add_people(Commune& commune, double people, const std::optional<AgeBands>& bands) {
  const bool first = !commune.population;
  commune.population = Persons((first ? 0 : commune.population->value) + people);
  if (first) {
    commune.ages = bands;
  } else if (commune.ages && bands) {
    for (std::size_t b = 0; b < bands->size(); ++b) (*commune.ages)[b] += (*bands)[b];
  } else {
    commune.ages.reset();
  }
}

void report_communes_without_people(const territory::Territory& territory, Diagnostics& diagnostics) {
  for (const Commune& c : territory.communes) {
    if (!c.population) {
      diagnostics.add(Severity::warning, "population-unknown", "population", c.code.value,
                      "communes have no population in the input; it is unknown, not zero",
                      "complete the population");
    }
  }
}

// People of rows that have no commune: their number is not lost.
struct Unplaced {
  double unknown = 0;
  double outside = 0;  // of départements the study leaves out

  void add(const std::string& code, double people, const CommuneResolver& resolver) {
    (resolver.outside_area(code) ? outside : unknown) += people;
  }
  void report(const std::string& subject, Diagnostics& diagnostics) const {
    diagnostics.add_count(Severity::error, "people-not-placed", subject,
                          static_cast<std::uint64_t>(std::llround(unknown)),
                          "people of rows that name no commune of the study; they are in no result");
    diagnostics.add_count(Severity::note, "people-outside-area", subject,
                          static_cast<std::uint64_t>(std::llround(outside)),
                          "people of the communes outside the study area");
  }
};

bool not_seen(std::set<std::string>& seen, const std::string& code) {
  return seen.insert(territory::restore_commune_code(code)).second;
}

std::optional<std::uint32_t> commune_of_cell(const Fields& fields, std::size_t row, geo::XY centre,
                                             const CommuneResolver& resolver, const geo::AreaIndex& areas,
                                             Diagnostics& diagnostics) {
  if (fields.has("commune")) return resolver.find(fields.text(row, "commune"), fields.subject(), diagnostics);
  const auto found = areas.first_at(centre);
  if (!found) {
    diagnostics.add(Severity::warning, "point-outside-area", fields.subject(), fields.text(row, "id"),
                    "points lie outside every commune of the study and were left out",
                    "check their coordinates and CRS");
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*found);
}

// Two counts of the same people that no difference of years or of rounding explains.
bool far_apart(double a, double b) {
  constexpr double few = 20;  // people: below, secrecy and rounding explain anything
  return std::max(a, b) > few && std::max(a, b) > 2 * std::min(a, b);
}

void compare_totals(const territory::Territory& territory, const std::vector<double>& sums,
                    Diagnostics& diagnostics) {
  double people = 0;
  for (const Commune& c : territory.communes) people += c.population.value_or(Persons(0)).value;
  const double cells = std::accumulate(sums.begin(), sums.end(), 0.0);
  if (!far_apart(people, cells)) return;
  diagnostics.add_count(
      Severity::warning, "cells-far-from-population", "cells", sums.size(),
      fmt::format("the population is {:.0f} people and the cells hold {:.0f}; the population was kept",
                  people, cells),
      "check both columns: is one of them of another year, place or unit?");
}

void compare_with_cells(territory::Territory& territory, bool population_given, Diagnostics& diagnostics) {
  std::vector<double> sums(territory.communes.size(), 0.0);
  for (const territory::Cell& cell : territory.cells) sums[cell.commune] += cell.population.value;
  if (!population_given) {
    for (std::size_t c = 0; c < sums.size(); ++c) territory.communes[c].population = Persons(sums[c]);
    diagnostics.add_count(Severity::note, "population-from-cells", "cells", sums.size(),
                          "the communes' populations are the sums of their cells");
    return;
  }
  compare_totals(territory, sums, diagnostics);
  for (std::size_t c = 0; c < sums.size(); ++c) {
    Commune& commune = territory.communes[c];
    if (!commune.population && sums[c] > 0) {
      commune.population = Persons(sums[c]);
      diagnostics.add(Severity::warning, "population-from-cells", "cells", commune.code.value,
                      "the populations of communes that the input leaves out are the sums of their cells");
    }
    if (commune.population && std::abs(commune.population->value - sums[c]) > 0.5) {
      diagnostics.add(Severity::note, "cells-differ-from-population", "cells", commune.code.value,
                      "the cells of communes do not sum to their population; cells were scaled to it");
    }
  }
  for (territory::Cell& cell : territory.cells) {
    const Commune& commune = territory.communes[cell.commune];
    if (commune.population && sums[cell.commune] > 0) {
      cell.population.value *= commune.population->value / sums[cell.commune];
    }
  }
}

// Cells that name their commune are not looked up by their place: when most stand outside the box of the commune they
// name, codes or coordinates are wrong. A few may, at borders.
class CellPlaces {
 public:
  CellPlaces(const territory::Territory& territory, const Fields& fields) : fields_(fields) {
    for (const Commune& c : territory.communes) boxes_.push_back(geo::bounds(c.area));
  }
  void add(std::uint32_t commune, geo::XY centre) {
    ++cells_;
    if (!boxes_[commune].contains(centre)) ++outside_;
  }
  void require_most_inside() const {
    if (2 * outside_ <= cells_) return;
    throw Error(ErrorCode::crs,
                fmt::format("{} ({}): {} of {} cells lie outside the commune they name", fields_.file(),
                            fields_.subject(), outside_, cells_),
                "state the CRS of the coordinates (crs = \"EPSG:…\"), check that x is the easting and y the "
                "northing, "
                "and that the column of communes is the right one");
  }

 private:
  const Fields& fields_;
  std::vector<geo::Box> boxes_;
  std::size_t cells_ = 0;
  std::size_t outside_ = 0;
};

}  // namespace

void load_population(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                     Diagnostics& diagnostics) {
  std::set<std::string> seen;
  Unplaced unplaced;
  bool any = false;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string code = fields.text(row, "commune");
    if (!not_seen(seen, code))
      throw fields.error(row, fmt::format("commune {} stands twice", code), "keep one row per commune");
    const auto people = fields.amount(row, "total", most_people);
    const auto commune = resolver.find(code, fields.subject(), diagnostics);
    any = any || commune;
    if (!commune) {
      unplaced.add(code, people.value_or(0), resolver);
    } else if (people) {
      const auto bands = ages(fields, row);
      if (bands && far_apart(*people, std::accumulate(bands->begin(), bands->end(), 0.0))) {
        diagnostics.add(Severity::warning, "ages-far-from-population", fields.subject(), code,
                        "the ages of communes sum to less than half or more than twice their people",
                        "check both columns: is one of them of another year, place or unit?");
      }
      add_people(territory.communes[*commune], *people, bands);
    } else {
      diagnostics.add(Severity::warning, "value-missing", fields.subject(), code,
                      "rows without a number of people", "complete the population");
    }
  }
  resolver.require_any(any, fields);
  unplaced.report(fields.subject(), diagnostics);
  report_communes_without_people(territory, diagnostics);
}

void load_cells(const Fields& fields, const CommuneResolver& resolver, territory::Territory& territory,
                Diagnostics& diagnostics) {
  std::vector<const geo::MultiPolygon*> polygons;
  bool population_given = false;
  for (const Commune& c : territory.communes) {
    polygons.push_back(&c.area);
    population_given = population_given || c.population.has_value();
  }
  const geo::AreaIndex areas(polygons);
  std::set<std::string> seen;
  Unplaced unplaced;
  CellPlaces places(territory, fields);
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string id = fields.text(row, "id");
    if (id.empty()) throw fields.error(row, "the cell has no id", "complete or remove the row");
    if (!seen.insert(id).second)
      throw fields.error(row, fmt::format("cell {} stands twice", id), "keep one row per cell");
    const auto people = fields.amount(row, "population", most_people);
    const auto centre = fields.point(row);
    if (!people || !centre) {
      diagnostics.add(Severity::warning, "value-missing", fields.subject(), id,
                      "cells without people or coordinates were left out");
      continue;
    }
    const auto commune = commune_of_cell(fields, row, *centre, resolver, areas, diagnostics);
    if (commune) {
      places.add(*commune, *centre);
      territory.cells.push_back({id, *centre, *commune, Persons(*people)});
    } else {
      unplaced.add(fields.text(row, "commune"), *people, resolver);
    }
  }
  if (fields.has("commune")) resolver.require_any(!territory.cells.empty(), fields);
  places.require_most_inside();
  unplaced.report(fields.subject(), diagnostics);
  compare_with_cells(territory, population_given, diagnostics);
}

}  // namespace maillage::sources
