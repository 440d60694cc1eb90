#include "borders.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/synth/rng.hpp"

namespace maillage::synth {
namespace {

using Vertices = std::vector<BorderVertex>;

std::int32_t index_of(const Vertices& vertices, Corner corner) {
  const auto found = std::lower_bound(vertices.begin(), vertices.end(), corner,
                                      [](const BorderVertex& v, Corner c) { return v.corner < c; });
  return found != vertices.end() && found->corner == corner
             ? static_cast<std::int32_t>(found - vertices.begin())
             : -1;
}

geo::XY jittered(const Options& options, const Lattice& lattice, Corner c) {
  const geo::XY p = lattice.place(c);
  const double reach = 0.15 * lattice.spacing;
  const auto key = static_cast<std::uint64_t>(c) * 2;
  return {p.x + reach * (2 * unit(options.seed, Subject::border, key) - 1),
          p.y + reach * (2 * unit(options.seed, Subject::border, key + 1) - 1)};
}

Vertices border_vertices(const Options& options, const Land& land, const std::vector<std::int32_t>& label) {
  std::vector<Corner> corners;
  for (const std::vector<Hex>* ground : land.grounds()) {
    for (const Hex h : *ground) {
      for (int k = 0; k < directions; ++k) {
        const Hex n = land.lattice.neighbour(h, k);
        if (label[static_cast<std::size_t>(n)] == label[static_cast<std::size_t>(h)]) continue;
        corners.push_back(land.lattice.corner(h, k));
        corners.push_back(land.lattice.corner(h, (k + 1) % directions));
      }
    }
  }
  std::sort(corners.begin(), corners.end());
  corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
  Vertices vertices(corners.size());
  for (std::size_t i = 0; i < corners.size(); ++i) {
    vertices[i].corner = corners[i];
    vertices[i].raw = jittered(options, land.lattice, corners[i]);
    vertices[i].place = vertices[i].raw;
  }
  for (BorderVertex& v : vertices) {
    const Lattice::Around around = land.lattice.around(v.corner);
    std::array<std::int32_t, 3> labels{};
    for (std::size_t k = 0; k < 3; ++k) labels[k] = label[static_cast<std::size_t>(around.hexes[k])];
    for (std::size_t k = 0; k < 3; ++k) {
      if (labels[k] != labels[(k + 1) % 3]) v.next[k] = index_of(vertices, around.sides[k]);
      if (labels[k] < 0) v.coast = true;
    }
    v.junction = labels[0] != labels[1] && labels[1] != labels[2] && labels[0] != labels[2];
  }
  return vertices;
}

// Laplacian smoothing of all border vertices at once; the coast keeps more of its detail.
void smooth(Vertices& vertices) {
  for (int round = 0; round < 2; ++round) {
    std::vector<geo::XY> moved(vertices.size());
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      const BorderVertex& v = vertices[i];
      moved[i] = v.place;
      if (v.coast && round > 0) continue;
      geo::XY sum;
      int count = 0;
      for (const std::int32_t n : v.next) {
        if (n < 0) continue;
        sum.x += vertices[static_cast<std::size_t>(n)].place.x;
        sum.y += vertices[static_cast<std::size_t>(n)].place.y;
        ++count;
      }
      moved[i] = {0.45 * v.place.x + 0.55 * sum.x / count, 0.45 * v.place.y + 0.55 * sum.y / count};
    }
    for (std::size_t i = 0; i < vertices.size(); ++i) vertices[i].place = moved[i];
  }
  for (BorderVertex& v : vertices) v.place = decimetre(v.place), v.raw = decimetre(v.raw);
}

double triangle(geo::XY a, geo::XY b, geo::XY c) {
  return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
}

// Drops the vertices that matter least to the shape (Visvalingam & Whyatt 1993), ends excepted, down to `least` points.
void simplify(Vertices& vertices, const std::vector<std::int32_t>& arc, double smallest_m2,
              std::size_t least) {
  const std::size_t count = arc.size();
  if (count <= least) return;
  std::vector<std::size_t> before(count), after(count);
  std::vector<double> matter(count, 0);
  const auto at = [&](std::size_t i) { return vertices[static_cast<std::size_t>(arc[i])].place; };
  std::set<std::pair<double, std::size_t>> queue;
  for (std::size_t i = 0; i < count; ++i) before[i] = i == 0 ? 0 : i - 1, after[i] = i + 1;
  for (std::size_t i = 1; i + 1 < count; ++i) {
    matter[i] = triangle(at(i - 1), at(i), at(i + 1));
    queue.insert({matter[i], i});
  }
  std::size_t left = count;
  while (!queue.empty() && left > least && queue.begin()->first < smallest_m2) {
    const std::size_t i = queue.begin()->second;
    queue.erase(queue.begin());
    vertices[static_cast<std::size_t>(arc[i])].kept = false;
    --left;
    const std::size_t a = before[i];
    const std::size_t b = after[i];
    after[a] = b;
    before[b] = a;
    for (const std::size_t k : {a, b}) {
      if (k == 0 || k + 1 == count) continue;
      queue.erase({matter[k], k});
      matter[k] = std::max(matter[i], triangle(at(before[k]), at(k), at(after[k])));
      queue.insert({matter[k], k});
    }
  }
}

// The arc from `start` along its side `side` to the next junction, or around back to the start.
std::vector<std::int32_t> trace_arc(const Vertices& vertices, std::int32_t start, std::size_t side) {
  std::vector<std::int32_t> arc{start};
  std::int32_t previous = start;
  std::int32_t here = vertices[static_cast<std::size_t>(start)].next[side];
  while (true) {
    arc.push_back(here);
    const BorderVertex& v = vertices[static_cast<std::size_t>(here)];
    if (v.junction || here == start) return arc;
    for (const std::int32_t n : v.next) {
      if (n >= 0 && n != previous) {
        previous = here;
        here = n;
        break;
      }
    }
  }
}

void simplify_arcs(Vertices& vertices) {
  std::vector<std::uint8_t> seen(vertices.size(), 0);
  const auto take = [&](const std::vector<std::int32_t>& arc, bool ring) {
    for (const std::int32_t i : arc) seen[static_cast<std::size_t>(i)] = 1;
    const bool coast = vertices[static_cast<std::size_t>(arc[arc.size() / 2])].coast;
    simplify(vertices, arc, coast ? 2200 : 3200, ring ? 8 : 3);
  };
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    if (!vertices[i].junction) continue;
    for (std::size_t side = 0; side < 3; ++side) {
      const auto arc = trace_arc(vertices, static_cast<std::int32_t>(i), side);
      const bool forward =
          arc.front() != arc.back() ? arc.front() < arc.back() : arc[1] < arc[arc.size() - 2];
      if (forward) take(arc, arc.front() == arc.back());
    }
  }
  for (std::size_t i = 0; i < vertices.size();
       ++i) {  // rings without a junction: an area inside or off another
    if (seen[i] != 0 || vertices[i].junction) continue;
    std::size_t side = 0;
    while (vertices[i].next[side] < 0) ++side;
    take(trace_arc(vertices, static_cast<std::int32_t>(i), side), true);
  }
}

