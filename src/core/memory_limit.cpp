#include "maillage/core/memory_limit.hpp"

#include <glib.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>

namespace maillage {
namespace {

// GLib ends the process after this returns from an error.
void on_glib_message(const gchar* domain, GLogLevelFlags level, const gchar* text, gpointer data) {
  const auto says = [&](const char* words) { return text != nullptr && std::strstr(text, words) != nullptr; };
  if ((level & G_LOG_LEVEL_ERROR) != 0 && (says("failed to allocate") || says("creating thread")))
    exit_without_memory();
  g_log_default_handler(domain, level, text, data);
}

bool address_space_is_limited() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

// Fontconfig and others use what malloc gave without looking: with no memory that is address 0 or a field behind it.
// Anywhere else a fault stays a crash that says so.
void on_fault(int signal, siginfo_t* fault, void*) {
  constexpr std::uintptr_t first_page = 4096;
  if (reinterpret_cast<std::uintptr_t>(fault->si_addr) < first_page) exit_without_memory();
  std::signal(signal, SIG_DFL);  // the instruction is tried again, and ends the process
}

void tell_faults_of_no_memory() {
  struct sigaction action{};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGSEGV, &action, nullptr);
}

// Each thread reserves far more address space than it ever uses: 64 MB to allocate from and 8 MB of stack. Where address
// space is limited (ulimit -v) that alone would be too much.
void spare_address_space() {
  if (!address_space_is_limited()) return;
  tell_faults_of_no_memory();
  ::mallopt(M_ARENA_MAX, 1);
  pthread_attr_t attributes;
  if (::pthread_attr_init(&attributes) != 0) return;
  constexpr std::size_t stack_bytes = std::size_t{2} << 20;
  if (::pthread_attr_setstacksize(&attributes, stack_bytes) == 0) ::pthread_setattr_default_np(&attributes);
  ::pthread_attr_destroy(&attributes);
}

constexpr const char* message = "not enough memory";
constexpr const char* hint =
    "nothing was changed; raise the limit (ulimit -v), close other programs, use --threads 1, a smaller area "
    "or a "
    "machine with more memory";
}  // namespace

Error not_enough_memory(std::string_view doing) {
  return {ErrorCode::limit, doing.empty() ? std::string(message) : std::string(doing) + ": " + message, hint};
}

void require_memory(std::size_t bytes, std::string_view doing) {
  if (!address_space_is_limited()) return;
  void* room = ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) throw not_enough_memory(doing);
  ::munmap(room, bytes);
}

void prepare_for_little_memory() {
  g_log_set_default_handler(on_glib_message, nullptr);
  spare_address_space();
}

void exit_without_memory() noexcept {
  // No allocation here.
  for (const std::string_view part :
       {std::string_view("maillage: "), std::string_view(message), std::string_view("\n  → "),
        std::string_view(hint), std::string_view("\n")}) {
    if (::write(STDERR_FILENO, part.data(), part.size()) < 0) break;
  }
  ::_exit(1);
}

}  // namespace maillage
