#include "maillage/io/spreadsheet.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "io_fixtures.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/io/zip_archive.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using fixtures::column;
using fixtures::error_of;
using fixtures::Folder;

namespace {

table::Table communes() {
  table::Table t("communes", "Communes");
  table::Column time = column("seconds", table::Reals{0.1, std::nan(""), 900});
  time.alias = "Temps", time.unit = "s", time.decimals = 3;
  table::Column twin = column("mean", table::Reals{1, 2, 1.0 / 3});
  twin.alias = "Temps", twin.unit = "s";
  table::Column people = column("people", table::Integers{7, 1234567890123456, -1});
  people.set_missing(2);
  t.add(column("code", table::Texts{"01001", "=1+1", "a\n b "}));
  t.add(time), t.add(twin), t.add(people);
  return t;
}

std::string part(const std::filesystem::path& path, std::string_view name) {
  const auto members = io::unzip_file(path);
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const io::ZipMember& m) { return m.name == name; });
  REQUIRE(found != members.end());
  return found->bytes;
}

}  // namespace

TEST_CASE("cells of .xlsx: texts inline, numbers whole, nothing where nothing is", "[spreadsheet]") {
  const Folder folder;
  const table::Table t = communes();
  io::write_xlsx(
      folder / "a.xlsx",
      {.title = "t", .author = "", .date = "2025-01-01T00:00:00Z", .sheets = {{"Communes", &t, 1}}});
  const std::string sheet = part(folder / "a.xlsx", "xl/worksheets/sheet1.xml");
  CHECK_THAT(sheet,
             ContainsSubstring(
                 "<c r=\"A2\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">01001</t></is></c>"));
  CHECK_THAT(sheet, ContainsSubstring("<t xml:space=\"preserve\">=1+1</t>"));
  CHECK_THAT(sheet, ContainsSubstring("<v>0.1</v>"));
  CHECK_THAT(sheet, ContainsSubstring("<v>0.3333333333333333</v>"));
  CHECK_THAT(sheet, ContainsSubstring("<t xml:space=\"preserve\">1234567890123456</t>"));  // 16 digits
  CHECK_THAT(sheet, !ContainsSubstring("r=\"B3\""));
  CHECK_THAT(sheet, !ContainsSubstring("r=\"D4\""));
  CHECK_THAT(sheet,
             ContainsSubstring("xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\""));
  CHECK_THAT(sheet, ContainsSubstring("<autoFilter ref=\"A1:D4\"/>"));
}

TEST_CASE("cells of .ods: the same, with spaces and lines spelt out", "[spreadsheet]") {
  const Folder folder;
  const table::Table t = communes();
  io::write_ods(folder / "a.ods",
                {.title = "t", .author = "", .date = "2025-01-01T00:00:00Z", .sheets = {{"L'an", &t, 0}}});
  const std::string content = part(folder / "a.ods", "content.xml");
  CHECK_THAT(content, ContainsSubstring("office:value-type=\"string\"><text:p>01001</text:p>"));
  CHECK_THAT(content, ContainsSubstring("<text:p>a</text:p><text:p><text:s/>b<text:s/></text:p>"));
  CHECK_THAT(content, ContainsSubstring("office:value=\"0.3333333333333333\""));
  CHECK_THAT(content, ContainsSubstring("'L''an'.A1:'L''an'.D4"));
  CHECK(part(folder / "a.ods", "mimetype") == "application/vnd.oasis.opendocument.spreadsheet");
}

TEST_CASE("equal workbooks, equal bytes", "[spreadsheet]") {
  const Folder folder;
  const table::Table t = communes();
  const io::Workbook book{
      .title = "t", .author = "a", .date = "2025-01-01T00:00:00Z", .sheets = {{"Communes", &t, 0}}};
  io::write_xlsx(folder / "a.xlsx", book), io::write_xlsx(folder / "b.xlsx", book);
  io::write_ods(folder / "a.ods", book), io::write_ods(folder / "b.ods", book);
  CHECK(sha256_file(folder / "a.xlsx") == sha256_file(folder / "b.xlsx"));
  CHECK(sha256_file(folder / "a.ods") == sha256_file(folder / "b.ods"));
}

TEST_CASE("tabs have names that every program takes, headers differ", "[spreadsheet]") {
  const table::Table t = communes();
  io::Workbook book;
  for (const char* name : {"Zones", "zones", "a/b:c?[d]", "'é'", "", "1234567890123456789012345678901234",
                           "1234567890123456789012345678901299"})
    book.sheets.push_back({name, &t, 0});
  CHECK(io::sheet_names(book) == std::vector<std::string>{"Zones", "zones 2", "a b c  d", "é", "?",
                                                          "1234567890123456789012345678901",
                                                          "12345678901234567890123456789 2"});
  CHECK(io::sheet_header(t) == std::vector<std::string>{"code", "Temps (s)", "Temps (s) [mean]", "people"});
}

TEST_CASE("what no sheet holds is refused with its limit", "[spreadsheet]") {
  const Folder folder;
  table::Table longest("longest");
  longest.add(column("n", table::Integers(io::most_sheet_rows, 1)));
  CHECK(io::why_no_sheet(longest).empty());
  table::Table longer("longer");
  longer.add(column("n", table::Integers(io::most_sheet_rows + 1, 1)));
  CHECK_THAT(io::why_no_sheet(longer), ContainsSubstring("1048576 rows"));
  table::Table wide("wide");
  wide.add(column("text", table::Texts{std::string(io::most_cell_bytes + 1, 'a')}));
  for (const table::Table* table : {&longer, &wide}) {
    for (const auto write : {io::write_xlsx, io::write_ods}) {
      const Error error = error_of(
          [&] { write(folder / "a", {.title = "", .author = "", .date = "", .sheets = {{"a", table, 0}}}); });
      CHECK(error.code() == ErrorCode::limit);
      CHECK_THAT(error.message(), ContainsSubstring(table->name()));
    }
  }
  table::Table endless("endless");
  endless.add(column("x", table::Reals{std::numeric_limits<double>::infinity()}));
  const io::Workbook book{.title = "", .author = "", .date = "", .sheets = {{"a", &endless, 0}}};
  CHECK(error_of([&] { io::write_ods(folder / "a", book); }).code() == ErrorCode::internal);
  CHECK(error_of([&] { io::write_xlsx(folder / "a", {}); }).code() == ErrorCode::internal);
}
