#include "maillage/workflow/centres.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

#include "maillage/geo/topology.hpp"

namespace maillage::workflow {
namespace {

using territory::CentreRule;
using territory::Commune;

bool is_local_street(const std::string& road_class) {
  static constexpr std::string_view local[] = {"residential", "living_street", "unclassified",
                                               "tertiary",    "service",       ""};
  return std::find(std::begin(local), std::end(local), road_class) != std::end(local);
}

// A road end with half the length of the local streets that stop there.
struct StreetEnd {
  geo::XY at;
  double metres = 0;
};

// The stated length, for a road of one line whose length is one; what is wrong with the others is said where the
// network is read.
double street_length(const sources::Fields& roads, std::size_t row, const geo::MultiLineString& parts,
                     const geo::LineString& line) {
  const double drawn = geo::length(line);
  if (parts.size() != 1) return drawn;
  try {
    const double stated = roads.number(row, "length").value_or(drawn);
    return stated > 0 ? stated : drawn;
  } catch (const Error&) {
    return drawn;
  }
}

std::vector<StreetEnd> street_ends(const sources::Fields& roads, const table::Table& lines) {
  std::map<std::pair<double, double>, double> ends;
  for (std::size_t row = 0; row < roads.rows(); ++row) {
    const auto* parts = std::get_if<geo::MultiLineString>(&lines.geometry()->rows[row]);
    if (parts == nullptr || !is_local_street(roads.text(row, "class"))) continue;
    for (const geo::LineString& line : *parts) {
      if (line.size() < 2) continue;
      const double metres = street_length(roads, row, *parts, line);
      ends[{line.front().x, line.front().y}] += metres / 2;
      ends[{line.back().x, line.back().y}] += metres / 2;
    }
  }
  std::vector<StreetEnd> result;
  result.reserve(ends.size());
  for (const auto& [at, metres] : ends) result.push_back({{at.first, at.second}, metres});
  return result;
}

// Ends by square of the radius, so that the neighbours of one are in nine squares.
class EndGrid {
 public:
  EndGrid(const std::vector<StreetEnd>& ends, double radius) : ends_(ends), radius_(radius) {
    for (std::size_t i = 0; i < ends.size(); ++i)
      squares_[key(square(ends[i].at.x), square(ends[i].at.y))].push_back(i);
  }

  [[nodiscard]] double metres_around(geo::XY at) const {
    double sum = 0;
    for (std::int64_t dx = -1; dx <= 1; ++dx) {
      for (std::int64_t dy = -1; dy <= 1; ++dy) {
        const auto found = squares_.find(key(square(at.x) + dx, square(at.y) + dy));
        if (found == squares_.end()) continue;
        for (const std::size_t i : found->second) {
          if (geo::distance(ends_[i].at, at) <= radius_) sum += ends_[i].metres;
        }
      }
    }
    return sum;
  }

