#pragma once
// The travel times of a run: by road when the study has roads, otherwise crow-fly, behind one face. Lists of places are
// joined to the network once and used many times.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"
#include "maillage/network/anchor.hpp"
#include "maillage/network/model.hpp"
#include "maillage/network/snap.hpp"
#include "maillage/travel/crow_fly.hpp"
#include "maillage/travel/nearest_crow_fly.hpp"
#include "maillage/travel/times.hpp"
#include "maillage/workflow/load.hpp"

namespace maillage::workflow {

// Minutes when nothing is within the limit, and when the place itself could not be joined to the network.
inline constexpr double not_reached = std::numeric_limits<double>::infinity();
inline constexpr double not_usable = std::numeric_limits<double>::quiet_NaN();

struct JoinedPlaces {
  std::vector<travel::Place> places;
  std::vector<network::Anchor> anchors;  // empty for crow-fly
  [[nodiscard]] bool usable(std::size_t i) const {
    return anchors.empty() || anchors[i].on != network::Anchor::On::nothing;
  }
};

// A point that is no record of any list: the centre of a pixel.
struct JoinedPoint {
  geo::XY point;
  network::Anchor anchor;  // On::nothing for crow-fly
};

// Minutes from any point to the nearest of some places: one search for all points. Const calls are safe from several
// threads.
class NearestTimes {
 public:
  // not_reached beyond the study's limit, not_usable for a point that joins no road.
  [[nodiscard]] double minutes(const JoinedPoint& from) const;

 private:
  friend class Journeys;
  NearestTimes() = default;
  std::optional<network::NearestField> road_;
  std::optional<travel::NearestCrowFly> crow_fly_;
  Milliseconds limit_;
};

class Journeys {
 public:
  // `loaded` must outlive it. Throws as network::SnapIndex and travel::CrowFly.
  Journeys(const Loaded& loaded, const Execution& execution);

  // Findings about places that join no road go to `diagnostics` under `subject`.
  [[nodiscard]] JoinedPlaces join(std::vector<travel::Place> places, const std::string& subject,
                                  Diagnostics& diagnostics) const;
  // The same rules for one point, without findings.
  [[nodiscard]] JoinedPoint join(geo::XY point) const;
  // Times to the nearest of `to`; the roads of `loaded` must outlive it.
  [[nodiscard]] NearestTimes nearest(const JoinedPlaces& to) const;
  [[nodiscard]] travel::TravelTimes times(const JoinedPlaces& from, const JoinedPlaces& to,
                                          Milliseconds limit, double part = 0) const;
  // Minutes from each place to the nearest of `to`: not_reached beyond the study's limit, not_usable for places that
  // are not joined.
  [[nodiscard]] std::vector<double> minutes_to_nearest(const JoinedPlaces& from,
                                                       const JoinedPlaces& to) const;
  [[nodiscard]] travel::Source source() const;

 private:
  [[nodiscard]] network::JoinOptions join_options() const;

  const Loaded& loaded_;
  Execution execution_;
  std::optional<network::SnapIndex> index_;
  travel::CrowFly crow_fly_;
};

}  // namespace maillage::workflow
