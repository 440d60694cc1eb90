#pragma once
// Where a place joins the network, and the arithmetic of cutting a road there (METHODS § 1).
//
// A road cut at fraction f of its drawn length is llround(ms · f) before the cut and the remainder after it, in each
// direction, f measured along the drawing from → to: two cuts give the same three pieces in whatever order they are made.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "maillage/network/graph.hpp"
#include "maillage/network/search.hpp"

namespace maillage::network {

struct Anchor {
  enum class On : std::uint8_t {
    nothing,  // the place is not joined: no times
    node,     // at a node: all its roads may be taken
    road,     // part-way along a road: its allowed directions may be taken
  };
  On on = On::nothing;
  std::uint32_t index = no_index;  // NodeIndex or RoadIndex
  double fraction = 0;             // of the drawn length of the road, strictly between 0 and 1; 0 at a node
  std::uint32_t access_ms = 0;     // leg between the place and the network, taken at each end of a journey
  double distance_m = 0;           // of that leg
  geo::XY place;                   // where the place is
  geo::XY foot;                    // where it joins
  std::uint32_t component =
      no_index;  // rank of the strongly connected component; of the two ends of a road the
                 // less connected one. 0: the main network
};

// The place at a node itself, nothing to walk.
[[nodiscard]] Anchor anchor_at(const RoadGraph& graph, NodeIndex node);

// ms before a cut at `fraction`; the remainder is ms - that.
[[nodiscard]] std::uint32_t ms_before(std::uint32_t ms, double fraction);

// The ends of the anchor's road (or its node) that can be driven to from the anchor (leaving) or from which it can be
// driven to (arriving), with the time of that piece and the access leg. At most two; sums over 2^31 - 1 are left out.
struct Seeds {
  std::array<Seed, 2> values{};
  std::size_t count = 0;
  // Not of a temporary: the span would outlive it in a range-for.
  [[nodiscard]] std::span<const Seed> span() const& { return {values.data(), count}; }
  std::span<const Seed> span() const&& = delete;
  [[nodiscard]] const Seed* begin() const { return values.data(); }
  [[nodiscard]] const Seed* end() const { return values.data() + count; }
};
[[nodiscard]] Seeds seeds(const RoadGraph& graph, const Anchor& anchor, Sense sense);

// The time between two anchors without passing a node: along the road both are on in an allowed direction, both access
// legs included; 0 between places with the same coordinates. Nothing when they share no road or node, or the direction
// is not allowed.
[[nodiscard]] std::optional<std::uint64_t> ms_along(const RoadGraph& graph, const Anchor& from,
                                                    const Anchor& to);

}  // namespace maillage::network
