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
  struct sigaction action{};
  action.sa_handler = on_signal;
  // No SA_RESTART: a program that waits for standard input wakes up and sees the flag.
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
  struct sigaction before{};
  const bool nohup = ::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
  if (!nohup) ::sigaction(SIGHUP, &action, nullptr);
}

void request_interrupt() noexcept { flag = true; }
bool interrupted() noexcept { return flag; }

void throw_if_interrupted() {
  if (flag) throw Error(ErrorCode::interrupted, "interrupted; nothing was changed");
}

}  // namespace maillage
