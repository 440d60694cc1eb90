#include "qml_aliases.hpp"

#include <fmt/format.h>

#include "maillage/text/xml_text.hpp"

namespace maillage::store {

std::string with_aliases(std::string qml, const std::vector<std::pair<std::string, std::string>>& aliases) {
  const std::size_t end = qml.rfind("</qgis>");
  if (end == std::string::npos || qml.find("<aliases") != std::string::npos || aliases.empty()) return qml;
  std::string block = "<aliases>\n";
  for (const auto& [column, alias] : aliases) {
    block +=
        fmt::format("  <alias field=\"{}\" name=\"{}\"/>\n", text::xml_text(column), text::xml_text(alias));
  }
  return qml.insert(end, block + "</aliases>\n");
}

}  // namespace maillage::store
