#include "maillage/carto/library_versions.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>

namespace maillage::carto {

std::vector<LibraryVersion> library_versions() {
  const int fontconfig = FcGetVersion();
  return {
      {"Cairo", cairo_version_string()},
      {"Pango", pango_version_string()},
      {"fontconfig", fmt::format("{}.{}.{}", fontconfig / 10000, fontconfig / 100 % 100, fontconfig % 100)}};
}

}  // namespace maillage::carto
