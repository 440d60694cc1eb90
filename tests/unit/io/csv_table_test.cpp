#include "maillage/io/csv_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "io_fixtures.hpp"

using namespace maillage;
using Catch::Matchers::ContainsSubstring;
using fixtures::error_of;
using fixtures::Folder;

TEST_CASE("a CSV becomes text columns, with the line of each row", "[csv-table]") {
  const Folder folder;
  const io::CsvTable csv =
      io::read_csv({folder.with("sites.csv", "code;nom;beds\n01004;\"two\nlines\";12\n2A004;Ajaccio;\n")});
  CHECK(csv.table.name() == "sites");
  CHECK(csv.table.at("code").texts() == table::Texts{"01004", "2A004"});
  CHECK(csv.table.at("nom").texts()[0] == "two\nlines");
  CHECK(csv.table.at("beds").texts()[0] == "12");
  CHECK(csv.table.at("beds").is_missing(1));
  CHECK(csv.lines == std::vector<std::uint64_t>{2, 4});
  CHECK_THAT(csv.place(1), ContainsSubstring("sites.csv, line 4"));
}

TEST_CASE("a CSV in another encoding is converted when it is stated", "[csv-table]") {
  const Folder folder;
  const auto path = folder.with("latin.csv",
                                "nom,cp\nOrl\xe9"
                                "ans,45000\n\xc9vry,91000\n");
  const io::CsvTable csv = io::read_csv({path, 0, "ISO-8859-1"});
  CHECK(csv.table.at("nom").texts() == table::Texts{"Orléans", "Évry"});
  CHECK_THAT(error_of([&] { (void)io::read_csv({path}); }).what(),
             ContainsSubstring("line 2") && ContainsSubstring("UTF-8"));
  const auto odd = folder.with("odd.csv", "nom,cp\n\xe9,1,2\n");
  const Error e = error_of([&] { (void)io::read_csv({odd, 0, "latin1"}); });
  CHECK_THAT(e.message(), ContainsSubstring("odd.csv, line 2"));
  CHECK(error_of([&] { (void)io::read_csv({odd, 0, "no-such"}); }).code() == ErrorCode::usage);
}

TEST_CASE("a CSV without records is an error", "[csv-table]") {
  const Folder folder;
  CHECK_THAT(error_of([&] { (void)io::read_csv({folder.with("a.csv", "id,x\n")}); }).message(),
             ContainsSubstring("no record"));
}

TEST_CASE("a table written as CSV reads back", "[csv-table]") {
  const Folder folder;
  table::Table t("t");
  table::Column score = fixtures::column("score", table::Reals{0.1, 2, 1e-9});
  score.set_missing(1);
  t.add(fixtures::column("id", table::Texts{"a", "b,c", "d\"e"}));
  t.add(score);
  t.add(fixtures::column("n", table::Integers{1, -2, 3}));
  io::write_csv(folder / "t.csv", t);
  CHECK(io::read_text(folder / "t.csv") == "id,score,n\na,0.1,1\n\"b,c\",,-2\n\"d\"\"e\",1e-09,3\n");
  CHECK(io::read_csv({folder / "t.csv"}).table.at("id").texts() == t.at("id").texts());
}
