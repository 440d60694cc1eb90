#pragma once

namespace maillage::workflow {

// Frees what libraries keep until the end of the process (fonts), so that leak checkers are quiet. Call it last, from
// main, with no work running.
void release();

}  // namespace maillage::workflow
