#pragma once
// The libraries that only this module uses, with the version found at run time where they tell it.

#include <vector>

#include "maillage/core/library_version.hpp"

namespace maillage::study {

[[nodiscard]] std::vector<LibraryVersion> library_versions();

}  // namespace maillage::study
