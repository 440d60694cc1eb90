#include "maillage/zoning/zones.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "maillage/core/error.hpp"

using namespace maillage::zoning;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

namespace {

struct Instance {
  std::vector<std::uint8_t> member;
  std::vector<std::string> ids;
  std::vector<double> people;
  Pairs pairs;
};

Instance random_instance(unsigned seed) {
  std::mt19937 random(seed);
  Instance x;
  for (std::size_t i = 0; i < 60; ++i) {
    x.member.push_back(random() % 3 != 0);
    x.ids.push_back("2A" + std::to_string(100 + (i * 37) % 60));
    x.people.push_back(random() % 400);
  }
  for (int k = 0; k < 70; ++k) x.pairs.emplace_back(random() % 60, random() % 60);
  return x;
}

// Spread a label over members until nothing changes.
std::set<std::set<std::uint32_t>> oracle(const Instance& x) {
  std::vector<std::size_t> mark(x.member.size());
  for (std::size_t i = 0; i < mark.size(); ++i) mark[i] = i;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [i, j] : x.pairs) {
      if (x.member[i] == 0 || x.member[j] == 0 || mark[i] == mark[j]) continue;
      mark[i] = mark[j] = std::min(mark[i], mark[j]);
      changed = true;
    }
  }
  std::vector<std::set<std::uint32_t>> parts(mark.size());
  for (std::uint32_t i = 0; i < mark.size(); ++i) {
    if (x.member[i] != 0) parts[mark[i]].insert(i);
  }
  std::set<std::set<std::uint32_t>> result;
  for (const auto& part : parts) {
    if (!part.empty()) result.insert(part);
  }
  return result;
}

}  // namespace

TEST_CASE("zones are the connected parts of the members, against a label spread by hand") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const Instance x = random_instance(seed);
    const auto zones = contiguous_zones(x.member, x.ids, x.people, x.pairs).zones;
    std::set<std::set<std::uint32_t>> found;
    for (const Zone& zone : zones) {
      found.emplace(zone.places.begin(), zone.places.end());
      CHECK(std::ranges::is_sorted(zone.places));
      double people = 0;
      std::string lowest = "~";
      for (const auto i : zone.places) {
        people += x.people[i];
        lowest = std::min(lowest, x.ids[i]);
      }
      CHECK(zone.people == people);
      CHECK(zone.id == lowest);
    }
    CHECK(found == oracle(x));
    CHECK(std::ranges::is_sorted(zones, {}, &Zone::id));
  }
}

TEST_CASE("the order and direction of pairs do not matter") {
  const Instance x = random_instance(4);
  Pairs turned;
  for (const auto& [i, j] : x.pairs) turned.insert(turned.begin(), {{j, i}, {i, j}});
  const auto a = contiguous_zones(x.member, x.ids, x.people, x.pairs).zones;
  const auto b = contiguous_zones(x.member, x.ids, x.people, turned).zones;
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    CHECK(a[k].id == b[k].id);
    CHECK(a[k].places == b[k].places);
  }
}

TEST_CASE("small zones are left out and counted, nobody disappears") {
  const Instance x = random_instance(9);
  const auto all = contiguous_zones(x.member, x.ids, x.people, x.pairs);
  const auto large = contiguous_zones(x.member, x.ids, x.people, x.pairs, {.minimum_population = 300});
  CHECK(all.left_out == 0);
  CHECK(large.left_out > 0);
  CHECK(large.zones.size() + large.left_out == all.zones.size());
  double before = 0, after = large.people_left_out;
  for (const Zone& zone : all.zones) before += zone.people;
  for (const Zone& zone : large.zones) {
    CHECK(zone.people >= 300);
    after += zone.people;
  }
  CHECK(before == after);
}

TEST_CASE("nothing under-served, nothing at all, wrong inputs") {
  const std::vector<std::uint8_t> none{0, 0};
  const std::vector<std::string> ids{"a", "b"};
  const std::vector<double> people{1, 2};
  const Pairs pair{{0, 1}}, outside{{0, 2}};
  CHECK(contiguous_zones(none, ids, people, pair).zones.empty());
  CHECK(contiguous_zones({}, {}, {}, {}).zones.empty());
  CHECK_THROWS_AS(contiguous_zones(none, ids, people, outside), maillage::Error);
  CHECK_THROWS_AS(contiguous_zones(none, ids, {}, pair), maillage::Error);
}
