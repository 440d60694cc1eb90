#include "maillage/workflow/release.hpp"

#include "maillage/carto/render.hpp"

namespace maillage::workflow {

void release() { carto::release_fonts(); }

}  // namespace maillage::workflow
