#pragma once
// Everything a study loads, in one CRS: what the analyses take.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/territory/care.hpp"
#include "maillage/territory/commune.hpp"

namespace maillage::territory {

struct Department {
  DepartmentCode code;
  std::string name;
  geo::MultiPolygon area;
};

// One group of a mesh: a living area, an EPCI, a CPTS, a département.
struct Group {
  std::string id;
  std::string name;
  std::vector<std::uint32_t> communes;  // indices into Territory::communes, increasing
};

// A way to group communes. Groups may leave communes out (a CPTS gap) and, for CPTS, overlap.
struct Mesh {
  std::string kind;           // "department" | "living_area" | "epci" | "cpts"
  std::vector<Group> groups;  // by increasing id
  // Groups of each commune (indices), usually one.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> of_communes(std::size_t communes) const;
};

struct Cell {
  std::string id;
  geo::XY centre;
  std::uint32_t commune = 0;  // index
  Persons population;
};

struct Territory {
  geo::Crs crs;
  std::vector<Commune> communes;  // by increasing code
  std::vector<Department> departments;
  std::vector<Mesh> meshes;
  std::vector<Cell> cells;  // empty: demand stands at the communes' centres
  std::vector<CareSite> sites;
  bool sites_given = false;
  std::vector<Physician> physicians;
  std::vector<PhysicianCount> counts;  // used when there are no physicians one by one
  bool supply_given = false;

  [[nodiscard]] std::optional<std::uint32_t> find(const CommuneCode& code) const;  // O(log n)
  [[nodiscard]] const Mesh* mesh(std::string_view kind) const;
  [[nodiscard]] Persons population() const;  // sum of the known populations
};

}  // namespace maillage::territory
