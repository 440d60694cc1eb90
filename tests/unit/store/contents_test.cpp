#include "maillage/store/contents.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/store/migration.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "maillage-contents-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
  fs::path path_;
};

// Another program, that keeps the file open until it goes.
class Editor {
 public:
  explicit Editor(const fs::path& path) {
    REQUIRE(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
    // Called by the triggers of the spatial index, for geometries: none is changed here.
    const auto zero = [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 0); };
    for (const char* name : {"ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"})
      sqlite3_create_function(handle_, name, 1, SQLITE_UTF8, nullptr, zero, nullptr, nullptr);
  }
  ~Editor() { sqlite3_close(handle_); }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;
  void run(const std::string& sql) {
    char* message = nullptr;
    const int state = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
    INFO(sql << ": " << (message != nullptr ? message : ""));
    CHECK(state == SQLITE_OK);
    sqlite3_free(message);
  }

 private:
  sqlite3* handle_ = nullptr;
};

fs::path workspace(const fs::path& path) {
  table::Table communes("communes", "Communes");
  table::Column code;
  code.name = "code", code.values = table::Texts{"2A004", "2A006", "2A008"};
  communes.add(code);
  table::Column people;
  people.name = "people", people.values = table::Integers{1, 2, 0}, people.set_missing(2);
  communes.add(people);
  table::Column score;
  score.name = "score", score.values = table::Reals{0.1, 2, 1e-9};
  communes.add(score);
  communes.set_geometry({table::GeometryKind::point,
                         geo::lambert93,
                         {geo::XY{1175000, 6110000}, geo::XY{1175001, 6110000}, geo::XY{1175002, 6110000}}});
  io::write_geopackage(path, {communes});
  store::WorkspaceParts parts;
  parts.meta = {store::schema_version, "0.1.0", std::string(64, 'a')};
  parts.styles = {{"communes", "accès", "Indice", "<qgis/>", "<sld/>", true}};
  store::finish_workspace(path, parts);
  return path;
}

store::LayerContents communes_of(const fs::path& path) {
  return store::layer_contents(store::WorkspaceReader(path), "communes");
}

}  // namespace

TEST_CASE("the digest of a layer is that of its documented text", "[contents]") {
  const Folder folder;
  const store::LayerContents layer = communes_of(workspace(folder / "w.gpkg"));
  CHECK(layer.rows == 3);
  CHECK(layer.geometry == "geom POINT 2154");
  CHECK(layer.fids == std::vector<std::int64_t>{1, 2, 3});
  CHECK(layer.columns.size() == 5);
  const std::string code = sha256("t5:2A004;t5:2A006;t5:2A008;");
  const std::string people = sha256("i1;i2;n;");
  CHECK(layer.columns.at("code") == code.substr(0, 16));
  CHECK(layer.columns.at("people") == people.substr(0, 16));
  CHECK(layer.columns.at("fid") == sha256("i1;i2;i3;").substr(0, 16));
  const store::LayerContents two =
      store::layer_contents(store::WorkspaceReader(folder / "w.gpkg"), "communes", {"people", "code"});
  CHECK(two.sha256 == sha256("communes\ngeom POINT 2154\n3\n4:code " + code + "\n6:people " + people + "\n"));
  CHECK(store::row_digest(two, 1) == sha256("t5:2A006;i2;").substr(0, 8));
}

TEST_CASE("one changed value changes its row, its column and the layer", "[contents]") {
  const Folder folder;
  const fs::path path = workspace(folder / "w.gpkg");
  const store::LayerContents before = communes_of(path);
  const std::string change = GENERATE_COPY(
      from_range(std::vector<std::string>{"people = 3", "people = NULL", "people = 'two'", "people = 2.5"}));
  Editor(path).run("UPDATE communes SET " + change + " WHERE fid = 2");
  const store::LayerContents after = communes_of(path);
  CHECK(after.sha256 != before.sha256);
  CHECK(after.columns.at("people") != before.columns.at("people"));
  CHECK(after.columns.at("score") == before.columns.at("score"));
  CHECK(store::row_digest(after, 1) != store::row_digest(before, 1));
  CHECK(store::row_digest(after, 2) == store::row_digest(before, 2));
}

