#pragma once
// The one search kernel: Dijkstra (1959) with buckets of a few seconds instead of a heap (Dial 1969; Denardo
// and Fox 1979), exact for whole numbers: within a bucket labels may be corrected, so the order inside it
// does not matter.
//
// A label is a time and a Payload carried along: nothing, the edge it came by, or the source it belongs to.
// Labels are stamped with the number of the run instead of being cleared: a small search on a large graph
// costs only itself.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "maillage/core/interrupt.hpp"
#include "maillage/network/graph.hpp"

namespace maillage::network {

struct NoPayload {
  static bool before(NoPayload, NoPayload) { return false; }
  [[nodiscard]] NoPayload along(NodeIndex, std::uint32_t) const { return {}; }
};
// The node and the edge (its place in the row of that node) a label came by.
struct CameBy {
  NodeIndex node = no_index;
  std::uint32_t edge = 0;
  static bool before(CameBy, CameBy) { return false; }
  [[nodiscard]] CameBy along(NodeIndex node_before, std::uint32_t place) const {
    return {node_before, place};
  }
};
// The source a label starts from; at equal times the lowest number wins.
struct FromSource {
  std::uint32_t source = no_index;
  static bool before(FromSource a, FromSource b) { return a.source < b.source; }
  [[nodiscard]] FromSource along(NodeIndex, std::uint32_t) const { return *this; }
};

template <class Payload>
class LabelSearch {
 public:
  struct Label {
    std::uint32_t ms = 0;
    std::uint32_t run = 0;
    [[no_unique_address]] Payload payload;
  };

  // rows(node): the edges to follow from a node.
  explicit LabelSearch(std::size_t nodes) : labels_(nodes) {}

  void start(std::uint32_t limit) {
    if (++run_ == 0) {  // after 4 billion runs the stamps would repeat
      for (Label& label : labels_) label.run = 0;
      run_ = 1;
    }
    limit_ = limit;
    shift_ = 12;  // 4.096 s
    while ((limit >> shift_) >= most_buckets) ++shift_;
    const std::size_t needed = (limit >> shift_) + std::size_t{1};
    if (buckets_.size() < needed) buckets_.resize(needed);
    reached_.clear();
    expanded_ = 0;
    last_ = 0;
  }

  void seed(NodeIndex node, std::uint32_t ms, Payload payload) { improve(node, ms, payload); }

  template <class Rows>
  void run(Rows rows) {
    run_until(rows, no_index);
  }

  // Stops once the label of `target` is final.
  template <class Rows>
  void run_until(Rows rows, NodeIndex target) {
    for (std::size_t b = 0; b <= last_; ++b) {
      // By number, not by iterator: the bucket grows while it is read.
      for (std::size_t i = 0; i < buckets_[b].size(); ++i) {
        const Entry entry = buckets_[b][i];
        const Label label = labels_[entry.node];
        if (label.ms != entry.ms || Payload::before(label.payload, entry.payload)) continue;
        expand(entry, rows(entry.node));
      }
      buckets_[b].clear();
      if (target != no_index && found(target) && (labels_[target].ms >> shift_) <= b) break;
    }
    for (std::size_t b = 0; b <= last_; ++b) buckets_[b].clear();
  }

  [[nodiscard]] bool found(NodeIndex node) const { return labels_[node].run == run_; }
  [[nodiscard]] const Label& label(NodeIndex node) const { return labels_[node]; }
  // Every node with a label, in the order of the first one it got.
  [[nodiscard]] std::span<const NodeIndex> reached() const { return reached_; }
  [[nodiscard]] std::uint64_t expanded() const { return expanded_; }

 private:
  static constexpr std::uint32_t most_buckets = 1U << 16U;
  struct Entry {
    NodeIndex node;
    std::uint32_t ms;
    [[no_unique_address]] Payload payload;
  };

  void expand(const Entry& entry, std::span<const Edge> edges) {
    if ((++expanded_ & 0xffff) == 0) throw_if_interrupted();  // a search may cover a whole country
    for (std::uint32_t place = 0; place < edges.size(); ++place) {
      // Both are at most 2^31 - 1: no overflow.
      improve(edges[place].node, entry.ms + edges[place].ms, entry.payload.along(entry.node, place));
    }
  }

  void improve(NodeIndex node, std::uint32_t ms, Payload payload) {
    if (ms > limit_) return;
    Label& label = labels_[node];
    if (label.run != run_) {
      reached_.push_back(node);
    } else if (ms > label.ms || (ms == label.ms && !Payload::before(payload, label.payload))) {
      return;
    }
    label = {ms, run_, payload};
    const std::size_t bucket = ms >> shift_;
    last_ = std::max(last_, bucket);
    buckets_[bucket].push_back({node, ms, payload});
  }

  std::vector<Label> labels_;
  std::vector<std::vector<Entry>> buckets_;
  std::vector<NodeIndex> reached_;
  std::uint32_t run_ = 0;
  std::uint32_t limit_ = 0;
  unsigned shift_ = 12;
  std::size_t last_ = 0;
  std::uint64_t expanded_ = 0;
};

}  // namespace maillage::network
