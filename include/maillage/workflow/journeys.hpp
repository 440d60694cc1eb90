#pragma once
// The travel times of a run: by road when the study has roads, otherwise crow-fly, behind one face. Lists of places are
// joined to the network once and used many times.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"
#include "maillage/network/anchor.hpp"
#include "maillage/network/snap.hpp"
#include "maillage/travel/crow_fly.hpp"
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

class Journeys {
 public:
  // `loaded` must outlive it. Throws as network::SnapIndex and travel::CrowFly.
  Journeys(const Loaded& loaded, const Execution& execution);

  // Findings about places that join no road go to `diagnostics` under `subject`.
  [[nodiscard]] JoinedPlaces join(std::vector<travel::Place> places, const std::string& subject,
                                  Diagnostics& diagnostics) const;
  [[nodiscard]] travel::TravelTimes times(const JoinedPlaces& from, const JoinedPlaces& to,
                                          Milliseconds limit) const;
  // Minutes from each place to the nearest of `to`: not_reached beyond the study's limit, not_usable for places that
  // are not joined.
  [[nodiscard]] std::vector<double> minutes_to_nearest(const JoinedPlaces& from,
                                                       const JoinedPlaces& to) const;
  [[nodiscard]] travel::Source source() const;

 private:
  const Loaded& loaded_;
  Execution execution_;
  std::optional<network::SnapIndex> index_;
  travel::CrowFly crow_fly_;
};

}  // namespace maillage::workflow
