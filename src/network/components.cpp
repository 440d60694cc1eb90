#include <algorithm>
#include <numeric>

#include "maillage/network/graph.hpp"

namespace maillage::network {
namespace {

constexpr std::uint32_t unseen = no_index;

// Tarjan's algorithm with its own stack: a chain of a million nodes must not overflow the machine's.
class Tarjan {
 public:
  Tarjan(std::span<const std::uint32_t> starts, std::span<const Edge> edges)
      : starts_(starts),
        edges_(edges),
        order_(starts.size() - 1, unseen),
        low_(starts.size() - 1),
        component_(starts.size() - 1, unseen) {}

  std::vector<std::uint32_t> run() {
    for (NodeIndex root = 0; root < order_.size(); ++root) {
      if (order_[root] == unseen) visit(root);
    }
    return std::move(component_);
  }
  [[nodiscard]] std::uint32_t count() const { return components_; }

 private:
  struct Frame {
    NodeIndex node;
    std::uint32_t next_edge;
  };

  void enter(NodeIndex node) {
    order_[node] = low_[node] = seen_++;
    open_.push_back(node);
    frames_.push_back({node, starts_[node]});
  }

  void visit(NodeIndex root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const NodeIndex node = frame.node;
      if (frame.next_edge < starts_[node + 1]) {
        const NodeIndex next = edges_[frame.next_edge++].node;
        if (order_[next] == unseen) {
          enter(next);
        } else if (component_[next] == unseen) {
          low_[node] = std::min(low_[node], order_[next]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(NodeIndex root) {
    NodeIndex node = no_index;
    do {
      node = open_.back();
      open_.pop_back();
      component_[node] = components_;
    } while (node != root);
    ++components_;
  }

  std::span<const std::uint32_t> starts_;
  std::span<const Edge> edges_;
  std::vector<std::uint32_t> order_, low_, component_;
  std::vector<NodeIndex> open_;
  std::vector<Frame> frames_;
  std::uint32_t seen_ = 0;
  std::uint32_t components_ = 0;
};

}  // namespace

Components strong_components(std::span<const std::uint32_t> starts, std::span<const Edge> edges) {
  Tarjan tarjan(starts, edges);
  std::vector<std::uint32_t> found = tarjan.run();
  std::vector<std::uint32_t> sizes(tarjan.count(), 0);
  std::vector<NodeIndex> lowest(tarjan.count(), no_index);
  for (NodeIndex node = 0; node < found.size(); ++node) {
    ++sizes[found[node]];
    lowest[found[node]] = std::min(lowest[found[node]], node);
  }
  std::vector<std::uint32_t> ranked(tarjan.count());
  std::iota(ranked.begin(), ranked.end(), 0U);
  std::sort(ranked.begin(), ranked.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : lowest[a] < lowest[b];
  });
  std::vector<std::uint32_t> rank(tarjan.count());
  Components result;
  for (std::uint32_t r = 0; r < ranked.size(); ++r) {
    rank[ranked[r]] = r;
    result.sizes.push_back(sizes[ranked[r]]);
  }
  for (std::uint32_t& component : found) component = rank[component];
  result.of = std::move(found);
  return result;
}

}  // namespace maillage::network
