#pragma once
// In which unit planners read a measure: supply per person is written per 10 000 people.

#include <string>
#include <string_view>

#include "maillage/text/language.hpp"

namespace maillage::workflow {

// Factor from the raw score to the unit below: 10 000 for ratios of supply to people, 1 for the rest (the shares of bfca sum to 1 over the
// places, so that its scale depends on their number).
[[nodiscard]] double score_scale(std::string_view method);
[[nodiscard]] std::string_view score_unit(std::string_view method, text::Language lang);
// Unit of the APL-type index.
[[nodiscard]] std::string index_unit(text::Language lang);

}  // namespace maillage::workflow
