#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <queue>
#include <set>

#include "sample.hpp"

using namespace maillage;

namespace {

std::int64_t people_of(const std::string& commune) {
  return sample::integers("population", "total").at(sample::commune_rows().at(commune));
}

struct Network {
  std::map<std::int64_t, geo::XY> places;
  std::map<std::int64_t, std::vector<std::pair<std::int64_t, double>>>
      back;  // minutes, against the way of travel

  Network() {
    for (std::size_t i = 0; i < sample::table("roads").rows(); ++i) {
      const auto& line = std::get<geo::MultiLineString>(sample::table("roads").geometry()->rows[i]).at(0);
      const std::int64_t a = sample::integers("roads", "from_node")[i];
      const std::int64_t b = sample::integers("roads", "to_node")[i];
      places[a] = line.front();
      places[b] = line.back();
      const bool ferry = sample::texts("roads", "class")[i] == "ferry";
      const double minutes =
          ferry ? sample::reals("roads", "duration_min")[i]
                : sample::reals("roads", "length_m")[i] / sample::reals("roads", "speed_kmh")[i] * 0.06;
      back[b].push_back({a, minutes});
      if (sample::texts("roads", "direction")[i] == "both") back[a].push_back({b, minutes});
    }
  }
  [[nodiscard]] std::int64_t nearest(geo::XY p) const {
    return std::min_element(places.begin(), places.end(),
                            [&](const auto& x, const auto& y) {
                              return geo::distance(x.second, p) < geo::distance(y.second, p);
                            })
        ->first;
  }
  // Minutes from every node to the nearest of `goals`.
  [[nodiscard]] std::map<std::int64_t, double> minutes_to(const std::set<std::int64_t>& goals) const {
    std::map<std::int64_t, double> minutes;
    std::priority_queue<std::pair<double, std::int64_t>, std::vector<std::pair<double, std::int64_t>>,
                        std::greater<>>
        queue;
    for (const std::int64_t g : goals) queue.push({minutes[g] = 0, g});
    while (!queue.empty()) {
      const auto [t, n] = queue.top();
      queue.pop();
      if (t > minutes[n]) continue;
      const auto found = back.find(n);
      if (found == back.end()) continue;
      for (const auto& [m, dt] : found->second) {
        const auto known = minutes.find(m);
        if (known != minutes.end() && known->second <= t + dt) continue;
        queue.push({minutes[m] = t + dt, m});
      }
    }
    return minutes;
  }
};

}  // namespace

TEST_CASE(
    "Physicians: shares of a person sum to 1, acts and ages are plausible, places lie in their communes") {
  std::map<std::string, double> shares;
  std::map<std::string, std::set<std::string>> persons;
  const auto& t = sample::table("physicians");
  for (std::size_t i = 0; i < t.rows(); ++i) {
    const std::string& id = sample::texts("physicians", "id")[i];
    const std::string& speciality = sample::texts("physicians", "speciality")[i];
    shares[id] += sample::reals("physicians", "share")[i];
    persons[speciality].insert(id);
    const double fte = sample::reals("physicians", "fte")[i];
    CHECK((fte >= 0.4 && fte <= 1));
    const std::int64_t age = sample::integers("physicians", "age")[i];
    CHECK((age >= 30 && age <= 74));
    const std::int64_t acts = sample::integers("physicians", "acts")[i];
    if (speciality == "general_practice") CHECK((acts >= 2500 && acts <= 8500));
    const std::size_t c = sample::commune_rows().at(sample::texts("physicians", "commune")[i]);
    CHECK(geo::contains(sample::commune_area(c),
                        {sample::reals("physicians", "x")[i], sample::reals("physicians", "y")[i]}));
  }
  for (const auto& [id, sum] : shares) CHECK(std::abs(sum - 1) < 1e-12);
  CHECK(shares.size() < t.rows());  // some have several places
  CHECK(persons.size() == 7);
  CHECK((persons["general_practice"].size() >= 255 && persons["general_practice"].size() <= 290));
  CHECK((shares.size() - persons["general_practice"].size() >= 75));
  CHECK((shares.size() - persons["general_practice"].size() <= 105));
}

TEST_CASE("Rural general practitioners are older than those of the towns") {
  double rural = 0, urban = 0;
  int rural_count = 0, urban_count = 0;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < sample::table("physicians").rows(); ++i) {
    if (sample::texts("physicians", "speciality")[i] != "general_practice") continue;
    if (!seen.insert(sample::texts("physicians", "id")[i]).second) continue;  // the first place counts
    const std::int64_t people = people_of(sample::texts("physicians", "commune")[i]);
    const auto age = static_cast<double>(sample::integers("physicians", "age")[i]);
    if (people < 2500) rural += age, ++rural_count;
    if (people > 8000) urban += age, ++urban_count;
  }
  REQUIRE(rural_count > 20);
  REQUIRE(urban_count > 20);
  CHECK(rural / rural_count > urban / urban_count + 3);
}

TEST_CASE("Sites: every kind and state, named after places, numbered uniquely, inside their communes") {
  std::map<std::string, std::map<std::string, int>> kinds;
  std::set<std::string> ids, names;
  const auto& t = sample::table("sites");
  for (std::size_t i = 0; i < t.rows(); ++i) {
    const std::string& state = sample::texts("sites", "state")[i];
    ++kinds[sample::texts("sites", "category")[i]][state];
    CHECK(ids.insert(sample::texts("sites", "id")[i]).second);
    CHECK(names.insert(sample::texts("sites", "name")[i]).second);
    CHECK(sample::texts("sites", "id")[i].size() == 9);
    CHECK(t.at("opened").is_missing(i) == (state != "open"));
    const std::size_t c = sample::commune_rows().at(sample::texts("sites", "commune")[i]);
    CHECK(geo::contains(sample::commune_area(c),
                        {sample::reals("sites", "x")[i], sample::reals("sites", "y")[i]}));
  }
  CHECK(kinds["603"]["open"] >= 15);
  CHECK(kinds["603"]["under_construction"] >= 2);
  CHECK(kinds["603"]["planned"] >= 2);
  CHECK(kinds["355"]["open"] == 1);
  CHECK(kinds["617"]["open"] == 1);
  CHECK(kinds["124"]["open"] >= 1);
  CHECK(kinds["620"]["open"] >= 70);
  CHECK(kinds["620"]["closed"] >= 1);
  CHECK(kinds["500"]["open"] >= 25);
}

TEST_CASE(
    "A belt of communes is more than 20 minutes from any general practitioner; most people are within 10") {
  const Network network;
  std::set<std::int64_t> goals;
  for (std::size_t i = 0; i < sample::table("physicians").rows(); ++i) {
    if (sample::texts("physicians", "speciality")[i] != "general_practice") continue;
    goals.insert(network.nearest({sample::reals("physicians", "x")[i], sample::reals("physicians", "y")[i]}));
  }
  const auto minutes = network.minutes_to(goals);
  std::int64_t far = 0, people = 0, near = 0;
  for (std::size_t c = 0; c < sample::table("communes").rows(); ++c) {
    const double t = minutes.at(network.nearest(
        {sample::reals("communes", "chef_lieu_x")[c], sample::reals("communes", "chef_lieu_y")[c]}));
    const std::int64_t n = sample::integers("population", "total")[c];
    people += n;
    far += t > 20 ? 1 : 0;
    near += t <= 10 ? n : 0;
  }
  CHECK(far >= 8);
  CHECK(far <= 40);
  CHECK(static_cast<double>(near) > 0.8 * static_cast<double>(people));
}
