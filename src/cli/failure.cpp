#include "failure.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "maillage/core/error.hpp"
#include "maillage/core/memory_limit.hpp"

namespace maillage::cli {
namespace {

constexpr const char* check_disk = "check the path, the permissions and the room on the disk";

int report(const Error& error) {
  std::fprintf(stderr, "maillage: %s\n", error.what());
  return exit_code(error.code());
}

bool is_no_memory(const std::error_code& code) {
  // A thread that cannot be made says EAGAIN.
  return code == std::errc::not_enough_memory || code == std::errc::resource_unavailable_try_again;
}

}  // namespace

void finish_output() {
  const bool earlier = std::ferror(stdout) != 0;
  if (std::fflush(stdout) == 0 && !earlier) return;
  throw Error(ErrorCode::io, std::string("standard output: cannot be written: ") + std::strerror(errno),
              "check the room on the disk, or the program behind the pipe");
}

int report_failure() {
  try {
    throw;
  } catch (const Error& error) {
    return report(error);
  } catch (const std::bad_alloc&) {
    return report(not_enough_memory());
  } catch (const std::filesystem::filesystem_error& refused) {
    return report({ErrorCode::io, refused.path1().string() + ": " + refused.code().message(), check_disk});
  } catch (const std::system_error& refused) {
    if (is_no_memory(refused.code())) return report(not_enough_memory());
    return report({ErrorCode::io, refused.what(), check_disk});
  } catch (const std::exception& bug) {
    // oneTBB says in a plain runtime_error that no thread could be made, for want of memory for its stack.
    if (std::strstr(bug.what(), "pthread_create") != nullptr) return report(not_enough_memory());
    return report({ErrorCode::internal, bug.what(),
                   "this is a bug of maillage: please report it with the command line and the output of "
                   "maillage --version --json"});
  }
}

}  // namespace maillage::cli
