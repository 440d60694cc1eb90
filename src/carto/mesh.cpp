#include "mesh.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace maillage::carto {

namespace {

struct Edge {
  GridPoint from, to;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

struct Chain {
  GridLine points;
  bool closed = false;  // does not repeat its first point then
};

// Both directions of every edge, sorted by start: an adjacency list.
struct Graph {
  std::vector<Edge> arcs;
  std::vector<std::uint8_t> used;

  explicit Graph(const std::vector<Edge>& edges) {
    for (const Edge& e : edges) arcs.push_back(e), arcs.push_back({e.to, e.from});
    std::sort(arcs.begin(), arcs.end());
    used.assign(arcs.size(), 0);
  }
  [[nodiscard]] std::size_t first(GridPoint p) const {
    return static_cast<std::size_t>(
        std::partition_point(arcs.begin(), arcs.end(), [&](const Edge& e) { return e.from < p; }) -
        arcs.begin());
  }
  [[nodiscard]] std::size_t degree(GridPoint p) const {
    std::size_t n = 0;
    for (std::size_t i = first(p); i < arcs.size() && arcs[i].from == p; ++i) ++n;
    return n;
  }
  void use(std::size_t arc) {
    used[arc] = 1;
    const Edge back{arcs[arc].to, arcs[arc].from};
    used[static_cast<std::size_t>(std::lower_bound(arcs.begin(), arcs.end(), back) - arcs.begin())] = 1;
  }
  // Follows unused arcs from `arc` through points of degree 2.
  Chain chain(std::size_t arc) {
    Chain path;
    const GridPoint start = arcs[arc].from;
    path.points.push_back(start);
    for (;;) {
      use(arc);
      const GridPoint at = arcs[arc].to;
      if (at == start) {
        path.closed = true;
        return path;
      }
      path.points.push_back(at);
      if (degree(at) != 2) return path;
      std::size_t next = first(at);
      if (used[next] != 0) ++next;
      if (next >= arcs.size() || arcs[next].from != at || used[next] != 0) return path;
      arc = next;
    }
  }
};

std::vector<Chain> chains(const std::vector<Edge>& edges) {
  Graph graph(edges);
  std::vector<Chain> out;
  // Junctions and ends first, closed loops afterwards.
  for (const bool junctions : {true, false})
    for (std::size_t i = 0; i < graph.arcs.size(); ++i)
      if (graph.used[i] == 0 && (!junctions || graph.degree(graph.arcs[i].from) != 2))
        out.push_back(graph.chain(i));
  return out;
}

Path path_of(const std::vector<Chain>& lines) {
  Path out;
  for (const Chain& line : lines) {
    SubPath sub;
    sub.closed = line.closed;
    for (const GridPoint p : line.points) sub.points.push_back(on_page(p));
    out.push_back(std::move(sub));
  }
  return out;
}

// Edges of all lines, the smaller end first, sorted; an edge of several lines comes several times.
std::vector<Edge> sorted_edges(const std::vector<GridLine>& lines, bool closed) {
  std::vector<Edge> edges;
  for (const GridLine& line : lines)
    for (std::size_t i = 0; i + (closed ? 0 : 1) < line.size(); ++i) {
      const GridPoint a = line[i], b = line[(i + 1) % line.size()];
      if (a != b) edges.push_back(a < b ? Edge{a, b} : Edge{b, a});
    }
  std::sort(edges.begin(), edges.end());
  return edges;
}

double distance_to_segment(GridPoint p, GridPoint a, GridPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
  return std::hypot(px - t * dx, py - t * dy);
}

// Points of `line` between first and last that Douglas and Peucker (1973) keep, added to `kept`.
void keep_between(const GridLine& line, std::size_t first, std::size_t last, double tolerance,
                  GridLine& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> spans{{first, last}};
  while (!spans.empty()) {
    const auto [begin, end] = spans.back();
    spans.pop_back();
    double most = tolerance;
    std::size_t farthest = 0;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const double d = distance_to_segment(line[i], line[begin], line[end]);
      if (d > most) most = d, farthest = i;
    }
    if (farthest == 0) continue;
    kept.push_back(line[farthest]);
    spans.emplace_back(begin, farthest);
    spans.emplace_back(farthest, end);
  }
}

void keep_of_chain(Chain chain, double tolerance, GridLine& kept) {
  GridLine& points = chain.points;
  if (chain.closed) points.push_back(points.front());
  kept.push_back(points.front());
  kept.push_back(points.back());
  keep_between(points, 0, points.size() - 1, tolerance, kept);
}

std::int64_t twice_area(const GridLine& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

}  // namespace

GridLine grid_ring(const geo::Ring& ring, const ToPage& to_page, bool hole) {
  GridLine out;
  for (const geo::XY p : ring) {
    const GridPoint g = to_page.grid(p);
    if (out.empty() || out.back() != g) out.push_back(g);
  }
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  const std::int64_t area = out.size() < 3 ? 0 : twice_area(out);
  if (area == 0) return {};
  if ((area > 0) == hole) std::reverse(out.begin(), out.end());
  return out;
}

std::vector<GridLine> grid_rings(const geo::MultiPolygon& area, const ToPage& to_page) {
  std::vector<GridLine> out;
  const auto add = [&](const geo::Ring& ring, bool hole) {
    GridLine line = grid_ring(ring, to_page, hole);
    if (!line.empty()) out.push_back(std::move(line));
  };
  for (const geo::Polygon& polygon : area) {
    add(polygon.outer, false);
    for (const geo::Ring& hole : polygon.holes) add(hole, true);
  }
  return out;
}

void append(Path& path, const std::vector<GridLine>& rings) {
  for (const GridLine& ring : rings) {
    if (ring.empty()) continue;
    SubPath sub;
    for (const GridPoint p : ring) sub.points.push_back(on_page(p));
    path.push_back(std::move(sub));
  }
}

void simplify(std::vector<GridLine>& rings, double tolerance) {
  std::vector<Edge> edges = sorted_edges(rings, true);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  GridLine kept;
  for (Chain& chain : chains(edges)) keep_of_chain(std::move(chain), tolerance * grid_per_point, kept);
  std::sort(kept.begin(), kept.end());
  for (GridLine& ring : rings) {
    std::erase_if(ring, [&](GridPoint p) { return !std::binary_search(kept.begin(), kept.end(), p); });
    if (ring.size() < 3 || twice_area(ring) == 0) ring.clear();
  }
}

Borders borders(const std::vector<GridLine>& rings, bool closed) {
  const std::vector<Edge> edges = sorted_edges(rings, closed);
  std::vector<Edge> shared, single;
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t end = i + 1;
    while (end < edges.size() && edges[end] == edges[i]) ++end;
    (end - i > 1 ? shared : single).push_back(edges[i]);
    i = end;
  }
  return {path_of(chains(shared)), path_of(chains(single))};
}

}  // namespace maillage::carto
