#include "maillage/core/strict.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "maillage/core/error.hpp"

using namespace maillage;

namespace {

std::string refusal(const Diagnostics& diagnostics) {
  try {
    refuse_problems(diagnostics);
    return {};
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::data);
    CHECK(exit_code(error.code()) == 3);
    return error.what();
  }
}

}  // namespace

TEST_CASE("under --strict notes pass, warnings and errors do not") {
  Diagnostics diagnostics;
  CHECK(refusal(diagnostics).empty());
  diagnostics.add(Severity::note, "ring-closed", "communes", "01001", "rings were closed");
  CHECK(refusal(diagnostics).empty());
  diagnostics.add(Severity::warning, "value-missing", "sites", "S1", "a value is empty", "complete it");
  const std::string warned = refusal(diagnostics);
  CHECK(warned.find("warning: sites: 1 × a value is empty [value-missing]: S1") != std::string::npos);
  CHECK(warned.find("→ complete it") != std::string::npos);
  CHECK(warned.find("rings were closed") == std::string::npos);
}

TEST_CASE("the refusal lists every problem with its count and first ids") {
  Diagnostics diagnostics;
  for (int i = 0; i < 7; ++i)
    diagnostics.add(Severity::error, "commune-unknown", "population", "0100" + std::to_string(i),
                    "codes are unknown");
  diagnostics.add_count(Severity::warning, "people-off-network", "demand", 12, "people join no road");
  const std::string said = refusal(diagnostics);
  CHECK(said.find("error: population: 7 × codes are unknown [commune-unknown]: 01000, 01001, 01002, 01003, "
                  "01004, …") != std::string::npos);
  CHECK(said.find("warning: demand: 12 × people join no road [people-off-network]") != std::string::npos);
}