 private:
  [[nodiscard]] std::int64_t square(double v) const {
    return static_cast<std::int64_t>(std::floor(v / radius_));
  }
  static std::uint64_t key(std::int64_t x, std::int64_t y) {
    return (static_cast<std::uint64_t>(x) << 32U) ^ (static_cast<std::uint64_t>(y) & 0xFFFFFFFFU);
  }
  const std::vector<StreetEnd>& ends_;
  double radius_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> squares_;
};

std::vector<const geo::MultiPolygon*> areas_of(const territory::Territory& territory) {
  std::vector<const geo::MultiPolygon*> areas;
  for (const Commune& c : territory.communes) areas.push_back(&c.area);
  return areas;
}

}  // namespace

void centres_from_cells(territory::Territory& territory, Diagnostics& diagnostics) {
  struct Sum {
    double x = 0, y = 0, people = 0;
  };
  std::vector<Sum> sums(territory.communes.size());
  for (const territory::Cell& cell : territory.cells) {
    Sum& s = sums[cell.commune];
    s.x += cell.centre.x * cell.population.value;
    s.y += cell.centre.y * cell.population.value;
    s.people += cell.population.value;
  }
  std::vector<double> nearest(territory.communes.size(), std::numeric_limits<double>::infinity());
  for (const territory::Cell& cell : territory.cells) {
    Commune& commune = territory.communes[cell.commune];
    const Sum& s = sums[cell.commune];
    if (s.people <= 0 || cell.population.value <= 0 ||
        (commune.centre_rule != CentreRule::none && commune.centre_rule != CentreRule::inhabited_cells))
      continue;
    const double d = geo::distance(cell.centre, {s.x / s.people, s.y / s.people});
    if (d < nearest[cell.commune]) {
      nearest[cell.commune] = d;
      commune.centre = cell.centre;
      commune.centre_rule = CentreRule::inhabited_cells;
    }
  }
  for (const Commune& c : territory.communes) {
    if (c.centre_rule == CentreRule::inhabited_cells) {
      diagnostics.add(Severity::note, "centre-from-cells", "communes", c.code.value,
                      "communes are placed at the inhabited cell nearest to the mean of their people");
    }
  }
}

void centres_from_streets(const sources::Fields& roads, const table::Table& lines, StreetOptions options,
                          territory::Territory& territory, Diagnostics& diagnostics) {
  const bool all_placed = std::none_of(territory.communes.begin(), territory.communes.end(),
                                       [](const Commune& c) { return c.centre_rule == CentreRule::none; });
  if (all_placed || !lines.geometry()) return;
  const std::vector<StreetEnd> ends = street_ends(roads, lines);
  const EndGrid grid(ends, options.radius);
  const geo::AreaIndex index(areas_of(territory));
  std::vector<double> best(territory.communes.size(), -1);
  for (const StreetEnd& end : ends) {  // by increasing x, then y: the first of equals stays
    const auto c = index.first_at(end.at);
    if (!c) continue;
    Commune& commune = territory.communes[*c];
    if (commune.centre_rule != CentreRule::none && best[*c] < 0) continue;
    const double metres = grid.metres_around(end.at);
    if (metres > best[*c]) {
      best[*c] = metres;
      commune.centre = end.at;
      commune.centre_rule = CentreRule::street_density;
    }
  }
  for (const Commune& c : territory.communes) {
    if (c.centre_rule == CentreRule::street_density) {
      diagnostics.add(Severity::warning, "centre-from-streets", "communes", c.code.value,
                      "communes are placed at the road node with most local streets around it, for want of a "
                      "chef-lieu or inhabited cells",
                      "give [inputs.seats] or [inputs.cells]");
    }
  }
}

void centres_inside_polygons(territory::Territory& territory, Diagnostics& diagnostics) {
  for (Commune& c : territory.communes) {
    if (c.centre_rule != CentreRule::none) continue;
    const auto point = geo::innermost_point(c.area);
    if (!point) continue;
    c.centre = *point;
    c.centre_rule = CentreRule::inside_polygon;
    diagnostics.add(
        Severity::warning, "centre-inside-polygon", "communes", c.code.value,
        "communes stand at the point of their polygon farthest from its border, for want of a chef-lieu or "
        "inhabited cells: a geometric point, not where people live",
        "give [inputs.seats] or [inputs.cells]");
  }
}

void report_missing_centres(const territory::Territory& territory, Diagnostics& diagnostics) {
  for (const Commune& c : territory.communes) {
    if (c.centre_rule == CentreRule::none) {
      diagnostics.add(
          Severity::error, "centre-unknown", "communes", c.code.value,
          "communes could not be placed: no chef-lieu, no inhabited cell, no street; they have "
          "no travel time",
          "give [inputs.seats] or [inputs.cells]; without roads, [travel] geometric_centres = true "
          "takes a point of the polygon");
    }
  }
}

}  // namespace maillage::workflow