// The rings around the hexagons that `inside` accepts, from kept vertices: outer rings counter-clockwise.
template <class Inside>
geo::MultiPolygon outline(const Lattice& lattice, const Vertices& vertices, const std::vector<Hex>& hexes,
                          Inside inside) {
  std::vector<std::pair<std::int32_t, std::int32_t>> sides;
  for (const Hex h : hexes) {
    for (int k = 0; k < directions; ++k) {
      if (inside(lattice.neighbour(h, k))) continue;
      sides.push_back({index_of(vertices, lattice.corner(h, k)),
                       index_of(vertices, lattice.corner(h, (k + 1) % directions))});
    }
  }
  std::sort(sides.begin(), sides.end());
  std::vector<std::uint8_t> used(sides.size(), 0);
  geo::MultiPolygon area;
  std::vector<geo::Ring> holes;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    if (used[s] != 0) continue;
    geo::Ring ring;
    std::size_t here = s;
    while (used[here] == 0) {
      used[here] = 1;
      const BorderVertex& v = vertices[static_cast<std::size_t>(sides[here].first)];
      if (v.kept) ring.push_back(v.place);
      const auto next =
          std::lower_bound(sides.begin(), sides.end(), std::pair{sides[here].second, std::int32_t{-1}});
      here = static_cast<std::size_t>(next - sides.begin());
    }
    ring.push_back(ring.front());
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    if (twice > 0)
      area.push_back({std::move(ring), {}});
    else
      holes.push_back(std::move(ring));
  }
  for (geo::Ring& hole : holes) {
    for (geo::Polygon& polygon : area) {
      if (geo::contains(geo::MultiPolygon{polygon}, hole.front())) {
        polygon.holes.push_back(std::move(hole));
        break;
      }
    }
  }
  return area;
}

