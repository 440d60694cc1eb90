#include "maillage/core/progress.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <string>
#include <vector>

#include "maillage/core/parallel.hpp"

using namespace maillage;

namespace {

class Log : public Progress::Listener {
 public:
  void begins(const std::string& step) override { lines.push_back("begins " + step); }
  void ends(const std::string& step) override { lines.push_back("ends " + step); }
  void says(const std::string& line) override { lines.push_back("says " + line); }
  std::vector<std::string> lines;
};

}  // namespace

TEST_CASE("steps follow each other and are told to the listener") {
  Log log;
  Progress progress(&log);
  progress.begin("one");
  progress.say("a remark");
  progress.begin("two");
  progress.end();
  progress.end();
  const std::vector<std::string> expected{"begins one", "says a remark", "ends one", "begins two",
                                          "ends two"};
  CHECK(log.lines == expected);
}

TEST_CASE("a step in a block ends with it, without anybody to tell too") {
  Log log;
  Progress progress(&log);
  {
    const ProgressStep step(&progress, "one");
    step.next("two");
    step.add(0.25);
    CHECK(progress.now().part == 0.25);
  }
  CHECK(log.lines.back() == "ends two");
  CHECK(progress.now().step.empty());
  const ProgressStep nobody(nullptr, "one");
  nobody.next("two");
  nobody.add(1);
}

TEST_CASE("a loop adds its share of the step, whatever the number of threads") {
  for (const unsigned threads : {1U, 4U}) {
    Progress progress;
    const Execution execution{threads, &progress};
    progress.begin("counted");
    parallel_ranges(1001, 10, execution, [](std::size_t, std::size_t) {});
    CHECK(progress.now().part == 0);
    parallel_ranges(1001, 10, execution.counting(0.5), [](std::size_t, std::size_t) {});
    CHECK_THAT(progress.now().part, Catch::Matchers::WithinAbs(0.5, 1e-6));
    parallel_ranges(7, 3, execution.counting(0.5), [](std::size_t, std::size_t) {});
    CHECK_THAT(progress.now().part, Catch::Matchers::WithinAbs(1, 1e-6));
    parallel_ranges(7, 3, execution.counting(0.5), [](std::size_t, std::size_t) {});
    CHECK(progress.now().part == 1);  // never more than the whole
    const std::uint64_t number = progress.now().number;
    progress.begin("the next");
    CHECK(progress.now().part == 0);
    CHECK(progress.now().number == number + 1);
  }
}
