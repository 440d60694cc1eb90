#include "maillage/core/version.hpp"

namespace maillage {
std::string_view version() noexcept { return MAILLAGE_VERSION; }
}  // namespace maillage
