#include "maillage/study/library_versions.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace maillage::study {

std::vector<LibraryVersion> library_versions() {
  return {{"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)}};
}

}  // namespace maillage::study
