#include "maillage/io/library_versions.hpp"

#include <gdal.h>
#include <zlib.h>

namespace maillage::io {

std::vector<LibraryVersion> library_versions() {
  return {{"GDAL", GDALVersionInfo("RELEASE_NAME")}, {"zlib", zlibVersion()}};
}

}  // namespace maillage::io
