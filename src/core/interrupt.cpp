#include "maillage/core/interrupt.hpp"

#include <atomic>
#include <csignal>

#include "maillage/core/error.hpp"

namespace maillage {
namespace {
std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  if (flag.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}
}  // namespace

void install_interrupt_handler() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

void request_interrupt() noexcept { flag = true; }
bool interrupted() noexcept { return flag; }

void throw_if_interrupted() {
  if (flag) throw Error(ErrorCode::interrupted, "interrupted; nothing was changed");
}

}  // namespace maillage
