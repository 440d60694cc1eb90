#include <algorithm>
#include <memory>
#include <mutex>
#include <numeric>

#include "limit.hpp"
#include "maillage/network/model.hpp"

namespace maillage::network {
namespace {

struct Offer {
  std::uint32_t target;
  std::uint32_t ms;
};

// The side that is not searched from, ready to be met: by node, and by the road or node places stand on.
class Targets {
 public:
  Targets(const RoadGraph& graph, std::span<const Anchor> anchors, Sense sense) : anchors_(anchors) {
    starts_.assign(graph.nodes() + 1, 0);
    std::vector<Seeds> ends;
    ends.reserve(anchors.size());
    for (const Anchor& anchor : anchors) {
      ends.push_back(seeds(graph, anchor, sense));
      for (const Seed& seed : ends.back().span()) ++starts_[seed.node + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    offers_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t t = 0; t < anchors.size(); ++t) {
      for (const Seed& seed : ends[t].span()) offers_[next[seed.node]++] = {t, seed.ms};
      if (anchors[t].on != Anchor::On::nothing) by_support_.push_back(t);
    }
    std::stable_sort(by_support_.begin(), by_support_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return support(anchors[a]) < support(anchors[b]);
    });
  }

  [[nodiscard]] std::size_t size() const { return anchors_.size(); }
  [[nodiscard]] const Anchor& anchor(std::uint32_t target) const { return anchors_[target]; }
  [[nodiscard]] std::span<const Offer> at(NodeIndex node) const {
    return {offers_.data() + starts_[node], offers_.data() + starts_[node + 1]};
  }
  // The targets on the same road, or at the same node.
  [[nodiscard]] std::span<const std::uint32_t> beside(const Anchor& anchor) const {
    const auto [begin, end] =
        std::equal_range(by_support_.begin(), by_support_.end(), support(anchor), Less{anchors_});
    return {begin, end};
  }

 private:
  static std::uint64_t support(const Anchor& anchor) {
    return (std::uint64_t{anchor.on == Anchor::On::road} << 32U) | anchor.index;
  }
  struct Less {
    std::span<const Anchor> anchors;
    bool operator()(std::uint32_t target, std::uint64_t wanted) const {
      return support(anchors[target]) < wanted;
    }
    bool operator()(std::uint64_t wanted, std::uint32_t target) const {
      return wanted < support(anchors[target]);
    }
  };

  std::span<const Anchor> anchors_;
  std::vector<std::uint32_t> starts_;
  std::vector<Offer> offers_;
  std::vector<std::uint32_t> by_support_;
};

// Working memory of one thread: one search, and the best offer to each target.
class Row {
 public:
  Row(const RoadGraph& graph, const Targets& targets, Sense sense, std::uint32_t limit)
      : graph_(graph),
        targets_(targets),
        sense_(sense),
        limit_(limit),
        search_(graph, sense),
        best_(targets.size(), impassable) {}

  // Appends the times between `anchor` and all targets, by increasing target.
  void append(const Anchor& anchor, std::vector<travel::Time>& times) {
    if (anchor.on == Anchor::On::nothing) return;
    const Seeds starts = seeds(graph_, anchor, sense_);
    search_.run(starts.span(), limit_);
    for (const NodeIndex node : search_.reached()) {
      const std::span<const Offer> offers = targets_.at(node);
      if (offers.empty()) continue;
      const std::uint64_t ms = search_.ms(node);
      for (const Offer& offer : offers) propose(offer.target, ms + offer.ms);
    }
    for (const std::uint32_t target : targets_.beside(anchor)) {
      const Anchor& other = targets_.anchor(target);
      const auto ms =
          sense_ == Sense::leaving ? ms_along(graph_, anchor, other) : ms_along(graph_, other, anchor);
      if (ms) propose(target, *ms);
    }
    collect(times);
  }
  [[nodiscard]] std::uint64_t work() const { return search_.work(); }

 private:
  void propose(std::uint32_t target, std::uint64_t ms) {
    if (ms > limit_ || ms >= best_[target]) return;
    if (best_[target] == impassable) touched_.push_back(target);
    best_[target] = static_cast<std::uint32_t>(ms);
  }

  void collect(std::vector<travel::Time>& times) {
    if (touched_.size() * 8 > targets_.size()) {  // dense: reading all in order is cheaper than sorting
      for (std::uint32_t t = 0; t < best_.size(); ++t) {
        if (best_[t] == impassable) continue;
        times.push_back({t, best_[t]});
        best_[t] = impassable;
      }
    } else {
      std::sort(touched_.begin(), touched_.end());
      for (const std::uint32_t t : touched_) {
        times.push_back({t, best_[t]});
        best_[t] = impassable;
      }
    }
    touched_.clear();
  }

