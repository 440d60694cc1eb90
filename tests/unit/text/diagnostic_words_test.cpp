#include "maillage/text/diagnostic_words.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using maillage::text::french_diagnostic;

namespace {

// Every code that a source file writes behind a severity.
std::set<std::string> codes_of_sources() {
  const std::regex code(R"(Severity::(?:note|warning|error),\s*"([a-z0-9-]+)\")");
  std::set<std::string> codes;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(MAILLAGE_SOURCE_DIR) / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    for (std::sregex_iterator it(all.begin(), all.end(), code), end; it != end; ++it) codes.insert((*it)[1]);
  }
  return codes;
}

}  // namespace

TEST_CASE("every diagnostic code of the sources has a French wording") {
  const auto codes = codes_of_sources();
  CHECK(codes.size() > 40);
  for (const std::string& code : codes) {
    INFO(code);
    CHECK_FALSE(french_diagnostic(code).empty());
  }
}

TEST_CASE("a mesh in the code is found by its prefix, an exact code first") {
  CHECK(french_diagnostic("commune-without-cpts") == french_diagnostic("commune-without-"));
  CHECK(french_diagnostic("commune-without-cells") != french_diagnostic("commune-without-"));
  CHECK(french_diagnostic("no-such-code").empty());
}
