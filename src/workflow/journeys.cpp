#include "maillage/workflow/journeys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/network/model.hpp"
#include "maillage/text/language.hpp"

namespace maillage::workflow {

Journeys::Journeys(const Loaded& loaded, const Execution& execution)
    : loaded_(loaded),
      execution_(execution),
      crow_fly_({loaded.study.travel.detour, loaded.study.travel.speed_kmh}) {
  if (loaded.roads) index_.emplace(*loaded.roads);
}

JoinedPlaces Journeys::join(std::vector<travel::Place> places, const std::string& subject,
                            Diagnostics& diagnostics) const {
  JoinedPlaces joined{std::move(places), {}};
  if (index_) {
    const network::JoinOptions options{loaded_.study.travel.snap_limit,
                                       loaded_.study.travel.access_speed_kmh};
    joined.anchors = index_->join(joined.places, subject, options, execution_, diagnostics);
  }
  return joined;
}

travel::TravelTimes Journeys::times(const JoinedPlaces& from, const JoinedPlaces& to,
                                    Milliseconds limit) const {
  if (index_) {
    travel::TravelTimes times =
        network::times_between(*loaded_.roads, from.anchors, to.anchors, limit, execution_);
    times.source = source();
    return times;
  }
  Diagnostics none;  // crow-fly has nothing to say about places: each one is usable
  return crow_fly_.times(from.places, to.places, limit, execution_, none);
}

std::vector<double> Journeys::minutes_to_nearest(const JoinedPlaces& from, const JoinedPlaces& to) const {
  const Milliseconds limit = loaded_.study.travel.limit;
  std::vector<double> result(from.places.size(), not_reached);
  if (index_) {
    const auto nearest = network::nearest_between(*loaded_.roads, from.anchors, to.anchors, limit);
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (!from.usable(i))
        result[i] = not_usable;
      else if (nearest[i].ms != network::impassable)
        result[i] = minutes(Milliseconds(nearest[i].ms));
    }
    return result;
  }
  const travel::TravelTimes times = this->times(from, to, limit);
  for (std::size_t i = 0; i < result.size(); ++i) {
    for (const travel::Time& t : times.row(i))
      result[i] = std::min(result[i], minutes(Milliseconds(t.milliseconds)));
  }
  return result;
}

travel::Source Journeys::source() const {
  if (!index_) return crow_fly_.source();
  const study::Travel& travel = loaded_.study.travel;
  return {"road",
          fmt::format("{}, free flow, access leg at {} km/h, snap limit {} m",
                      loaded_.study.input("roads")->written_path, text::shortest(travel.access_speed_kmh),
                      text::shortest(travel.snap_limit.value))};
}

}  // namespace maillage::workflow
