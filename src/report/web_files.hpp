#pragma once
#include <string_view>

namespace maillage::report {

// Content of a file of src/report/web, embedded at build time: "report.css", "report.js". Throws Error(internal).
[[nodiscard]] std::string_view web_file(std::string_view name);

}  // namespace maillage::report
