#include "maillage/network/builder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "hilbert.hpp"
#include "maillage/core/error.hpp"

namespace maillage::network {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool finite(geo::XY p) { return std::isfinite(p.x) && std::isfinite(p.y); }

std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return (a * 0x9E3779B97F4A7C15ULL) ^ std::rotl(b, 29); }

std::uint64_t cell_key(double x, double y) {
  // + 0.0 makes -0 and 0 one cell.
  return mix(std::bit_cast<std::uint64_t>(x + 0.0), std::bit_cast<std::uint64_t>(y + 0.0));
}

}  // namespace

std::int64_t edge_milliseconds(double metres, double kmh) {
  const double ms = 3.6e6 * (metres / 1000) / kmh;
  return ms < 0x1p62 ? std::llround(ms) : std::int64_t{1} << 62U;
}

GraphBuilder::GraphBuilder(BuildOptions options, Diagnostics& diagnostics)
    : options_(options), diagnostics_(diagnostics) {
  if (!(options.join_tolerance >= 0) || !std::isfinite(options.join_tolerance)) {
    throw Error(ErrorCode::usage, "the tolerance for joining nodes is negative or not a number",
                "give 0 or more");
  }
}

NodeIndex GraphBuilder::new_node(std::string key, geo::XY position) {
  if (positions_.size() >= longest_ms) throw Error(ErrorCode::limit, "the network has more than 2^31 nodes");
  keys_.push_back(std::move(key));
  positions_.push_back(position);
  return static_cast<NodeIndex>(positions_.size() - 1);
}

NodeIndex GraphBuilder::node(std::string_view key) {
  const auto [entry, added] = by_key_.try_emplace(std::string(key), 0);
  if (added) entry->second = new_node(std::string(key), {not_a_number, not_a_number});
  return entry->second;
}

NodeIndex GraphBuilder::node(std::int64_t key) { return node(std::to_string(key)); }

void GraphBuilder::place(NodeIndex node, geo::XY position) {
  if (!finite(positions_[node])) positions_[node] = position;
}

// With a tolerance: the nearest node of the 9 cells around, cells as wide as the tolerance; ties by age.
NodeIndex GraphBuilder::node_at(geo::XY position) {
  const double tolerance = options_.join_tolerance;
  const bool exact = tolerance == 0;
  const double cell_x = exact ? position.x : std::floor(position.x / tolerance);
  const double cell_y = exact ? position.y : std::floor(position.y / tolerance);
  NodeIndex best = no_index;
  double best_distance = tolerance;
  const int reach = exact ? 0 : 1;
  for (int dx = -reach; dx <= reach; ++dx) {
    for (int dy = -reach; dy <= reach; ++dy) {
      const auto cell = by_cell_.find(cell_key(cell_x + dx, cell_y + dy));
      if (cell == by_cell_.end()) continue;
      for (const NodeIndex node : cell->second) {
        const double distance = geo::distance(positions_[node], position);
        const bool better = distance < best_distance || (distance == best_distance && node < best);
        if (better) best = node, best_distance = distance;
      }
    }
  }
  if (best != no_index) return best;
  const NodeIndex created = new_node({}, position);
  by_cell_[cell_key(cell_x, cell_y)].push_back(created);
  return created;
}

void GraphBuilder::drop(Severity severity, std::string_view code, std::string_view id,
                        std::string_view message, std::string_view hint) {
  diagnostics_.add(severity, code, "network", id, message, hint);
}

bool GraphBuilder::refuse(const RoadInput& road) {
  const auto error = [&](std::string_view code, std::string_view message, std::string_view hint) {
    drop(Severity::error, code, road.id, message, hint);
    return true;
  };
  if (road.closed) {
    drop(Severity::note, "road-closed", road.id, "closed roads are left out", "");
    return true;
  }
  if (!(road.length_m >= 0) || !(road.length_m <= 4294967.0)) {
    return error("road-length-invalid",
                 "roads whose length is negative, over 4 294 km or not a number were left out",
                 "correct the length, in metres");
  }
  if (road.ms < 0) {
    return error("road-time-invalid", "roads with a negative time were left out",
                 "correct the speed or the duration");
  }
  if (road.ms > longest_ms) {
    return error("road-too-slow", "roads that take more than 24 days were left out",
                 "check the units of length and speed");
  }
  const bool by_coordinates = road.from == no_index || road.to == no_index;
  if (by_coordinates && road.line.size() < 2) {
    return error("road-without-node", "roads without node ids and without a line were left out",
                 "give the ids of both ends, or a geometry");
  }
  if (!std::all_of(road.line.begin(), road.line.end(), finite)) {
    return error("road-geometry-invalid", "roads with coordinates that are not finite were left out",
                 "repair the geometry");
  }
  return false;
}

