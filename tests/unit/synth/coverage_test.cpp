#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "maillage/geo/topology.hpp"
#include "sample.hpp"

using namespace maillage;

namespace {

using Segment = std::array<double, 4>;  // from x, y to x, y

std::map<Segment, int> segments_of(const geo::MultiPolygon& area) {
  std::map<Segment, int> found;
  const auto add = [&](const geo::Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      ++found[{ring[i].x, ring[i].y, ring[i + 1].x, ring[i + 1].y}];
  };
  for (const geo::Polygon& polygon : area) {
    add(polygon.outer);
    for (const geo::Ring& hole : polygon.holes) add(hole);
  }
  return found;
}
Segment turned(const Segment& s) { return {s[2], s[3], s[0], s[1]}; }

// Every commune of a group reachable from its first over common borders.
bool connected(const std::vector<std::pair<std::size_t, std::size_t>>& pairs,
               const std::set<std::size_t>& group) {
  std::set<std::size_t> reached{*group.begin()};
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [a, b] : pairs) {
      if (!group.contains(a) || !group.contains(b) || reached.contains(a) == reached.contains(b)) continue;
      reached.insert(a);
      reached.insert(b);
      grown = true;
    }
  }
  return reached.size() == group.size();
}

std::vector<std::pair<std::size_t, std::size_t>> neighbours() {
  std::vector<const geo::MultiPolygon*> areas;
  for (std::size_t i = 0; i < sample::table("communes").rows(); ++i)
    areas.push_back(&sample::commune_area(i));
  return geo::contiguous_pairs(areas);
}

}  // namespace

TEST_CASE("Every commune is valid, in one piece, of a plausible size; together they are the département") {
  double sum = 0;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < sample::table("communes").rows(); ++i) {
    const geo::MultiPolygon& area = sample::commune_area(i);
    CAPTURE(sample::texts("communes", "code")[i]);
    CHECK(geo::invalid_reason(area).empty());
    CHECK(area.size() == 1);
    sizes.push_back(geo::area(area) / 1e6);
    sum += geo::area(area);
  }
  const auto& department = std::get<geo::MultiPolygon>(sample::table("departments").geometry()->rows.at(0));
  CHECK(geo::invalid_reason(department).empty());
  CHECK(department.size() == 2);                     // the mainland and the island
  CHECK(std::abs(sum - geo::area(department)) < 1);  // m²
  std::sort(sizes.begin(), sizes.end());
  CHECK(sizes.front() > 2);
  CHECK(sizes.back() < 80);
  CHECK(std::abs(sum / 1e6 / 280 - 21.4) < 1);
}

TEST_CASE("Neighbours share their borders vertex for vertex, and the rest is the département's outline") {
  std::map<Segment, int> all;
  for (std::size_t i = 0; i < sample::table("communes").rows(); ++i) {
    for (const auto& [s, n] : segments_of(sample::commune_area(i))) all[s] += n;
  }
  std::map<Segment, int> outline;
  for (const auto& [s, n] : all) {
    REQUIRE(n == 1);  // no two communes on the same side of a border
    if (!all.contains(turned(s))) outline[s] = 1;
  }
  CHECK(outline ==
        segments_of(std::get<geo::MultiPolygon>(sample::table("departments").geometry()->rows.at(0))));
}

TEST_CASE("Chefs-lieux lie inside their communes; codes and names are unique and sorted alike") {
  const auto& names = sample::texts("communes", "name");
  const auto& codes = sample::texts("communes", "code");
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const geo::XY p{sample::reals("communes", "chef_lieu_x")[i], sample::reals("communes", "chef_lieu_y")[i]};
    CHECK(geo::contains(sample::commune_area(i), p));
    CHECK(codes[i].size() == 5);
  }
  CHECK(std::is_sorted(codes.begin(), codes.end()));
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  CHECK(std::any_of(names.begin(), names.end(),
                    [](const std::string& n) { return n.find("é") != std::string::npos; }));
}

TEST_CASE("EPCI and living areas are contiguous; CPTS too, counting the ferry, and leave a gap") {
  const auto pairs = neighbours();
  const auto& rows = sample::commune_rows();
  for (const auto& [column, least, most] : {std::tuple{"epci", 10, 14}, std::tuple{"living_area", 18, 26}}) {
    std::map<std::string, std::set<std::size_t>> groups;
    const auto& values = sample::texts("communes", column);
    for (std::size_t i = 0; i < values.size(); ++i) groups[values[i]].insert(i);
    CHECK(groups.size() >= static_cast<std::size_t>(least));
    CHECK(groups.size() <= static_cast<std::size_t>(most));
    for (const auto& [code, group] : groups) {
      CAPTURE(column, code);
      CHECK(connected(pairs, group));
    }
  }
  std::set<std::size_t> island;
  const auto& epci = sample::texts("communes", "epci_name");
  for (std::size_t i = 0; i < epci.size(); ++i) {
    if (epci[i] == "CC de l'île") island.insert(i);
  }
  CHECK(island.size() == static_cast<std::size_t>(sample::territory().statistics.island_communes));
  std::map<std::string, std::set<std::size_t>> cpts;
  std::size_t members = 0, islanders = 0;
  for (std::size_t i = 0; i < sample::table("cpts").rows(); ++i) {
    const std::size_t c = rows.at(sample::texts("cpts", "commune")[i]);
    ++members;
    if (island.contains(c))
      ++islanders;
    else
      CHECK(cpts[sample::texts("cpts", "id")[i]].insert(c).second);
  }
  CHECK(islanders == island.size());
  CHECK((cpts.size() == 5 || cpts.size() == 6));
  for (const auto& [id, group] : cpts) {
    CAPTURE(id);
    CHECK(connected(pairs, group));
  }
  CHECK(280 - members >= 15);
  CHECK(280 - members <= 40);
}
