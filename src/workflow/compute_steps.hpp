#pragma once
// The steps of compute() that turn rules of the study into options, and scores into classes.

#include <vector>

#include "maillage/access/apl.hpp"
#include "maillage/access/catchment.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

// The measures the study asks for. Error(usage) naming the study's key on unknown methods or decays.
[[nodiscard]] std::vector<access::AccessOptions> access_options(const study::Study& study);
// The profile of the index.
[[nodiscard]] access::AplProfile access_profile(const study::Study& study);
// Scales the scores of the index by the study's calibration, if any, and decides whether legal breaks may be used.
void calibrate_index(const study::Study& study, Results& results);
// Classes, contiguous zones, comparison with the official zoning.
void classify_access(Loaded& loaded, Results& results);

}  // namespace maillage::workflow
