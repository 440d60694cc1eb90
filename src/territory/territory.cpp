#include "maillage/territory/territory.hpp"

#include <algorithm>

namespace maillage::territory {

std::vector<std::vector<std::uint32_t>> Mesh::of_communes(std::size_t communes) const {
  std::vector<std::vector<std::uint32_t>> result(communes);
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    for (const std::uint32_t c : groups[g].communes) result[c].push_back(g);
  }
  return result;
}

std::optional<std::uint32_t> Territory::find(const CommuneCode& code) const {
  const auto at =
      std::lower_bound(communes.begin(), communes.end(), code,
                       [](const Commune& c, const CommuneCode& wanted) { return c.code < wanted; });
  if (at == communes.end() || at->code != code) return std::nullopt;
  return static_cast<std::uint32_t>(at - communes.begin());
}

const Mesh* Territory::mesh(std::string_view kind) const {
  const auto at = std::find_if(meshes.begin(), meshes.end(), [&](const Mesh& m) { return m.kind == kind; });
  return at == meshes.end() ? nullptr : &*at;
}

Persons Territory::population() const {
  Persons total;
  for (const Commune& c : communes) {
    if (c.population) total += *c.population;
  }
  return total;
}

}  // namespace maillage::territory
