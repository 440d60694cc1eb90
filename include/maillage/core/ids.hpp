#pragma once
// Ids as distinct types around text: a commune code is not a site id.

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace maillage {

template <class Tag>
struct Id {
  std::string value;
  Id() = default;
  explicit Id(std::string v) : value(std::move(v)) {}
  friend auto operator<=>(const Id&, const Id&) = default;
  [[nodiscard]] bool empty() const { return value.empty(); }
};

using CommuneCode = Id<struct CommuneTag>;        // INSEE code, 5 characters: "01004", "2A004", "97101"
using DepartmentCode = Id<struct DepartmentTag>;  // "01", "2A", "971"
using SiteId = Id<struct SiteTag>;                // FINESS number, or the id of the input
using PhysicianId = Id<struct PhysicianTag>;      // a surrogate; never a name, never the RPPS number
using PlaceId = Id<struct PlaceTag>;              // id of a demand or supply point in times and scores

}  // namespace maillage

template <class Tag>
struct std::hash<maillage::Id<Tag>> {
  std::size_t operator()(const maillage::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
