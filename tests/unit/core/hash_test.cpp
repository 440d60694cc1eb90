#include "maillage/core/hash.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "maillage/core/error.hpp"

// Test vectors of FIPS 180-2.
TEST_CASE("sha256 of known texts") {
  CHECK(maillage::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(maillage::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(maillage::Sha256().add("a").add("bc").hex() == maillage::sha256("abc"));
}

TEST_CASE("sha256 of a file, and of one that is not there") {
  const auto path = std::filesystem::temp_directory_path() / "maillage-hash-test";
  std::ofstream(path, std::ios::binary) << "abc";
  CHECK(maillage::sha256_file(path) == maillage::sha256("abc"));
  std::filesystem::remove(path);
  CHECK_THROWS_AS(maillage::sha256_file(path), maillage::Error);
}