// Gives the border of a commune back its raw vertices, all of them: valid, if less pleasing.
void restore(const Lattice& lattice, Vertices& vertices, const std::vector<std::int32_t>& label,
             const std::vector<Hex>& hexes) {
  for (const Hex h : hexes) {
    for (int k = 0; k < directions; ++k) {
      if (label[static_cast<std::size_t>(lattice.neighbour(h, k))] == label[static_cast<std::size_t>(h)])
        continue;
      for (const int end : {k, (k + 1) % directions}) {
        BorderVertex& v = vertices[static_cast<std::size_t>(index_of(vertices, lattice.corner(h, end)))];
        v.kept = true;
        v.place = v.raw;
      }
    }
  }
}

}  // namespace

CommuneAreas make_areas(const Options& options, const Land& land, const Partition& partition,
                        const Departments& departments, const Execution& execution) {
  Vertices vertices = border_vertices(options, land, partition.commune);
  smooth(vertices);
  simplify_arcs(vertices);
  CommuneAreas areas;
  for (int attempt = 0;; ++attempt) {
    areas.communes = parallel_map<geo::MultiPolygon>(partition.size(), 16, execution, [&](std::size_t c) {
      return outline(land.lattice, vertices, partition.hexes[c], [&](Hex n) {
        return partition.commune[static_cast<std::size_t>(n)] == static_cast<std::int32_t>(c);
      });
    });
    const auto invalid = parallel_map<char>(partition.size(), 16, execution, [&](std::size_t c) -> char {
      return geo::invalid_reason(areas.communes[c]).empty() ? 0 : 1;
    });
    if (std::find(invalid.begin(), invalid.end(), 1) == invalid.end()) break;
    if (attempt == 6) throw Error(ErrorCode::internal, "the border of a commune crosses itself");
    for (std::size_t c = 0; c < invalid.size(); ++c) {
      if (invalid[c] != 0) restore(land.lattice, vertices, partition.commune, partition.hexes[c]);
    }
  }
  const auto department_at = [&](Hex h) {
    const std::int32_t c = partition.commune[static_cast<std::size_t>(h)];
    return c < 0 ? -1 : departments.of[static_cast<std::size_t>(c)];
  };
  std::vector<std::vector<Hex>> grounds(departments.size());
  for (std::size_t c = 0; c < partition.size(); ++c) {
    std::vector<Hex>& ground = grounds[static_cast<std::size_t>(departments.of[c])];
    ground.insert(ground.end(), partition.hexes[c].begin(), partition.hexes[c].end());
  }
  areas.departments = parallel_map<geo::MultiPolygon>(departments.size(), 1, execution, [&](std::size_t d) {
    return outline(land.lattice, vertices, grounds[d],
                   [&](Hex n) { return department_at(n) == static_cast<std::int32_t>(d); });
  });
  return areas;
}

}  // namespace maillage::synth
