#include "maillage/io/output_folder.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <map>
#include <stdexcept>
#include <string>

#include "io_fixtures.hpp"
#include "maillage/core/hash.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using fixtures::error_of;
using fixtures::Folder;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      out[entry.path().lexically_relative(folder).string()] = io::read_text(entry.path());
  }
  return out;
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

void run(const fs::path& target, const std::map<std::string, std::string>& files) {
  io::OutputFolder out(target);
  for (const auto& [name, text] : files) io::write_text(out.path() / name, text);
  out.commit(R"({"program":"maillage"})");
}

}  // namespace

TEST_CASE("a new output folder appears with its manifest", "[output-folder]") {
  const Folder folder;
  {
    io::OutputFolder out(folder / "deep/results/");
    io::write_text(out.path() / "b.csv", "b\n");
    io::write_text(out.path() / "maps/a.svg", "<svg/>");
    CHECK_FALSE(fs::exists(folder / "deep/results"));
    out.commit(R"({"study":"demo","schema":1})");
    CHECK(out.target() == folder / "deep/results");
  }
  const auto files = contents(folder / "deep/results");
  CHECK(files.size() == 3);
  CHECK(files.at("b.csv") == "b\n");
  CHECK(files.at("maillage-manifest.json") ==
        "{\n  \"study\": \"demo\",\n  \"schema\": 1,\n  \"files\": [\n    {\n      \"path\": \"b.csv\",\n    "
        "  \"bytes\": 2,\n"
        "      \"sha256\": \"" +
            sha256("b\n") +
            "\"\n    },\n    {\n      \"path\": \"maps/a.svg\",\n      \"bytes\": 6,\n"
            "      \"sha256\": \"" +
            sha256("<svg/>") + "\"\n    }\n  ]\n}\n");
  CHECK(entries(folder / "deep") == 1);
}

