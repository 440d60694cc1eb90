#include "maillage/network/search.hpp"

#include <algorithm>

#include "label_search.hpp"
#include "maillage/core/error.hpp"

namespace maillage::network {
namespace {

void check_limit(std::uint32_t limit) {
  if (limit > longest_ms)
    throw Error(ErrorCode::usage, "the time limit is over 24 days", "give a smaller limit");
}

template <class Payload>
void run_search(LabelSearch<Payload>& search, const RoadGraph& graph, Sense sense) {
  if (sense == Sense::leaving) {
    search.run([&](NodeIndex node) { return graph.leaving(node); });
  } else {
    search.run([&](NodeIndex node) { return graph.arriving(node); });
  }
}

}  // namespace

struct BoundedSearch::State {
  const RoadGraph& graph;
  Sense sense;
  LabelSearch<NoPayload> search;
  std::uint64_t work = 0;
};

BoundedSearch::BoundedSearch(const RoadGraph& graph, Sense sense)
    : state_(new State{graph, sense, LabelSearch<NoPayload>(graph.nodes())}) {}
BoundedSearch::~BoundedSearch() = default;
BoundedSearch::BoundedSearch(BoundedSearch&&) noexcept = default;
BoundedSearch& BoundedSearch::operator=(BoundedSearch&&) noexcept = default;

void BoundedSearch::run(std::span<const Seed> seeds, std::uint32_t limit) {
  check_limit(limit);
  state_->search.start(limit);
  for (const Seed& seed : seeds) state_->search.seed(seed.node, seed.ms, {});
  run_search(state_->search, state_->graph, state_->sense);
  state_->work += state_->search.expanded();
}

std::uint32_t BoundedSearch::ms(NodeIndex node) const {
  return state_->search.found(node) ? state_->search.label(node).ms : impassable;
}
std::span<const NodeIndex> BoundedSearch::reached() const { return state_->search.reached(); }
std::uint64_t BoundedSearch::work() const { return state_->work; }

struct NearestSearch::State {
  const RoadGraph& graph;
  Sense sense;
  LabelSearch<FromSource> search;
  std::uint64_t work = 0;
};

NearestSearch::NearestSearch(const RoadGraph& graph, Sense sense)
    : state_(new State{graph, sense, LabelSearch<FromSource>(graph.nodes())}) {}
NearestSearch::~NearestSearch() = default;
NearestSearch::NearestSearch(NearestSearch&&) noexcept = default;
NearestSearch& NearestSearch::operator=(NearestSearch&&) noexcept = default;

void NearestSearch::run(std::span<const Seed> seeds, std::span<const std::uint32_t> numbers,
                        std::uint32_t limit) {
  check_limit(limit);
  state_->search.start(limit);
  for (std::size_t i = 0; i < seeds.size(); ++i)
    state_->search.seed(seeds[i].node, seeds[i].ms, {numbers[i]});
  run_search(state_->search, state_->graph, state_->sense);
  state_->work += state_->search.expanded();
}

NearestSearch::Nearest NearestSearch::at(NodeIndex node) const {
  if (!state_->search.found(node)) return {};
  return {state_->search.label(node).ms, state_->search.label(node).payload.source};
}
std::uint64_t NearestSearch::work() const { return state_->work; }

struct PathSearch::State {
  const RoadGraph& graph;
  LabelSearch<CameBy> search;
};

PathSearch::PathSearch(const RoadGraph& graph)
    : state_(new State{graph, LabelSearch<CameBy>(graph.nodes())}) {}
PathSearch::~PathSearch() = default;
PathSearch::PathSearch(PathSearch&&) noexcept = default;
PathSearch& PathSearch::operator=(PathSearch&&) noexcept = default;

std::optional<Path> PathSearch::run(NodeIndex from, NodeIndex to, std::uint32_t limit) {
  check_limit(limit);
  const RoadGraph& graph = state_->graph;
  LabelSearch<CameBy>& search = state_->search;
  search.start(limit);
  search.seed(from, 0, {});
  search.run_until([&](NodeIndex node) { return graph.leaving(node); }, to);
  if (!search.found(to)) return std::nullopt;
  Path path;
  path.ms = search.label(to).ms;
  path.nodes.push_back(to);
  // A label is only replaced by a smaller time, so the way back never turns in a circle, not even at no cost.
  for (CameBy came = search.label(to).payload; came.node != no_index;
       came = search.label(came.node).payload) {
    const EdgeIndex edge = graph.first_edge(came.node) + came.edge;
    const EdgeRoad of = graph.edge_road(edge);
    path.mm += of.backward ? graph.road(of.road).backward_mm : graph.road(of.road).forward_mm;
    path.edges.push_back(edge);
    path.nodes.push_back(came.node);
  }
  std::reverse(path.nodes.begin(), path.nodes.end());
  std::reverse(path.edges.begin(), path.edges.end());
  return path;
}

}  // namespace maillage::network
