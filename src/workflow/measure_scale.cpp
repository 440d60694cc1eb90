#include "maillage/workflow/measure_scale.hpp"

namespace maillage::workflow {

double score_scale(std::string_view method) {
  const bool amount = method == "nearest" || method == "cumulative" || method == "gravity" ||
                      method == "availability" || method == "bfca";
  return amount ? 1.0 : 10000.0;
}

std::string_view score_unit(std::string_view method, text::Language lang) {
  if (method == "nearest") return "min";
  if (method == "bfca")
    return text::pick(lang, "indice, échelle propre au nombre de lieux",
                      "index, scale set by the number of places");
  if (score_scale(method) == 1.0) return text::pick(lang, "médecins", "physicians");
  return text::pick(lang, "médecins pour 10 000 habitants", "physicians per 10,000 people");
}

std::string index_unit(text::Language lang) {
  return std::string(text::pick(lang, "actes par an et par habitant standardisé",
                                "acts a year per standardised inhabitant"));
}

}  // namespace maillage::workflow
