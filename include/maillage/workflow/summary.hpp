#pragma once
// The key figures of a run as JSON, for scripts: schema "maillage/summary/1".

#include <string>

#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

// Keys in a fixed order, numbers as shortest decimals, no clock, no absolute path.
[[nodiscard]] std::string summary_json(const Loaded& loaded, const Results& results);
// All that results depend on besides the inputs, defaults included: the member "parameters".
[[nodiscard]] std::string parameters_json(const study::Study& study);
// What every output carries: version, study hash, inputs with hash, vintage and licence, parameters, travel source.
[[nodiscard]] std::string provenance_json(const Loaded& loaded, const Results& results);

}  // namespace maillage::workflow
