#pragma once
// Parallel loops whose results do not depend on the number of threads: every index writes only its own slot, and
// whoever sums does so afterwards, in order. oneTBB behind it; std::jthread in the tsan preset.

#include <cstddef>
#include <functional>
#include <vector>

namespace maillage {

class Progress;

struct Execution {
  unsigned threads = 0;          // 0: one per core
  Progress* progress = nullptr;  // told how far the work is; may be nothing
  double part = 0;               // of the current step: what one loop over everything adds to it

  // The same, where a loop is `share` of the current step.
  [[nodiscard]] Execution counting(double share) const { return {threads, progress, share}; }
  // The same, where loops count nothing.
  [[nodiscard]] Execution silent() const { return {threads, progress, 0}; }
};

[[nodiscard]] unsigned thread_count(const Execution& execution);

// Calls body(begin, end) on consecutive ranges that cover [0, count), `grain` indices at a time, from several
// threads. An exception thrown by a body stops the loop and is rethrown (the one of the lowest range when several).
// Between ranges the interruption flag is looked at: Error(interrupted). Each range adds its share of execution.part to
// the progress.
void parallel_ranges(std::size_t count, std::size_t grain, const Execution& execution,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

// results[i] = function(i), for a default-constructible Result.
template <class Result, class Function>
std::vector<Result> parallel_map(std::size_t count, std::size_t grain, const Execution& execution,
                                 Function function) {
  std::vector<Result> results(count);
  parallel_ranges(count, grain, execution, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) results[i] = function(i);
  });
  return results;
}

}  // namespace maillage
