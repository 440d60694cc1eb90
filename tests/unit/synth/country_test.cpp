// A territory of eight départements: what a single one cannot show.

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <set>

#include "maillage/synth/generate.hpp"
#include "maillage/territory/commune.hpp"

using namespace maillage;

namespace {

const synth::SynthTerritory& country() {
  static const synth::SynthTerritory made = [] {
    synth::Options options;
    options.communes = 3000;
    options.local_roads = synth::LocalRoads::few;
    return synth::generate(options, {2});
  }();
  return made;
}
const std::vector<std::string>& texts(std::string_view t, std::string_view column) {
  return country().at(t).at(column).texts();
}
const std::vector<std::int64_t>& integers(std::string_view t, std::string_view column) {
  return country().at(t).at(column).integers();
}
const std::vector<double>& reals(std::string_view t, std::string_view column) {
  return country().at(t).at(column).reals();
}
const geo::MultiPolygon& area(std::string_view t, std::size_t row) {
  return std::get<geo::MultiPolygon>(country().at(t).geometry()->rows[row]);
}
std::size_t different(const std::vector<std::string>& values) {
  return std::set<std::string>(values.begin(), values.end()).size();
}

using Segment = std::array<double, 4>;                        // from x, y to x, y; the area lies on the left
using Owners = std::vector<std::pair<Segment, std::size_t>>;  // sorted
Owners segments(std::string_view t) {
  Owners found;
  for (std::size_t i = 0; i < country().at(t).rows(); ++i) {
    const auto add = [&](const geo::Ring& ring) {
      for (std::size_t k = 0; k + 1 < ring.size(); ++k)
        found.push_back({{ring[k].x, ring[k].y, ring[k + 1].x, ring[k + 1].y}, i});
    };
    for (const geo::Polygon& polygon : area(t, i)) {
      add(polygon.outer);
      for (const geo::Ring& hole : polygon.holes) add(hole);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}
// Who lies on the other side of each segment; absent: nobody.
std::map<Segment, std::size_t> across(const Owners& owners) {
  std::map<Segment, std::size_t> found;
  for (const auto& [s, owner] : owners) found.insert({{s[2], s[3], s[0], s[1]}, owner});
  return found;
}
// The areas on both sides of common borders.
std::set<std::pair<std::size_t, std::size_t>> neighbours() {
  const Owners owners = segments("communes");
  const auto others = across(owners);
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [s, owner] : owners) {
    const auto other = others.find(s);
    if (other != others.end()) pairs.insert({owner, other->second});
  }
  return pairs;
}

std::size_t root(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

// Arcs by start (or by end), to find what a node reaches (or what reaches it).
struct Arcs {
  std::vector<std::vector<std::int32_t>> next;
  Arcs(bool ferries, bool backwards) : next(static_cast<std::size_t>(country().statistics.road_nodes) + 1) {
    for (std::size_t i = 0; i < country().at("roads").rows(); ++i) {
      if (!ferries && texts("roads", "class")[i] == "ferry") continue;
      const std::int64_t a = integers("roads", "from_node")[i];
      const std::int64_t b = integers("roads", "to_node")[i];
      const bool both = texts("roads", "direction")[i] == "both";
      if (both || !backwards) next[static_cast<std::size_t>(a)].push_back(static_cast<std::int32_t>(b));
      if (both || backwards) next[static_cast<std::size_t>(b)].push_back(static_cast<std::int32_t>(a));
    }
  }
  // Marks with `mark`; gives their number.
  std::size_t reach(std::int32_t start, int mark, std::vector<int>& marks) const {
    std::vector<std::int32_t> stack{start};
    marks[static_cast<std::size_t>(start)] = mark;
    std::size_t count = 0;
    while (!stack.empty()) {
      const auto n = static_cast<std::size_t>(stack.back());
      stack.pop_back();
      ++count;
      for (const std::int32_t m : next[n]) {
        if (marks[static_cast<std::size_t>(m)] == mark) continue;
        marks[static_cast<std::size_t>(m)] = mark;
        stack.push_back(m);
      }
    }
    return count;
  }
};

std::map<std::string, std::size_t> commune_rows() {
  std::map<std::string, std::size_t> rows;
  const auto& codes = texts("communes", "code");
  for (std::size_t i = 0; i < codes.size(); ++i) rows[codes[i]] = i;
  return rows;
}

}  // namespace

TEST_CASE("A country has départements, groups and offer in numbers that grow with it") {
  const synth::Statistics& s = country().statistics;
  CHECK(s.departments == 8);
  CHECK(s.islands == 2);
  CHECK(s.motorways >= 3);
  CHECK(different(texts("departments", "name")) == 8);
  std::map<std::string, int> communes;
  for (std::size_t i = 0; i < 3000; ++i) {
    const std::string& code = texts("communes", "code")[i];
    ++communes[texts("communes", "department")[i]];
    CHECK(territory::department_of(code) == texts("communes", "department")[i]);
  }
  for (const auto& [code, count] : communes) CHECK((code[0] == 'F' && count >= 60 && count <= 999));
  CHECK(std::is_sorted(texts("communes", "code").begin(), texts("communes", "code").end()));
  CHECK(different(texts("communes", "code")) == 3000);
  CHECK((different(texts("communes", "epci")) >= 125 && different(texts("communes", "epci")) <= 135));
  CHECK(different(texts("communes", "living_area")) >= 220);
  CHECK((different(texts("cpts", "id")) >= 60 && different(texts("cpts", "id")) <= 66));
  std::map<std::string, int> sites;
  std::map<std::string, std::set<std::string>> hospitals;  // départements by category
  for (std::size_t i = 0; i < country().at("sites").rows(); ++i) {
    const std::string& category = texts("sites", "category")[i];
    ++sites[category];
    hospitals[category].insert(territory::department_of(texts("sites", "commune")[i]));
  }
  CHECK(hospitals["355"].size() == 8);  // at least one each
  CHECK((sites["355"] >= 12 && sites["355"] <= 20));
  CHECK(sites["617"] == 28);
  CHECK((s.zipf_slope > -1.1 && s.zipf_slope < -0.9));
  CHECK((s.largest_town > 300000 && s.largest_town <= 540000));
}

TEST_CASE("The communes of a country cover it without gap or overlap; so do its départements") {
  double sum = 0, whole = 0;
  for (std::size_t i = 0; i < 3000; ++i) sum += geo::area(area("communes", i));
  for (std::size_t i = 0; i < 8; ++i) whole += geo::area(area("departments", i));
  CHECK(std::abs(sum - whole) < 10);  // m²
  const Owners communes = segments("communes");
  const Owners departments = segments("departments");
  for (const Owners* owners : {&communes, &departments}) {
    for (std::size_t i = 1; i < owners->size(); ++i)
      REQUIRE((*owners)[i - 1].first != (*owners)[i].first);  // no two on the same side of a border
  }
  // What has no commune (no département) on the other side is the coast and the edge: the same for both.
  std::set<Segment> outer, outline;
  const auto beside_communes = across(communes);
  const auto beside_departments = across(departments);
  for (const auto& [s, owner] : communes) {
    if (!beside_communes.contains(s)) outer.insert(s);
  }
  for (const auto& [s, owner] : departments) {
    if (!beside_departments.contains(s)) outline.insert(s);
  }
  CHECK(outer.size() > 1000);
  CHECK((outer == outline));
  // In one piece each on the mainland: over neighbours, three pieces in all, the mainland and the two islands.
  std::vector<std::size_t> parent(3000);
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = i;
  for (const auto& [a, b] : neighbours()) parent[root(parent, a)] = root(parent, b);
  std::set<std::size_t> pieces;
  for (std::size_t i = 0; i < parent.size(); ++i) pieces.insert(root(parent, i));
  CHECK(pieces.size() == 3);
}

TEST_CASE("Each island and the mainland are strongly connected, and so is the whole with the ferries") {
  const auto nodes = static_cast<std::size_t>(country().statistics.road_nodes);
  std::vector<int> marks(nodes + 1, 0);
  CHECK(Arcs(true, false).reach(1, 1, marks) == nodes);
  CHECK(Arcs(true, true).reach(1, 2, marks) == nodes);
  const Arcs there(false, false), back(false, true);
  std::vector<int> out(nodes + 1, 0), in(nodes + 1, 0);
  int parts = 0;
  for (std::size_t n = 1; n <= nodes; ++n) {
    if (out[n] != 0) continue;
    ++parts;
    const std::size_t reached = there.reach(static_cast<std::int32_t>(n), parts, out);
    CHECK(back.reach(static_cast<std::int32_t>(n), parts, in) == reached);
    CHECK(reached > 20);
  }
  CHECK(parts == 3);
  CHECK(out == in);
}

TEST_CASE("Roads of a country: length by class within bounds, one-ways, roundabouts, nodes") {
  std::map<std::string, double> km;
  double all = 0;
  for (std::size_t i = 0; i < country().at("roads").rows(); ++i) {
    const double length = reals("roads", "length_m")[i] / 1000;
    const std::string& c = texts("roads", "class")[i];
    km[c] += length;
    all += c == "ferry" ? 0 : length;
  }
  const auto within = [&](const char* c, double least, double most) {
    CAPTURE(c, km[c] / all);
    CHECK(km[c] / all >= least);
    CHECK(km[c] / all <= most);
  };
  within("motorway", 0.005, 0.04);
  within("trunk", 0.02, 0.10);
  within("primary", 0.02, 0.10);
  within("secondary", 0.03, 0.12);
  within("tertiary", 0.15, 0.40);
  within("unclassified", 0.25, 0.60);
  within("residential", 0.04, 0.30);
  const synth::Statistics& s = country().statistics;
  CHECK(s.one_way_roads > 3000);
  CHECK(s.roundabouts > 300);
  synth::Options small;
  small.communes = 120;
  small.local_roads = synth::LocalRoads::all;
  const synth::SynthTerritory dense = synth::generate(small, {2});
  CHECK(dense.statistics.road_nodes >= 115 * 120);
  CHECK(dense.statistics.road_nodes <= 190 * 120);
}

TEST_CASE("Practitioners of a country: older in the country, none in the belts, which are contiguous") {
  const auto rows = commune_rows();
  std::vector<int> doctors(3000, 0);
  double rural = 0, urban = 0;
  int rural_count = 0, urban_count = 0;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < country().at("physicians").rows(); ++i) {
    if (texts("physicians", "speciality")[i] != "general_practice") continue;
    const std::size_t c = rows.at(texts("physicians", "commune")[i]);
    ++doctors[c];
    if (!seen.insert(texts("physicians", "id")[i]).second) continue;
    const std::int64_t people = integers("population", "total")[c];
    const auto age = static_cast<double>(integers("physicians", "age")[i]);
    if (people < 2500) rural += age, ++rural_count;
    if (people > 8000) urban += age, ++urban_count;
  }
  REQUIRE((rural_count > 200 && urban_count > 200));
  CHECK(rural / rural_count > urban / urban_count + 3);
  const double people = static_cast<double>(country().statistics.population);
  CHECK(std::abs(people / country().statistics.general_practitioners - 1185) < 20);
  // Contiguous zones of small communes without a practitioner: at least one of 40 communes per département.
  std::vector<std::size_t> parent(3000);
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = i;
  for (const auto& [a, b] : neighbours()) {
    if (doctors[a] == 0 && doctors[b] == 0) parent[root(parent, a)] = root(parent, b);
  }
  std::map<std::size_t, int> zones;
  for (std::size_t i = 0; i < parent.size(); ++i) {
    if (doctors[i] == 0) ++zones[root(parent, i)];
  }
  const auto large =
      std::count_if(zones.begin(), zones.end(), [](const auto& zone) { return zone.second >= 40; });
  CHECK(country().statistics.belt_communes >= 3000 * 11 / 100);
  CHECK(large >= 1);
  std::int64_t in_zones = 0;
  for (const auto& [first, size] : zones) in_zones += size >= 40 ? size : 0;
  CHECK(in_zones >= country().statistics.belt_communes * 9 / 10);
}

TEST_CASE("The roads given in parts are the roads given at once") {
  synth::Options options;
  options.communes = 40;
  const synth::SynthTerritory whole = synth::generate(options);
  std::size_t parts = 0;
  std::vector<std::string> names;
  std::vector<geo::Geometry> lines;
  const synth::Statistics s =
      synth::generate_parts(options, {}, 700, [&](const table::Table& table, bool continued) {
        if (table.name() != "roads") return;
        CHECK(continued == (parts > 0));
        ++parts;
        CHECK(table.rows() <= 700);
        names.insert(names.end(), table.at("name").texts().begin(), table.at("name").texts().end());
        lines.insert(lines.end(), table.geometry()->rows.begin(), table.geometry()->rows.end());
      });
  CHECK(parts >= 2);
  CHECK(s.roads == whole.statistics.roads);
  CHECK((names == whole.at("roads").at("name").texts()));
  CHECK((lines == whole.at("roads").geometry()->rows));
}
