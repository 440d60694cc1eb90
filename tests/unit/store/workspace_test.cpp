#include "maillage/store/workspace.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <ctime>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/io/text_file.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "maillage-store-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
  fs::path path_;
};

template <class Function>
Error error_of(Function function) {
  try {
    function();
  } catch (const Error& e) {
    return e;
  }
  FAIL("no error was thrown");
  throw;
}

// The first column of the first row.
std::string query(const fs::path& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  std::string value = "(none)";
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  if (sqlite3_step(statement) == SQLITE_ROW) {
    const unsigned char* text = sqlite3_column_text(statement, 0);
    value = text != nullptr ? reinterpret_cast<const char*>(text) : "NULL";
  }
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return value;
}

std::vector<table::Table> tables() {
  table::Table communes("communes", "Communes");
  table::Column code;
  code.name = "code", code.alias = "Code INSEE", code.comment = "Code officiel",
  code.values = table::Texts{"2A004"};
  communes.add(code);
  communes.set_geometry({table::GeometryKind::point, geo::lambert93, {geo::XY{1175000, 6110000}}});
  table::Table summary("summary", "Résumé");
  table::Column n;
  n.name = "n", n.values = table::Integers{1};
  summary.add(n);
  return {communes, summary};
}

store::WorkspaceParts parts() {
  store::WorkspaceParts out;
  out.meta = {store::schema_version, "0.1.0", std::string(64, 'a')};
  out.styles = {{"communes", "accès", "Indice", "<qgis/>", "<sld/>", true},
                {"communes", "temps", "", "<qgis/>", "", false}};
  return out;
}

fs::path workspace(const fs::path& path) {
  io::write_geopackage(path, tables());
  store::finish_workspace(path, parts());
  return path;
}

}  // namespace

TEST_CASE("a finished workspace holds styles and what wrote it", "[workspace]") {
  const Folder folder;
  const fs::path path = workspace(folder / "w.gpkg");
  const store::WorkspaceMeta meta = store::read_meta(path);
  CHECK(meta.schema == store::schema_version);
  CHECK(meta.version == "0.1.0");
  CHECK(meta.study_hash == std::string(64, 'a'));
  CHECK(query(path, "SELECT count(*) FROM layer_styles") == "2");
  CHECK(query(path, "SELECT f_geometry_column FROM layer_styles WHERE useAsDefault") == "geom");
  CHECK(query(path, "SELECT styleQML FROM layer_styles WHERE id = 1") == "<qgis/>");
  CHECK(query(path, "SELECT count(*) FROM pragma_table_info('layer_styles') WHERE name <> 'id'") == "12");
  CHECK(query(path, "SELECT update_time FROM layer_styles") == "2000-01-01T00:00:00.000Z");
  CHECK(query(path, "SELECT data_type FROM gpkg_contents WHERE table_name = 'maillage_meta'") ==
        "attributes");
  CHECK(query(path, "SELECT extension_name FROM gpkg_extensions WHERE table_name = 'maillage_meta'") ==
        "maillage_workspace");
  CHECK(query(path, "SELECT name FROM gpkg_data_columns WHERE column_name = 'code'") == "Code INSEE");
  CHECK(query(path, "SELECT description FROM gpkg_data_columns WHERE column_name = 'code'") ==
        "Code officiel");
  CHECK(query(path, "SELECT group_concat(DISTINCT last_change) FROM gpkg_contents") ==
        "2000-01-01T00:00:00.000Z");
  CHECK(query(path, "PRAGMA integrity_check") == "ok");
  CHECK(query(path, "PRAGMA foreign_key_check") == "(none)");
}

TEST_CASE("styles get the names of columns for people, once and escaped", "[workspace]") {
  const Folder folder;
  std::vector<table::Table> layers = tables();
  table::Column odd;
  odd.name = "share", odd.alias = "Part <10 & \"plus\"", odd.unit = "%", odd.values = table::Reals{0.5};
  layers[0].add(odd);
  io::write_geopackage(folder / "w.gpkg", layers);
  store::WorkspaceParts with = parts();
  with.styles[0].qml = "<qgis version=\"3.22\">\n</qgis>\n";
  with.styles[1].qml = "<qgis><aliases/></qgis>";
  store::finish_workspace(folder / "w.gpkg", with);
  CHECK(query(folder / "w.gpkg", "SELECT styleQML FROM layer_styles WHERE id = 1") ==
        "<qgis version=\"3.22\">\n<aliases>\n  <alias field=\"code\" name=\"Code INSEE\"/>\n"
        "  <alias field=\"share\" name=\"Part &lt;10 &amp; &quot;plus&quot; (%)\"/>\n</aliases>\n</qgis>\n");
  CHECK(query(folder / "w.gpkg", "SELECT styleQML FROM layer_styles WHERE id = 2") ==
        "<qgis><aliases/></qgis>");
}

TEST_CASE("the whole workspace twice, in two time zones, is the same bytes", "[workspace]") {
  const Folder folder;
  const std::string first = sha256_file(workspace(folder / "a.gpkg"));
  ::setenv("TZ", "America/St_Johns", 1);
  ::tzset();
  const std::string second = sha256_file(workspace(folder / "b.gpkg"));
  ::unsetenv("TZ");
  ::tzset();
  CHECK(first == second);
  CHECK_FALSE(fs::exists(folder / "a.gpkg-journal"));
}

