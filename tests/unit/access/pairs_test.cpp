#include "maillage/access/pairs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>

#include "maillage/access/spool.hpp"
#include "maillage/core/error.hpp"

using namespace maillage::access;

namespace {

std::vector<Pair> all(PairSource& source) {
  std::vector<Pair> pairs;
  for_each_pair(source, [&](const Pair& pair) { pairs.push_back(pair); });
  return pairs;
}

std::vector<Pair> numbered(std::size_t count) {
  std::vector<Pair> pairs;
  for (std::uint32_t k = 0; k < count; ++k) pairs.push_back({k / 7, k % 7, k / 3.0});
  return pairs;
}

}  // namespace

TEST_CASE("a view gives its pairs on every pass") {
  const auto pairs = numbered(20);
  PairView view(pairs);
  CHECK(all(view) == pairs);
  CHECK(all(view) == pairs);
}

TEST_CASE("computed times as pairs, either side as origin, rows longer and shorter than a batch") {
  maillage::travel::TravelTimes times;
  times.destinations = 20000;
  std::vector<Pair> wanted;
  for (std::uint32_t i = 0; i < 5; ++i) {
    const std::uint32_t count = i == 1 ? 0 : i * 5000;
    for (std::uint32_t j = 0; j < count; ++j) {
      times.entries.push_back({j, j * 100 + i});
      wanted.push_back({i, j, (j * 100 + i) / 60000.0});
    }
    times.offsets.push_back(times.entries.size());
  }
  TravelTimesPairs forward(times);
  CHECK(all(forward) == wanted);
  CHECK(all(forward) == wanted);
  TravelTimesPairs backward(times, Origins::supply);
  for (Pair& pair : wanted) std::swap(pair.demand, pair.supply);
  CHECK(all(backward) == wanted);
  const maillage::travel::TravelTimes none;
  TravelTimesPairs empty(none);
  CHECK(all(empty).empty());
}

TEST_CASE("a spool gives back what it was given, in memory and from disk") {
  const auto pairs = numbered(200'000);
  for (const std::size_t memory :
       {std::size_t{0}, std::size_t{1000}, std::size_t{1'700'000}, std::size_t{1} << 30}) {
    PairSpool spool({.memory = memory});
    for (const Pair& pair : pairs) spool.append(pair);
    CHECK(spool.size() == pairs.size());
    CHECK(spool.on_disk() == (memory < pairs.size() * sizeof(Pair)));
    CHECK(all(spool) == pairs);
    CHECK(all(spool) == pairs);
  }
  PairSpool empty;
  CHECK(all(empty).empty());
}

TEST_CASE("a spool without a folder for its file says what to set") {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("TMPDIR", "/nowhere", 1);
  PairSpool spool({.memory = 16});
  spool.append({});
  try {
    spool.append({});
    FAIL("written");
  } catch (const maillage::Error& error) {
    CHECK(error.code() == maillage::ErrorCode::io);
    CHECK(error.hint().find("TMPDIR") != std::string::npos);
  }
  before != nullptr ? ::setenv("TMPDIR", kept.c_str(), 1) : ::unsetenv("TMPDIR");
}
