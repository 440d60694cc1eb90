#include "maillage/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "maillage/core/interrupt.hpp"
#include "maillage/core/progress.hpp"

#ifdef MAILLAGE_JTHREAD
#else
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace maillage {
namespace {

// Keeps the exception of the lowest range, so that the message does not depend on scheduling.
class FirstFailure {
 public:
  void keep(std::size_t range) {
    const std::lock_guard lock(mutex_);
    if (range < range_) {
      range_ = range;
      failure_ = std::current_exception();
    }
  }
  [[nodiscard]] bool before(std::size_t range) {
    const std::lock_guard lock(mutex_);
    return range_ < range;
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::size_t range_ = static_cast<std::size_t>(-1);
  std::exception_ptr failure_;
};

void run_ranges(std::size_t ranges, unsigned threads, const std::function<void(std::size_t)>& one) {
#ifdef MAILLAGE_JTHREAD
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&] {
      for (std::size_t r = next++; r < ranges; r = next++) one(r);
    });
  }
#else
  // More threads than the machine has would only make oneTBB complain.
  tbb::task_arena arena(std::min(static_cast<int>(threads), tbb::this_task_arena::max_concurrency()));
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, ranges, one, tbb::simple_partitioner{}); });
#endif
}

}  // namespace

unsigned thread_count(const Execution& execution) {
  return execution.threads != 0 ? execution.threads : std::max(1U, std::thread::hardware_concurrency());
}

void parallel_ranges(std::size_t count, std::size_t grain, const Execution& execution,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  grain = std::max<std::size_t>(1, grain);
  const std::size_t ranges = (count + grain - 1) / grain;
  FirstFailure failure;
  Progress* const counted = execution.part > 0 ? execution.progress : nullptr;
  const auto one = [&](std::size_t r) {
    if (failure.before(r)) return;
    try {
      throw_if_interrupted();
      const std::size_t end = std::min(count, (r + 1) * grain);
      body(r * grain, end);
      if (counted != nullptr)
        counted->add(execution.part * static_cast<double>(end - r * grain) / static_cast<double>(count));
    } catch (...) {
      failure.keep(r);
    }
  };
  const unsigned threads = thread_count(execution);
  if (threads == 1 || ranges == 1) {
    for (std::size_t r = 0; r < ranges; ++r) one(r);
  } else {
    run_ranges(ranges, threads, one);
  }
  failure.rethrow();
}

}  // namespace maillage
