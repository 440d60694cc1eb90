#include "maillage/text/library_versions.hpp"

#include <fmt/format.h>

namespace maillage::text {

// Compiled in: the version of the headers.
std::vector<LibraryVersion> library_versions() {
  return {{"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)}};
}

}  // namespace maillage::text