bool GraphBuilder::add(const RoadInput& input) {
  if (refuse(input)) return false;
  if (roads_.size() >= longest_ms) throw Error(ErrorCode::limit, "the network has more than 2^31 roads");
  const NodeIndex from = input.from != no_index ? input.from : node_at(input.line.front());
  const NodeIndex to = input.to != no_index ? input.to : node_at(input.line.back());
  if (from == to && input.ms == 0 && input.length_m == 0) {
    drop(Severity::note, "road-going-nowhere", input.id,
         "roads of no length from a node to itself were left out", "");
    return false;
  }
  if (input.line.size() >= 2) {
    place(from, input.line.front());
    place(to, input.line.back());
    if (input.joinable) points_.insert(points_.end(), input.line.begin(), input.line.end());
  }
  point_starts_.push_back(points_.size());
  Road road{from, to};
  const auto ms = static_cast<std::uint32_t>(input.ms);
  const auto mm = static_cast<std::uint32_t>(std::llround(input.length_m * 1000));
  if (input.direction != Direction::backward) road.forward_ms = ms, road.forward_mm = mm;
  if (input.direction != Direction::forward) road.backward_ms = ms, road.backward_mm = mm;
  roads_.push_back(road);
  return true;
}

namespace {

struct EdgeRecord {
  NodeIndex from, to;
  std::uint32_t ms;
  std::uint32_t road;  // road · 2 + backward
};

std::vector<EdgeRecord> edge_records(const std::vector<Road>& roads) {
  std::vector<EdgeRecord> records;
  for (RoadIndex r = 0; r < roads.size(); ++r) {
    const Road& road = roads[r];
    if (road.forward_ms != impassable) records.push_back({road.from, road.to, road.forward_ms, r * 2});
    if (road.backward_ms != impassable) records.push_back({road.to, road.from, road.backward_ms, r * 2 + 1});
  }
  return records;
}

// Counting sort into rows; within a row the order of the records.
template <class Row, class Place>
std::vector<std::uint32_t> sort_rows(const std::vector<EdgeRecord>& records, std::size_t nodes, Row row,
                                     Place place) {
  std::vector<std::uint32_t> starts(nodes + 1, 0);
  for (const EdgeRecord& record : records) ++starts[row(record) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (const EdgeRecord& record : records) place(next[row(record)]++, record);
  return starts;
}

// The nodes in the order of the curve; ties by age.
std::vector<NodeIndex> hilbert_order(const std::vector<geo::XY>& positions) {
  geo::Box box;
  for (const geo::XY p : positions) {
    if (finite(p)) box.add(p);
  }
  std::vector<std::pair<std::uint32_t, NodeIndex>> order(positions.size());
  for (NodeIndex n = 0; n < positions.size(); ++n) order[n] = {hilbert_distance(positions[n], box), n};
  std::sort(order.begin(), order.end());
  std::vector<NodeIndex> nodes(positions.size());
  std::transform(order.begin(), order.end(), nodes.begin(), [](const auto& entry) { return entry.second; });
  return nodes;
}

}  // namespace

RoadGraph GraphBuilder::build() {
  if (roads_.empty()) {
    std::string why;
    for (const Diagnostic& d : diagnostics_.all()) {
      if (d.subject != "network" || d.severity != Severity::error) continue;
      why += (why.empty() ? ": " : "; ") + std::to_string(d.count) + " × " + d.message;
    }
    throw Error(ErrorCode::input, "the network has no usable road" + why,
                "check the columns of length, speed, class and direction, and their units");
  }
  merge_twins();
  by_key_.clear();
  by_cell_.clear();

  RoadGraph graph;
  graph.crs_ = options_.crs;
  const std::vector<NodeIndex> order = hilbert_order(positions_);
  std::vector<NodeIndex> renumbered(order.size());
  for (NodeIndex n = 0; n < order.size(); ++n) renumbered[order[n]] = n;
  for (Road& road : roads_) road.from = renumbered[road.from], road.to = renumbered[road.to];
  for (const NodeIndex old : order) {
    graph.positions_.push_back(positions_[old]);
    graph.keys_ += keys_[old];
    graph.key_starts_.push_back(graph.keys_.size());
  }
  for (NodeIndex n = 0; n < order.size(); ++n) {
    if (!graph.key(n).empty()) graph.by_key_.push_back(n);
  }
  std::sort(graph.by_key_.begin(), graph.by_key_.end(),
            [&](NodeIndex a, NodeIndex b) { return graph.key(a) < graph.key(b); });

  const std::vector<EdgeRecord> records = edge_records(roads_);
  graph.forward_.resize(records.size());
  graph.backward_.resize(records.size());
  graph.edge_roads_.resize(records.size());
  graph.forward_starts_ = sort_rows(
      records, order.size(), [](const EdgeRecord& e) { return e.from; },
      [&](std::size_t slot, const EdgeRecord& e) {
        graph.forward_[slot] = {e.to, e.ms};
        graph.edge_roads_[slot] = e.road;
      });
  graph.backward_starts_ = sort_rows(
      records, order.size(), [](const EdgeRecord& e) { return e.to; },
      [&](std::size_t slot, const EdgeRecord& e) { graph.backward_[slot] = {e.from, e.ms}; });
  graph.roads_ = std::move(roads_);
  graph.points_ = std::move(points_);
  graph.point_starts_ = std::move(point_starts_);
  Components components = strong_components(graph.forward_starts_, graph.forward_);
  graph.components_ = std::move(components.of);
  graph.component_sizes_ = std::move(components.sizes);
  roads_.clear(), points_.clear(), positions_.clear(), keys_.clear(), point_starts_.assign(1, 0);
  return graph;
}

}  // namespace maillage::network
