#include <catch2/catch_test_macros.hpp>
#include <set>

#include "sample.hpp"

using namespace maillage;

TEST_CASE("Populations: bands sum to totals, cells sum to communes, Zipf's law holds") {
  std::map<std::string, std::int64_t> people, oldest;
  const auto& cells = sample::table("cells");
  for (std::size_t i = 0; i < cells.rows(); ++i) {
    const std::string& c = sample::texts("cells", "commune")[i];
    const std::int64_t n = sample::integers("cells", "population")[i];
    const std::int64_t old = sample::integers("cells", "age_75_plus")[i];
    CHECK(n >= 1);
    CHECK((old >= 0 && old <= n));
    people[c] += n;
    oldest[c] += old;
  }
  std::int64_t total = 0;
  for (std::size_t i = 0; i < sample::table("population").rows(); ++i) {
    const std::string& c = sample::texts("population", "commune")[i];
    std::int64_t sum = 0;
    for (const char* band : {"age_0_14", "age_15_29", "age_30_44", "age_45_59", "age_60_74", "age_75_plus"}) {
      const std::int64_t n = sample::integers("population", band)[i];
      CHECK(n >= 0);
      sum += n;
    }
    CHECK(sum == sample::integers("population", "total")[i]);
    CHECK(people[c] == sum);
    CHECK(oldest[c] == sample::integers("population", "age_75_plus")[i]);
    total += sum;
  }
  const synth::Statistics& s = sample::territory().statistics;
  CHECK(total == s.population);
  CHECK((total > 290000 && total < 350000));
  CHECK((s.largest_town > 40000 && s.largest_town < 60000));
  CHECK((s.zipf_slope > -1.2 && s.zipf_slope < -0.8));
}

TEST_CASE("Cells are distinct squares of the 200 m grid whose centres lie in their communes") {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < sample::table("cells").rows(); ++i) {
    const std::int64_t x = sample::integers("cells", "x")[i];
    const std::int64_t y = sample::integers("cells", "y")[i];
    CHECK((x % 200 == 100 && y % 200 == 100));
    const std::string& id = sample::texts("cells", "id")[i];
    CHECK(id == "CRS2154RES200mN" + std::to_string(y - 100) + "E" + std::to_string(x - 100));
    CHECK(ids.insert(id).second);
    const std::size_t c = sample::commune_rows().at(sample::texts("cells", "commune")[i]);
    CHECK(geo::contains(sample::commune_area(c), {static_cast<double>(x), static_cast<double>(y)}));
  }
}

TEST_CASE("The country is older than the towns") {
  double old_town = 0, town = 0, old_country = 0, country = 0;
  for (std::size_t i = 0; i < sample::table("population").rows(); ++i) {
    const auto n = static_cast<double>(sample::integers("population", "total")[i]);
    const auto old = static_cast<double>(sample::integers("population", "age_75_plus")[i]);
    if (n > 8000) town += n, old_town += old;
    if (n < 1000) country += n, old_country += old;
  }
  CHECK(old_country / country > 1.25 * old_town / town);
}
