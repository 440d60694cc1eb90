#include "mesh.hpp"

#include <algorithm>
#include <cstdint>

namespace maillage::carto {

namespace {

struct Edge {
  GridPoint from, to;
  friend auto operator<=>(const Edge&, const Edge&) = default;
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
  SubPath chain(std::size_t arc) {
    SubPath path;
    path.closed = false;
    const GridPoint start = arcs[arc].from;
    path.points.push_back(on_page(start));
    for (;;) {
      use(arc);
      const GridPoint at = arcs[arc].to;
      if (at == start) {
        path.closed = true;
        return path;
      }
      path.points.push_back(on_page(at));
      if (degree(at) != 2) return path;
      std::size_t next = first(at);
      if (used[next] != 0) ++next;
      if (next >= arcs.size() || arcs[next].from != at || used[next] != 0) return path;
      arc = next;
    }
  }
};

Path chains(const std::vector<Edge>& edges) {
  Graph graph(edges);
  Path out;
  // Junctions and ends first, closed loops afterwards.
  for (const bool junctions : {true, false})
    for (std::size_t i = 0; i < graph.arcs.size(); ++i)
      if (graph.used[i] == 0 && (!junctions || graph.degree(graph.arcs[i].from) != 2))
        out.push_back(graph.chain(i));
  return out;
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
    SubPath sub;
    for (const GridPoint p : ring) sub.points.push_back(on_page(p));
    path.push_back(std::move(sub));
  }
}

Borders borders(const std::vector<GridLine>& rings, bool closed) {
  std::vector<Edge> edges;
  for (const GridLine& ring : rings)
    for (std::size_t i = 0; i + (closed ? 0 : 1) < ring.size(); ++i) {
      const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
      if (a != b) edges.push_back(a < b ? Edge{a, b} : Edge{b, a});
    }
  std::sort(edges.begin(), edges.end());
  std::vector<Edge> shared, single;
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t end = i + 1;
    while (end < edges.size() && edges[end] == edges[i]) ++end;
    (end - i > 1 ? shared : single).push_back(edges[i]);
    i = end;
  }
  return {chains(shared), chains(single)};
}

}  // namespace maillage::carto
