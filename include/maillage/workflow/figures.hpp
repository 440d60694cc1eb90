#pragma once
// Key figures of a group of communes: the whole area, a département, a living area, an EPCI, a CPTS.

#include <optional>
#include <string>
#include <vector>

#include "maillage/equity/distribution.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

struct GroupFigures {
  std::string id;
  std::string name;
  std::vector<std::uint32_t> communes;
  double people = 0;         // known population
  double usable_people = 0;  // of them, those with travel times: the denominator of the shares below
  double heads = 0;          // physicians
  // [kind of Results::reach][threshold of the study]: people whose nearest place is within so many minutes.
  std::vector<std::vector<double>> within;
  std::vector<std::size_t> sites;  // [territory::SiteKind]: open sites
  // [kind of Results::reach]: its commune with the longest time to the nearest place, by code among equals; empty when none
  // has a time.
  std::vector<std::optional<std::uint32_t>> farthest;
  // [measure]: mean over people (P* for the index), empty when nobody is usable; the index last when there is one.
  std::vector<std::optional<double>> means;
  std::optional<double> gini;        // of the index over people
  std::vector<double> class_people;  // by AccessClass
};

struct MeshFigures {
  std::string mesh;  // "department", …
  std::vector<GroupFigures> groups;
};

// Of the communes listed.
[[nodiscard]] GroupFigures group_figures(const Loaded& loaded, const Results& results, std::string id,
                                         std::string name, std::vector<std::uint32_t> communes);
// Of every group of every mesh of the territory, in their order.
[[nodiscard]] std::vector<MeshFigures> mesh_figures(const Loaded& loaded, const Results& results);
// People of the study area by their index (Results::index must be there); nothing when nobody has one.
[[nodiscard]] std::optional<equity::Distribution> index_distribution(const Results& results);
// Communes of a group by time to the nearest place of a kind (index into Results::reach), longest first, then by code;
// those out of reach come first, those that are not usable are left out.
[[nodiscard]] std::vector<std::uint32_t> farthest_communes(const Results& results, std::size_t kind,
                                                           const std::vector<std::uint32_t>& communes);
// Whether a site counts: open, and of that kind.
[[nodiscard]] bool counts_as(const territory::CareSite& site, territory::SiteKind kind);
// People of each commune whose nearest place of a kind (index into Results::reach) is within `minutes`, under the
// study's bound.
[[nodiscard]] std::vector<double> people_within(const Loaded& loaded, const Results& results,
                                                std::size_t kind, double minutes);
// Of the whole study area.
[[nodiscard]] GroupFigures area_figures(const Loaded& loaded, const Results& results);

}  // namespace maillage::workflow
