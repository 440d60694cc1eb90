#include "maillage/network/model.hpp"

namespace maillage::network {

RoadModel::RoadModel(std::shared_ptr<const RoadGraph> graph, JoinOptions options, std::string details)
    : graph_(std::move(graph)), options_(options), details_(std::move(details)), index_(*graph_) {}

travel::TravelTimes RoadModel::times(std::span<const travel::Place> origins,
                                     std::span<const travel::Place> destinations, Milliseconds limit,
                                     const Execution& execution, Diagnostics& diagnostics) const {
  const std::vector<Anchor> from = index_.join(origins, "origins", options_, execution, diagnostics);
  const std::vector<Anchor> to = index_.join(destinations, "destinations", options_, execution, diagnostics);
  travel::TravelTimes times = times_between(*graph_, from, to, limit, execution);
  times.source = source();
  return times;
}

travel::Source RoadModel::source() const { return {"road", details_}; }

}  // namespace maillage::network
