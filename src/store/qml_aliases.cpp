#include "qml_aliases.hpp"

#include <fmt/format.h>

#include <string_view>

namespace maillage::store {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string with_aliases(std::string qml, const std::vector<std::pair<std::string, std::string>>& aliases) {
  const std::size_t end = qml.rfind("</qgis>");
  if (end == std::string::npos || qml.find("<aliases") != std::string::npos || aliases.empty()) return qml;
  std::string block = "<aliases>\n";
  for (const auto& [column, alias] : aliases) {
    block += fmt::format("  <alias field=\"{}\" name=\"{}\"/>\n", escaped(column), escaped(alias));
  }
  return qml.insert(end, block + "</aliases>\n");
}

}  // namespace maillage::store
