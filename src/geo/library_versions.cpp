#include "maillage/geo/library_versions.hpp"

#include <geos_c.h>
#include <proj.h>

namespace maillage::geo {

std::vector<LibraryVersion> library_versions() {
  return {{"GEOS", GEOSversion()}, {"PROJ", proj_info().version}};
}

}  // namespace maillage::geo
