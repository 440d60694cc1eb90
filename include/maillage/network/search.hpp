#pragma once
// Shortest times on the graph: exact, bounded by a limit, in whole milliseconds. Query objects hold the
// working memory of one thread and are used again and again: construction costs O(nodes), a search only what
// it reaches.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "maillage/network/graph.hpp"

namespace maillage::network {

// Where a search starts, and the time already spent there.
struct Seed {
  NodeIndex node = 0;
  std::uint32_t ms = 0;
  friend bool operator==(const Seed&, const Seed&) = default;
};

enum class Sense {
  leaving,   // along the edges: times from the seeds to every node
  arriving,  // against them: times from every node to the seeds
};

// Times between some seeds and all nodes within a limit. Bucket-queue Dijkstra; O(reached edges) in practice.
class BoundedSearch {
 public:
  // The graph must outlive the query.
  BoundedSearch(const RoadGraph& graph, Sense sense);
  ~BoundedSearch();
  BoundedSearch(BoundedSearch&&) noexcept;
  BoundedSearch& operator=(BoundedSearch&&) noexcept;

  // Several seeds: the least over all of them. limit <= longest_ms; what takes longer is not reached.
  void run(std::span<const Seed> seeds, std::uint32_t limit);
  // After run(): impassable when not reached.
  [[nodiscard]] std::uint32_t ms(NodeIndex node) const;
  // After run(): all nodes reached, each once, in no order to rely on.
  [[nodiscard]] std::span<const NodeIndex> reached() const;
  // Nodes whose edges were followed, corrections included, over all runs: the work done.
  [[nodiscard]] std::uint64_t work() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// For each node the nearest of several sources and its number, from one search over everything at once.
class NearestSearch {
 public:
  NearestSearch(const RoadGraph& graph, Sense sense);
  ~NearestSearch();
  NearestSearch(NearestSearch&&) noexcept;
  NearestSearch& operator=(NearestSearch&&) noexcept;

  struct Nearest {
    std::uint32_t ms = impassable;
    std::uint32_t source = no_index;  // at equal times the lowest number
    friend bool operator==(const Nearest&, const Nearest&) = default;
  };
  // sources[i] belongs to source numbers[i].
  void run(std::span<const Seed> seeds, std::span<const std::uint32_t> numbers, std::uint32_t limit);
  [[nodiscard]] Nearest at(NodeIndex node) const;
  [[nodiscard]] std::uint64_t work() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A shortest way from node to node. Among ways of equal time the choice is fixed by the graph alone.
struct Path {
  std::uint32_t ms = 0;
  std::uint64_t mm = 0;          // stated length, millimetres
  std::vector<NodeIndex> nodes;  // from … to; one node when they are the same
  std::vector<EdgeIndex> edges;  // one less than nodes
};

class PathSearch {
 public:
  explicit PathSearch(const RoadGraph& graph);
  ~PathSearch();
  PathSearch(PathSearch&&) noexcept;
  PathSearch& operator=(PathSearch&&) noexcept;

  // Nothing when there is no way within the limit.
  [[nodiscard]] std::optional<Path> run(NodeIndex from, NodeIndex to, std::uint32_t limit = longest_ms);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::network
