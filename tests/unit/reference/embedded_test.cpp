#include "maillage/reference/embedded.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "maillage/core/error.hpp"

using namespace maillage;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("what is embedded is what geodata/reference holds, byte for byte") {
  const std::filesystem::path folder = std::filesystem::path(MAILLAGE_SOURCE_DIR) / "geodata" / "reference";
  REQUIRE(!reference::names().empty());
  for (const std::string& name : reference::names()) CHECK(reference::text(name) == bytes_of(folder / name));
}

TEST_CASE("a file of the same form takes its place; what is not there is an error") {
  const auto path = std::filesystem::temp_directory_path() / "maillage-reference-test.json";
  std::ofstream(path) << "{}";
  CHECK(reference::text("apl_profiles.json", path) == "{}");
  CHECK(reference::text("apl_profiles.json", std::nullopt) == reference::text("apl_profiles.json"));
  std::filesystem::remove(path);
  CHECK_THROWS_AS(reference::text("apl_profiles.json", path), Error);
  try {
    static_cast<void>(reference::text("apl_profile.json"));
    FAIL("found");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    CHECK(error.hint().find("did you mean « apl_profiles.json »") != std::string::npos);
  }
}
