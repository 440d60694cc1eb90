#include "column_builder.hpp"

#include <fmt/format.h>

#include "maillage/workflow/labels.hpp"

namespace maillage::workflow {

ColumnWords reach_words(std::string_view kind, double minutes, text::Language lang) {
  using text::pick;
  const std::string limit = text::shortest(minutes);
  return {
      fmt::format("people_{}min_{}", limit, kind),
      fmt::format(fmt::runtime(pick(lang, "Habitants à {} min ou moins : {}", "People within {} min: {}")),
                  limit, kind_label(kind, lang)),
      std::string(pick(lang, "habitants", "people")),
      std::string(pick(lang, "Parmi la population prise en compte", "Of the population in the results"))};
}

ColumnWords reach_share_words(std::string_view kind, double minutes, text::Language lang) {
  using text::pick;
  const std::string limit = text::shortest(minutes);
  return {fmt::format("percent_{}min_{}", limit, kind),
          fmt::format(fmt::runtime(pick(lang, "Part des habitants à {} min ou moins : {}",
                                        "Share of people within {} min: {}")),
                      limit, kind_label(kind, lang)),
          "%",
          std::string(pick(lang, "De la population prise en compte", "Of the population in the results"))};
}

}  // namespace maillage::workflow
