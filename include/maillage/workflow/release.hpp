#pragma once

namespace maillage::workflow {

// In builds with AddressSanitizer, frees what libraries keep until the end of the process (fonts), so that its leak
// checker is quiet; else nothing. Call it last, from main, with no work running.
void release();

}  // namespace maillage::workflow
