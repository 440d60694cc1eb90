#include "maillage/io/zip_archive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "maillage/core/error.hpp"
#include "maillage/io/text_file.hpp"

namespace maillage::io {
namespace {

std::string many(std::size_t lines) {
  std::string out;
  for (std::size_t i = 0; i < lines; ++i) out += "<row><c>" + std::to_string(i * i) + "</c></row>\n";
  return out;
}

std::string noise(std::size_t size) {
  std::mt19937 engine(7);
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(engine() & 0xff);
  return out;
}

std::vector<ZipMember> examples() {
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
          {"content.xml", many(20000)},
          {"dossier/carte d’accès.txt", "été\n"},
          {"empty", ""},
          {"noise", noise(70000)}};
}

ErrorCode refusal(std::string_view archive, std::uint64_t most_bytes = 1U << 30) {
  try {
    (void)unzip(archive, most_bytes);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a zip archive gives back its members", "[io][zip]") {
  const std::vector<ZipMember> in = examples();
  const std::string archive = zip(in);
  CHECK(archive.size() < in[1].bytes.size() / 2);
  const std::vector<ZipMember> out = unzip(archive);
  REQUIRE(out.size() == in.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    CHECK(out[i].name == in[i].name);
    CHECK(out[i].bytes == in[i].bytes);
    CHECK(out[i].stored == in[i].stored);
  }
  CHECK(unzip(zip({})).empty());
}

TEST_CASE("a zip archive knows neither clock nor owner", "[io][zip]") {
  const std::string archive = zip(examples());
  CHECK(archive == zip(examples()));
  // Offset 10 of the first record: midnight of 1980-01-01.
  CHECK(archive.substr(10, 4) == std::string("\x00\x00\x21\x00", 4));
  // OpenDocument: the type is readable at offset 38 without unpacking.
  CHECK(archive.substr(30, 54) == "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
}

TEST_CASE("other programs read the zip archive", "[io][zip]") {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "maillage-zip-test.zip";
  write_text(path, zip(examples()));
  // Python's reader compares names, checksums and the directory.
  const std::string command =
      "python3 -c \"import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
      "assert z.namelist()[2] == 'dossier/carte d\\u2019acc\\u00e8s.txt', z.namelist(); "
      "assert z.getinfo('content.xml').date_time == (1980, 1, 1, 0, 0, 0)\" '" +
      path.string() + "'";
  CHECK(std::system(command.c_str()) == 0);
  CHECK(unzip_file(path).size() == 5);
  std::filesystem::remove(path);
}

TEST_CASE("a damaged zip archive is refused", "[io][zip]") {
  const std::string archive = zip(examples());
  CHECK(refusal("") == ErrorCode::input);
  CHECK(refusal("not a zip, and longer than its last record") == ErrorCode::input);
  for (const std::size_t size : {std::size_t{10}, archive.size() / 2, archive.size() - 1})
    CHECK(refusal(archive.substr(0, size)) == ErrorCode::input);
  CHECK(refusal(archive, 1000) == ErrorCode::limit);
  std::string other = archive;
  other[40] = static_cast<char>(other[40] ^ 1);  // in the stored member
  CHECK(refusal(other) == ErrorCode::input);
  other = archive;
  const std::size_t name = other.rfind("empty");
  other.replace(name, 5, "../up");
  CHECK(refusal(other) == ErrorCode::input);
  other.replace(name, 5, "noise");
  CHECK(refusal(other) == ErrorCode::input);
}

TEST_CASE("any changed byte of a zip archive is refused or changes nothing in the members", "[io][zip]") {
  const std::vector<ZipMember> in = {{"a.txt", many(40)}, {"b.txt", "b"}};
  const std::string archive = zip(in);
  for (std::size_t at = 0; at < archive.size(); ++at) {
    std::string other = archive;
    other[at] = static_cast<char>(other[at] ^ 0x55);
    try {
      for (const ZipMember& member : unzip(other, 1U << 20)) {
        const bool as_before = member.bytes == in[0].bytes || member.bytes == in[1].bytes;
        if (!as_before) FAIL("byte " << at << " passed unseen");
      }
    } catch (const Error& error) {
      const bool told = error.code() == ErrorCode::input || error.code() == ErrorCode::limit;
      if (!told) FAIL("byte " << at << ": " << error.what());
    }
  }
  SUCCEED();
}

TEST_CASE("names that would leave the folder are not written", "[io][zip]") {
  for (const char* name : {"", "/etc/x", "a/../b", "a\\b", "a//b", "a/", "."})
    CHECK_THROWS_AS(zip(std::vector<ZipMember>{{name, "x"}}), Error);
  CHECK_THROWS_AS(zip(std::vector<ZipMember>{{"a", "x"}, {"a", "y"}}), Error);
}

}  // namespace maillage::io
