#include "maillage/workflow/journeys.hpp"

#include <fmt/format.h>

#include "maillage/text/language.hpp"

namespace maillage::workflow {

double NearestTimes::minutes(const JoinedPoint& from) const {
  std::optional<std::uint32_t> ms;
  if (road_) {
    if (from.anchor.on == network::Anchor::On::nothing) return not_usable;
    const network::NearestPlace nearest = road_->at(from.anchor);
    if (nearest.ms != network::impassable) ms = nearest.ms;
  } else {
    ms = crow_fly_->ms(from.point, limit_);
  }
  return ms ? maillage::minutes(Milliseconds(*ms)) : not_reached;
}

Journeys::Journeys(const Loaded& loaded, const Execution& execution)
    : loaded_(loaded),
      execution_(execution),
      crow_fly_({loaded.study.travel.detour, loaded.study.travel.speed_kmh}) {
  if (loaded.roads) index_.emplace(*loaded.roads);
}

JoinedPlaces Journeys::join(std::vector<travel::Place> places, const std::string& subject,
                            Diagnostics& diagnostics) const {
  JoinedPlaces joined{std::move(places), {}};
  if (index_) joined.anchors = index_->join(joined.places, subject, join_options(), execution_, diagnostics);
  return joined;
}

JoinedPoint Journeys::join(geo::XY point) const {
  JoinedPoint joined{point, {}};
  if (index_) joined.anchor = index_->join(point, join_options());
  return joined;
}

NearestTimes Journeys::nearest(const JoinedPlaces& to) const {
  NearestTimes nearest;
  nearest.limit_ = loaded_.study.travel.limit;
  if (index_) {
    nearest.road_.emplace(*loaded_.roads, to.anchors, nearest.limit_);
  } else {
    nearest.crow_fly_.emplace(
        to.places, travel::CrowFlyOptions{loaded_.study.travel.detour, loaded_.study.travel.speed_kmh});
  }
  return nearest;
}

travel::TravelTimes Journeys::times(const JoinedPlaces& from, const JoinedPlaces& to, Milliseconds limit,
                                    double part) const {
  const Execution execution = execution_.counting(part);
  if (index_) {
    travel::TravelTimes times =
        network::times_between(*loaded_.roads, from.anchors, to.anchors, limit, execution);
    times.source = source();
    return times;
  }
  Diagnostics none;  // crow-fly has nothing to say about places: each one is usable
  return crow_fly_.times(from.places, to.places, limit, execution, none);
}

std::vector<double> Journeys::minutes_to_nearest(const JoinedPlaces& from, const JoinedPlaces& to) const {
  const NearestTimes nearest = this->nearest(to);
  std::vector<double> result(from.places.size());
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = nearest.minutes(
        {from.places[i].position, from.anchors.empty() ? network::Anchor{} : from.anchors[i]});
  return result;
}

network::JoinOptions Journeys::join_options() const {
  return {loaded_.study.travel.snap_limit, loaded_.study.travel.access_speed_kmh};
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