  const RoadGraph& graph_;
  const Targets& targets_;
  Sense sense_;
  std::uint32_t limit_;
  BoundedSearch search_;
  std::vector<std::uint32_t> best_;
  std::vector<std::uint32_t> touched_;
};

// As many working memories as threads that run at once.
class RowPool {
 public:
  RowPool(const RoadGraph& graph, const Targets& targets, Sense sense, std::uint32_t limit)
      : graph_(graph), targets_(targets), sense_(sense), limit_(limit) {}

  std::unique_ptr<Row> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Row> row = std::move(free_.back());
        free_.pop_back();
        return row;
      }
    }
    return std::make_unique<Row>(graph_, targets_, sense_, limit_);
  }
  void give(std::unique_ptr<Row> row) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(row));
  }
  [[nodiscard]] std::uint64_t work() const {
    return std::accumulate(free_.begin(), free_.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& row) { return sum + row->work(); });
  }

 private:
  const RoadGraph& graph_;
  const Targets& targets_;
  Sense sense_;
  std::uint32_t limit_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Row>> free_;
};

struct Rows {
  std::vector<std::uint64_t> offsets{0};
  std::vector<travel::Time> entries;
};

Rows search_rows(const RoadGraph& graph, std::span<const Anchor> searched, const Targets& targets,
                 Sense sense, std::uint32_t limit, const Execution& execution, Work* work) {
  constexpr std::size_t grain = 16;
  RowPool pool(graph, targets, sense, limit);
  std::vector<std::vector<travel::Time>> pieces((searched.size() + grain - 1) / grain);
  std::vector<std::uint32_t> counts(searched.size(), 0);
  parallel_ranges(searched.size(), grain, execution, [&](std::size_t begin, std::size_t end) {
    std::unique_ptr<Row> row = pool.take();
    std::vector<travel::Time>& piece = pieces[begin / grain];
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t before = piece.size();
      row->append(searched[i], piece);
      counts[i] = static_cast<std::uint32_t>(piece.size() - before);
    }
    pool.give(std::move(row));
  });
  if (work != nullptr) {
    work->nodes += pool.work();
    work->searches += static_cast<std::uint64_t>(std::count_if(
        searched.begin(), searched.end(), [](const Anchor& a) { return a.on != Anchor::On::nothing; }));
  }
  Rows rows;
  rows.offsets.reserve(searched.size() + 1);
  for (const std::uint32_t count : counts) rows.offsets.push_back(rows.offsets.back() + count);
  rows.entries.reserve(rows.offsets.back());
  for (std::vector<travel::Time>& piece : pieces) {
    rows.entries.insert(rows.entries.end(), piece.begin(), piece.end());
    std::vector<travel::Time>().swap(piece);
  }
  return rows;
}

// Rows by destination to rows by origin; reading destinations in order leaves each row sorted.
Rows transpose(const Rows& rows, std::size_t origins) {
  Rows turned;
  turned.offsets.assign(origins + 1, 0);
  for (const travel::Time& entry : rows.entries) ++turned.offsets[entry.destination + 1];
  std::partial_sum(turned.offsets.begin(), turned.offsets.end(), turned.offsets.begin());
  std::vector<std::uint64_t> next(turned.offsets.begin(), turned.offsets.end() - 1);
  turned.entries.resize(rows.entries.size());
  for (std::uint32_t destination = 0; destination + 1 < rows.offsets.size(); ++destination) {
    for (std::uint64_t i = rows.offsets[destination]; i < rows.offsets[destination + 1]; ++i) {
      turned.entries[next[rows.entries[i].destination]++] = {destination, rows.entries[i].milliseconds};
    }
  }
  return turned;
}

}  // namespace

travel::TravelTimes times_between(const RoadGraph& graph, std::span<const Anchor> origins,
                                  std::span<const Anchor> destinations, Milliseconds limit,
                                  const Execution& execution, Work* work) {
  const std::uint32_t most = checked_limit(limit);
  Rows rows;
  if (origins.size() <= destinations.size()) {
    const Targets targets(graph, destinations, Sense::arriving);
    rows = search_rows(graph, origins, targets, Sense::leaving, most, execution, work);
  } else {
    const Targets targets(graph, origins, Sense::leaving);
    rows = transpose(search_rows(graph, destinations, targets, Sense::arriving, most, execution, work),
                     origins.size());
  }
  travel::TravelTimes times;
  times.offsets = std::move(rows.offsets);
  times.entries = std::move(rows.entries);
  times.destinations = destinations.size();
  times.limit = limit;
  return times;
}

}  // namespace maillage::network
