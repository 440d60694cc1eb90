#pragma once
#include <toml++/toml.h>

#include <map>
#include <string>

namespace maillage::study {

// Every key as the study writes it: "zoning.priority_share" → "0.25". Texts without quotes, lists in brackets.
[[nodiscard]] std::map<std::string, std::string> written_keys(const toml::table& root);

}  // namespace maillage::study
