#include "maillage/workflow/release.hpp"

#ifdef __SANITIZE_ADDRESS__
#include "maillage/carto/render.hpp"
#endif

namespace maillage::workflow {

// Only where a leak checker looks: waiting for the font threads of Pango takes a sixth of a second, and the end of the
// process frees everything anyway.
void release() {
#ifdef __SANITIZE_ADDRESS__
  carto::release_fonts();
#endif
}

}  // namespace maillage::workflow