TEST_CASE("values that look alike are told apart", "[contents]") {
  const Folder folder;
  const fs::path path = workspace(folder / "w.gpkg");
  const store::LayerContents before = communes_of(path);
  Editor(path).run(
      "UPDATE communes SET code = '2A00' WHERE fid = 1; UPDATE communes SET code = '42A006' WHERE fid = 2");
  CHECK(communes_of(path).columns.at("code") != before.columns.at("code"));
}

TEST_CASE("what QGIS does to the file does not change its contents", "[contents]") {
  const Folder folder;
  const fs::path path = workspace(folder / "w.gpkg");
  const store::LayerContents before = communes_of(path);
  const auto shown = store::presentation(store::WorkspaceReader(path));
  const std::string bytes = sha256_file(path);
  Editor(path).run(
      "INSERT INTO layer_styles (f_table_name, styleName) VALUES ('communes', 'x');"
      "UPDATE gpkg_contents SET last_change = '2030-01-01T00:00:00.000Z'; PRAGMA journal_mode = WAL; VACUUM");
  CHECK(sha256_file(path) != bytes);
  CHECK(communes_of(path).sha256 == before.sha256);
  CHECK(store::presentation(store::WorkspaceReader(path)).at("layer_styles") != shown.at("layer_styles"));
  Editor(path).run("ALTER TABLE communes ADD COLUMN remark TEXT");
  CHECK(communes_of(path).sha256 != before.sha256);
  CHECK(store::layer_contents(store::WorkspaceReader(path), "communes",
                              {"fid", "geom", "code", "people", "score"})
            .sha256 == before.sha256);
}

TEST_CASE("a log beside the file is read, and nothing is touched", "[contents]") {
  const Folder folder;
  const fs::path path = workspace(folder / "a file ?#%41.gpkg");
  Editor editor(path);
  editor.run(
      "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; UPDATE communes SET people = 7 WHERE fid = "
      "1");
  const std::string log = sha256_file(path.string() + "-wal");
  const std::string bytes = sha256_file(path);
  {
    const store::WorkspaceReader reader(path);
    CHECK(reader.merged_log());
    std::int64_t people = 0;
    reader.visit("communes", {"people"}, [&](const store::CellRow& row) {
      if (row.fid() == 1) people = row.integer(0);
    });
    CHECK(people == 7);
    CHECK(reader.meta().schema == store::schema_version);
  }
  CHECK(sha256_file(path.string() + "-wal") == log);
  CHECK(sha256_file(path) == bytes);
}

TEST_CASE("an older workspace is brought to this schema in a new file", "[migration]") {
  const Folder folder;
  const fs::path path = workspace(folder / "old.gpkg");
  CHECK_THROWS_AS(store::migrate_workspace(path, folder / "new.gpkg"), Error);  // current already
  CHECK_FALSE(fs::exists(folder / "new.gpkg"));
  Editor(path).run("UPDATE maillage_meta SET schema = 1; PRAGMA journal_mode = WAL");
  const std::string before = sha256_file(path);
  CHECK(store::migrate_workspace(path, folder / "new.gpkg").schema == 1);
  CHECK(store::read_meta(folder / "new.gpkg").schema == store::schema_version);
  CHECK(communes_of(folder / "new.gpkg").sha256 == communes_of(path).sha256);
  CHECK(sha256_file(path) == before);
  CHECK_FALSE(fs::exists(folder / "new.gpkg-wal"));
  CHECK_THROWS_AS(store::migrate_workspace(path, folder / "new.gpkg"), Error);  // is there already
  for (const int unknown : {0, store::schema_version + 1}) {
    Editor(path).run("UPDATE maillage_meta SET schema = " + std::to_string(unknown));
    CHECK_THROWS_AS(store::migrate_workspace(path, folder / "other.gpkg"), Error);
  }
}
