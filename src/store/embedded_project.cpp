#include "embedded_project.hpp"

#include <fmt/format.h>

namespace maillage::store {
namespace {

// QGIS keeps the archive as text: two lower-case digits a byte.
std::string lower_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace

void write_project(Database& database, const EmbeddedProject& project, const std::string& date) {
  database.run("CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
  Statement(database, "INSERT INTO qgis_projects (name, metadata, content) VALUES (?, ?, ?)")
      .bind(1, project.name)
      .bind(2, fmt::format(R"({{"last_modified_time": "{}", "last_modified_user": "maillage" }})", date))
      .bind(3, lower_hex(project.qgz))
      .run_once();
}

}  // namespace maillage::store
