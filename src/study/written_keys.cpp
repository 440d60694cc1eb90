#include "written_keys.hpp"

#include <sstream>

#include "maillage/text/language.hpp"

namespace maillage::study {
namespace {

std::string value_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* real = node.as_floating_point()) return text::shortest(real->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* list = node.as_array()) {
    std::string all = "[";
    for (const toml::node& item : *list) all += (all.size() > 1 ? ", " : "") + value_text(item);
    return all + "]";
  }
  std::ostringstream other;  // dates
  other.imbue(std::locale::classic());
  if (const auto* date = node.as_date()) other << date->get();
  if (const auto* time = node.as_time()) other << time->get();
  if (const auto* both = node.as_date_time()) other << both->get();
  return other.str();
}

void add(const toml::table& table, const std::string& prefix, std::map<std::string, std::string>& keys) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const toml::table* inner = node.as_table())
      add(*inner, name + ".", keys);
    else
      keys[name] = value_text(node);
  }
}

}  // namespace

std::map<std::string, std::string> written_keys(const toml::table& root) {
  std::map<std::string, std::string> keys;
  add(root, "", keys);
  return keys;
}

}  // namespace maillage::study
