#pragma once
// Diagnostics as JSON: the same members in every output.

#include <nlohmann/json.hpp>

#include "maillage/core/diagnostics.hpp"

namespace maillage::workflow {

[[nodiscard]] inline nlohmann::ordered_json diagnostics_json(const Diagnostics& diagnostics) {
  auto list = nlohmann::ordered_json::array();
  for (const Diagnostic& d : diagnostics.all()) {
    list.push_back({{"severity", name(d.severity)},
                    {"code", d.code},
                    {"subject", d.subject},
                    {"count", d.count},
                    {"message", d.message},
                    {"hint", d.hint},
                    {"first_ids", d.first_ids}});
  }
  return list;
}

}  // namespace maillage::workflow