TEST_CASE("layers are still read after finishing", "[workspace]") {
  const Folder folder;
  io::LayerRequest request;
  request.path = workspace(folder / "w.gpkg");
  request.layer = "communes";
  Diagnostics diagnostics;
  CHECK(io::read_layer(request, diagnostics).at("code").texts()[0] == "2A004");
  CHECK(io::inspect(request).layers == std::vector<std::string>{"communes", "summary", "maillage_meta"});
  CHECK(diagnostics.all().empty());
}

TEST_CASE("what is no workspace is an error that says so", "[workspace]") {
  const Folder folder;
  CHECK(error_of([&] { (void)store::read_meta(folder / "no.gpkg"); }).code() == ErrorCode::io);
  io::write_text(folder / "text.gpkg",
                 "this is no database at all, and long enough to be looked at by SQLite as if it were one");
  CHECK(error_of([&] { (void)store::read_meta(folder / "text.gpkg"); }).code() == ErrorCode::database);
  io::write_geopackage(folder / "plain.gpkg", tables());
  const Error plain = error_of([&] { (void)store::read_meta(folder / "plain.gpkg"); });
  CHECK(plain.code() == ErrorCode::database);
  CHECK_THAT(plain.what(), ContainsSubstring("plain.gpkg") && ContainsSubstring("maillage run"));
  CHECK(error_of([&] { store::finish_workspace(folder / "text.gpkg", parts()); }).code() ==
        ErrorCode::database);
}

TEST_CASE("a workspace is finished once, and a failed finish changes nothing", "[workspace]") {
  const Folder folder;
  io::write_geopackage(folder / "w.gpkg", tables());
  const std::string before = sha256_file(folder / "w.gpkg");
  store::WorkspaceParts wrong = parts();
  wrong.styles[1].layer = "cantons";
  CHECK_THAT(error_of([&] { store::finish_workspace(folder / "w.gpkg", wrong); }).message(),
             ContainsSubstring("cantons"));
  wrong = parts();
  wrong.styles[1].is_default = true;
  CHECK_THAT(error_of([&] { store::finish_workspace(folder / "w.gpkg", wrong); }).message(),
             ContainsSubstring("two default"));
  CHECK(sha256_file(folder / "w.gpkg") == before);
  store::finish_workspace(folder / "w.gpkg", parts());
  CHECK_THAT(error_of([&] { store::finish_workspace(folder / "w.gpkg", parts()); }).message(),
             ContainsSubstring("finished already"));
}

TEST_CASE("another schema says what to do", "[workspace]") {
  CHECK_NOTHROW(store::require_current({store::schema_version, "0.1.0", ""}, "w.gpkg"));
  const Error newer =
      error_of([] { store::require_current({store::schema_version + 1, "9.0", ""}, "w.gpkg"); });
  CHECK(newer.code() == ErrorCode::database);
  CHECK_THAT(newer.hint(), ContainsSubstring("update maillage"));
  CHECK_THAT(error_of([] { store::require_current({0, "0.0", ""}, "w.gpkg"); }).hint(),
             ContainsSubstring("migrate"));
}

TEST_CASE("a project is kept as QGIS reads it, with the date of the study", "[workspace]") {
  const Folder folder;
  const fs::path path = folder / "w.gpkg";
  table::Table table("communes", "Communes");
  table.add({"code", "Code", "", "", table::Texts{"2A004"}, {}});
  io::write_geopackage(path, {table});
  store::WorkspaceParts parts;
  parts.project = {"maillage", std::string("PK\x03\x04\xff\x00", 6)};
  parts.date = "2024-05-01T00:00:00Z";
  store::finish_workspace(path, parts);
  CHECK(query(path, "SELECT name FROM qgis_projects") == "maillage");
  CHECK(query(path, "SELECT content FROM qgis_projects") == "504b0304ff00");
  CHECK_THAT(query(path, "SELECT metadata FROM qgis_projects"),
             ContainsSubstring("2024-05-01T00:00:00.000Z"));
  CHECK(query(path, "SELECT count(*) FROM pragma_table_info('qgis_projects')") == "3");
}

TEST_CASE("a write-ahead log left by QGIS is merged", "[workspace]") {
  const Folder folder;
  const fs::path path = workspace(folder / "w.gpkg");
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "PRAGMA journal_mode=WAL; UPDATE maillage_meta SET version = '0.1.1'", nullptr,
                       nullptr, nullptr) == SQLITE_OK);
  fs::copy(path, folder / "copy.gpkg");
  fs::copy(path.string() + "-wal", folder / "copy.gpkg-wal");  // as after a crash
  sqlite3_close(other);
  CHECK(fs::file_size(folder / "copy.gpkg-wal") > 0);
  store::settle(folder / "copy.gpkg");
  CHECK((!fs::exists(folder / "copy.gpkg-wal") || fs::file_size(folder / "copy.gpkg-wal") == 0));
  CHECK(store::read_meta(folder / "copy.gpkg").version == "0.1.1");
}