TEST_CASE("without commit, and after an exception, the old folder is whole", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}, {"gone.csv", "x"}});
  const auto before = contents(folder / "out");
  try {
    io::OutputFolder out(folder / "out");
    io::write_text(out.path() / "a.csv", "second");
    throw std::runtime_error("trouble");
  } catch (const std::runtime_error&) {
  }
  CHECK(contents(folder / "out") == before);
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a second run replaces our files and removes those it does not make", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}, {"maps/gone.png", "x"}});
  run(folder / "out", {{"a.csv", "second"}});
  const auto after = contents(folder / "out");
  CHECK(after.size() == 2);
  CHECK(after.at("a.csv") == "second");
  CHECK_FALSE(fs::exists(folder / "out/maps"));
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("files that are not ours are carried over, never deleted", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}, {"w.gpkg", "base"}});
  io::write_text(folder / "out/notes.txt", "mine");
  io::write_text(folder / "out/my maps/draft.qgz", "draft");
  io::write_text(folder / "out/w.gpkg-wal", "a rest of the old database");
  fs::create_directory(folder / "out/empty");
  fs::create_symlink("notes.txt", folder / "out/link");
  fs::create_symlink("/nowhere", folder / "out/dangling");
  run(folder / "out", {{"a.csv", "second"}, {"w.gpkg", "new base"}});
  run(folder / "out", {{"a.csv", "third"}, {"w.gpkg", "new base"}});
  const auto after = contents(folder / "out");
  CHECK(after.at("a.csv") == "third");
  CHECK(after.at("notes.txt") == "mine");
  CHECK(after.at("my maps/draft.qgz") == "draft");
  CHECK_FALSE(after.contains("w.gpkg-wal"));
  CHECK(fs::is_directory(folder / "out/empty"));
  CHECK(fs::read_symlink(folder / "out/link") == "notes.txt");
  CHECK(fs::is_symlink(folder / "out/dangling"));
  CHECK_THAT(after.at("maillage-manifest.json"), !ContainsSubstring("notes.txt"));
  CHECK(fs::hard_link_count(folder / "out/notes.txt") == 1);
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a foreign file with the name of one of ours stops the exchange", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}});
  io::write_text(folder / "out/b.csv", "mine");
  const Error e = error_of([&] { run(folder / "out", {{"a.csv", "second"}, {"b.csv", "ours"}}); });
  CHECK(e.code() == ErrorCode::io);
  CHECK_THAT(e.message(), ContainsSubstring("b.csv"));
  CHECK(contents(folder / "out").at("a.csv") == "first");
  CHECK(contents(folder / "out").at("b.csv") == "mine");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a folder that is not ours is refused before anything is computed", "[output-folder]") {
  const Folder folder;
  io::write_text(folder / "thesis/chapter.txt", "years of work");
  const Error e = error_of([&] { io::OutputFolder out(folder / "thesis"); });
  CHECK(e.code() == ErrorCode::usage);
  CHECK_THAT(e.what(), ContainsSubstring("thesis") && ContainsSubstring("new or an empty folder"));
  CHECK(error_of([&] { io::OutputFolder out(folder / "thesis/chapter.txt"); }).code() == ErrorCode::usage);
  CHECK(error_of([&] { io::OutputFolder out("/"); }).code() == ErrorCode::usage);
  io::write_text(folder / "bad/maillage-manifest.json", "{\"files\": [1]}");
  CHECK_THAT(error_of([&] { io::OutputFolder out(folder / "bad"); }).message(), ContainsSubstring("damaged"));
  CHECK(contents(folder / "thesis").at("chapter.txt") == "years of work");
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("an empty folder may be used, and a link to one stays a link", "[output-folder]") {
  const Folder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink("real", folder / "link");
  run(folder / "link", {{"a.csv", "1"}});
  run(folder / "link", {{"a.csv", "2"}});
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(contents(folder / "real").at("a.csv") == "2");
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("a killed run leaves the old folder whole and is cleared away by the next", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}});
  io::write_text(folder / "out/notes.txt", "mine");
  const auto before = contents(folder / "out");
  const pid_t child = ::fork();
  if (child == 0) {
    io::OutputFolder out(folder / "out");
    io::write_text(out.path() / "a.csv", "half");
    ::raise(SIGKILL);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(contents(folder / "out") == before);
  CHECK(entries(folder.path()) == 2);  // the rest of the killed run
  run(folder / "out", {{"a.csv", "second"}});
  CHECK(contents(folder / "out").at("a.csv") == "second");
  CHECK(contents(folder / "out").at("notes.txt") == "mine");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("killed at any moment: the folder is the old one or the new one, never a mixture",
          "[output-folder]") {
  const Folder folder;
  const fs::path out = folder / "out";
  const auto write_run = [&](const std::string& text) {
    std::map<std::string, std::string> files;
    for (int i = 0; i < 8; ++i) files["f" + std::to_string(i)] = text;
    run(out, files);
  };
  write_run("begin");
  io::write_text(out / "notes.txt", "mine");
  for (int round = 0; round < 25; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int i = 0;; ++i) write_run(std::to_string(round) + "/" + std::to_string(i));
    }
    ::usleep(static_cast<useconds_t>(1000 + round * 1700));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    const auto files = contents(out);
    REQUIRE(files.size() == 10);
    CHECK(files.at("notes.txt") == "mine");
    for (int i = 1; i < 8; ++i) CHECK(files.at("f" + std::to_string(i)) == files.at("f0"));
    CHECK_THAT(files.at("maillage-manifest.json"), ContainsSubstring(sha256(files.at("f0"))));
  }
  write_run("end");
  CHECK(contents(out).at("notes.txt") == "mine");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a run cut right after the exchange: nothing foreign is lost", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "second"}});
  // The old folder as it then stands beside: its manifest, our file, and one that came while we were at it.
  const fs::path old = folder / ".out.new-1-0";
  run(old, {{"a.csv", "first"}, {"gone.csv", "x"}});
  io::write_text(old / "late.txt", "mine");
  {
    const io::OutputFolder out(folder / "out");
  }
  CHECK(contents(folder / "out").at("a.csv") == "second");
  CHECK(contents(folder / "out").at("late.txt") == "mine");
  CHECK_FALSE(fs::exists(folder / "out/gone.csv"));
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("an exchange in two steps cut between them is undone", "[output-folder]") {
  const Folder folder;
  run(folder / "out", {{"a.csv", "first"}});
  fs::rename(folder / "out", folder / ".out.old-1-0");
  {
    const io::OutputFolder out(folder / "out");
  }
  CHECK(contents(folder / "out").at("a.csv") == "first");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("the folder of a living run is left alone", "[output-folder]") {
  const Folder folder;
  io::OutputFolder first(folder / "out");
  io::write_text(first.path() / "a.csv", "first");
  run(folder / "out", {{"a.csv", "second"}});
  CHECK(fs::exists(first.path() / "a.csv"));
  first.commit();
  CHECK(contents(folder / "out").at("a.csv") == "first");
  CHECK(entries(folder.path()) == 1);
  CHECK(error_of([&] { first.commit(); }).code() == ErrorCode::internal);
}

TEST_CASE("the manifest must be an object", "[output-folder]") {
  const Folder folder;
  io::OutputFolder out(folder / "out");
  CHECK(error_of([&] { out.commit("[1]"); }).code() == ErrorCode::internal);
}
