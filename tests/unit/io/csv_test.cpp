#include "maillage/io/csv.hpp"

#include <unistd.h>
#include <zlib.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using maillage::Error;
using maillage::ErrorCode;
using maillage::io::CsvReader;
using maillage::io::CsvWriter;
using Rows = std::vector<std::vector<std::string>>;

namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "maillage-csv-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::filesystem::path file(const std::string& bytes, const std::string& name = "in.csv") const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Rows rows_of(CsvReader& csv) {
  Rows rows;
  while (csv.next()) {
    auto& row = rows.emplace_back();
    for (std::size_t c = 0; c < csv.header().size(); ++c) row.emplace_back(csv.field(c));
  }
  return rows;
}

Rows parse(const std::string& bytes, char separator = 0) {
  const Folder folder;
  CsvReader csv(folder.file(bytes), separator);
  return rows_of(csv);
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// Reads everything and gives the error that stopped it.
Error failure(const std::string& bytes) {
  try {
    parse(bytes);
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return {ErrorCode::internal, ""};
}

void expect(const Error& error, ErrorCode code, const std::string& part) {
  CHECK(error.code() == code);
  CHECK_THAT(error.message(), Catch::Matchers::ContainsSubstring(part));
  CHECK(!error.hint().empty());
}

}  // namespace

TEST_CASE("plain records, with and without a last line break, LF and CRLF") {
  const Rows wanted{{"1", "Ajaccio"}, {"2", ""}};
  CHECK(parse("id,name\n1,Ajaccio\n2,\n") == wanted);
  CHECK(parse("id,name\n1,Ajaccio\n2,") == wanted);
  CHECK(parse("id,name\r\n1,Ajaccio\r\n2,\r\n") == wanted);
  CHECK(parse("\xEF\xBB\xBFid,name\n1,Ajaccio\n2,\n") == wanted);
  CHECK(parse("id,name\n").empty());
  CHECK(parse("id,name").empty());
}

TEST_CASE("the separator is found in the header or given") {
  const Rows wanted{{"1", "a,b", "3.5"}};
  CHECK(parse("id;name;x\n1;a,b;3.5\n") == wanted);
  CHECK(parse("id\tname\tx\n1\ta,b\t3.5\n") == wanted);
  CHECK(parse("id|name|x\n1|a,b|3.5\n") == wanted);
  CHECK(parse("\"a,b,c,d\";b;c\n1;\"a,b\";3.5\n") == wanted);
  CHECK(parse("a,b;c\n1;2\n", ';') == Rows{{"1", "2"}});
  CHECK(parse("one\nx\n\ny\n") == Rows{{"x"}, {""}, {"y"}});
}

TEST_CASE("quotes hold separators, line breaks and doubled quotes") {
  const Rows wanted{{"a,b", "two\nlines", "say \"no\""}, {"", "x", "\""}};
  CHECK(parse("p,q,r\n\"a,b\",\"two\nlines\",\"say \"\"no\"\"\"\n\"\",x,\"\"\"\"\n") == wanted);
  CHECK(parse("p,q,r\r\n\"a,b\",\"two\nlines\",\"say \"\"no\"\"\"\r\n\"\",x,\"\"\"\"") == wanted);
  CHECK(parse("p,q\n5\" pipe,EHPAD \"LES PINS\"\n") == Rows{{"5\" pipe", "EHPAD \"LES PINS\""}});
}

TEST_CASE("lines are counted through quoted line breaks and empty lines") {
  const Folder folder;
  CsvReader csv(folder.file("a,b\n1,\"x\ny\nz\"\n\n2,w\n"));
  REQUIRE(csv.next());
  CHECK(csv.line() == 2);
  REQUIRE(csv.next());
  CHECK(csv.line() == 6);
  CHECK(csv.field(1) == "w");
  CHECK(!csv.next());
  CHECK(!csv.next());
}

TEST_CASE("records across block borders come out whole") {
  std::string bytes = "id,text\n";
  Rows wanted;
  for (int i = 0; i < 60000; ++i) {
    const std::string body(static_cast<std::size_t>(i % 83), static_cast<char>('a' + i % 26));
    const bool quoted = i % 7 == 0;
    wanted.push_back({std::to_string(i), quoted ? body + ",\n\"é" : body});
    bytes += std::to_string(i) + "," + (quoted ? "\"" + body + ",\n\"\"é\"" : body) + "\n";
  }
  REQUIRE(bytes.size() > (2u << 20));
  CHECK(parse(bytes) == wanted);
  CHECK(parse(gzip(bytes)) == wanted);
}

TEST_CASE("a record longer than a block") {
  const std::string body(3'000'000, 'x');
  CHECK(parse("a,b\n1," + body + "\n") == Rows{{"1", body}});
  CHECK(parse("a,b\n1,\"" + body + "\n,\"\n") == Rows{{"1", body + "\n,"}});
}

TEST_CASE("gzip by its bytes, in several members; a cut or damaged one is an error") {
  const Rows wanted{{"1", "2"}, {"3", "4"}};
  const std::string one = gzip("a,b\n1,2\n"), two = gzip("3,4\n");
  CHECK(parse(one + two) == wanted);
  const std::string whole = gzip("a,b\n1,2\n3,4\n");
  expect(failure(whole.substr(0, whole.size() - 4)), ErrorCode::input, "ends too early");
  expect(failure(one + two.substr(0, 5)), ErrorCode::input, "ends too early");
  std::string damaged = whole;
  damaged[damaged.size() - 7] ^= 0x55;  // in the checksum
  expect(failure(damaged), ErrorCode::input, "damaged");
}

TEST_CASE("what is not clean text is refused with its line and what to do") {
  expect(failure(""), ErrorCode::input, "empty");
  expect(failure("\xEF\xBB\xBF"), ErrorCode::input, "empty");
  expect(failure("a,b\n1,2\n3,Pi\xE9tri\n"), ErrorCode::input, "in.csv, line 3: byte 5 of the record (0xE9)");
  CHECK_THAT(failure("a\n\xE9\n").hint(), Catch::Matchers::ContainsSubstring("UTF-8"));
  expect(failure("a,b\n1,\xC0\xAF\n"), ErrorCode::input, "line 2");          // overlong
  expect(failure("a,b\n1,\xED\xA0\x80\n"), ErrorCode::input, "line 2");      // surrogate
  expect(failure("a,b\n1,\xF4\x90\x80\x80\n"), ErrorCode::input, "line 2");  // beyond Unicode
  expect(failure(std::string("a,b\n1,\0\n", 8)), ErrorCode::input, "zero byte");
  expect(failure(std::string("\xFF\xFE"
                             "a\0,\0b\0",
                             8)),
         ErrorCode::input, "UTF-16");
  expect(failure("a,b\r1,2\r3,4\r"), ErrorCode::input, "carriage return");
  expect(failure("a,b\n1,2\n3\n"), ErrorCode::input, "line 3: 1 fields where the header has 2");
  expect(failure("a,b\n1,2,3\n"), ErrorCode::input, "line 2: 3 fields");
  expect(failure("a,b,a\n1,2,3\n"), ErrorCode::input, "line 1: two columns are called « a »");
  expect(failure("a,b\n1,2\n3,\"open\n5,6\n"), ErrorCode::input, "line 3: a quote is opened");
  expect(failure("a,b\n1,\"x\"y\n"), ErrorCode::input, "line 2: there is text after the closing quote");
  CHECK(parse("\"\",a,\"\"\n1,2,3\n") == Rows{{"1", "2", "3"}});  // nameless columns may stand twice
  try {
    CsvReader("/nowhere/in.csv");
    FAIL("opened");
  } catch (const Error& error) {
    expect(error, ErrorCode::io, "/nowhere/in.csv: no such file; the folder /nowhere does not exist");
  }
}

TEST_CASE("columns by name; the error names those that are there, nearest first") {
  const Folder folder;
  const CsvReader csv(folder.file("id,population,Supply\n1,2,3\n"));
  CHECK(csv.column("Supply") == 2);
  CHECK(csv.find_column("population") == 1);
  CHECK(!csv.find_column("supply"));
  try {
    static_cast<void>(csv.column("supply"));
    FAIL("found");
  } catch (const Error& error) {
    expect(error, ErrorCode::input, "no column « supply »");
    CHECK(error.hint() == "columns, nearest first: Supply, id, population");
  }
}

TEST_CASE("numbers are finite decimals with a point") {
  const Folder folder;
  CsvReader good(folder.file("x\n1\n-2.5\n1e3\n0.1\n"));
  std::vector<double> values;
  while (good.next()) values.push_back(good.number(0));
  CHECK(values == std::vector<double>{1, -2.5, 1000, 0.1});
  for (const std::string bad :
       {"", "NaN", "nan", "inf", "-Infinity", "1,5", "1 000", " 1", "1e999", "0x10", "12a", "+"}) {
    CsvReader csv(folder.file("x;y\n1;2\n" + bad + ";2\n"));
    REQUIRE(csv.next());
    REQUIRE(csv.next());
    try {
      static_cast<void>(csv.number(0));
      FAIL("« " << bad << " » taken");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::input);
      CHECK_THAT(error.message(),
                 Catch::Matchers::ContainsSubstring("line 3: « " + bad + " » in column « x »"));
    }
  }
}

TEST_CASE("standard input") {
  const Folder folder;
  const auto path = folder.file("a,b\n1,2\n");
  const int saved = ::dup(STDIN_FILENO);
  REQUIRE(std::freopen(path.c_str(), "rb", stdin) != nullptr);
  {
    CsvReader csv("-");
    CHECK(rows_of(csv) == Rows{{"1", "2"}});
    CHECK_THAT(csv.error("x").message(), Catch::Matchers::StartsWith("standard input, line 2"));
  }
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

TEST_CASE("the writer quotes what needs it, and what is written reads back") {
  const Folder folder;
  const auto path = folder / "out.csv";
  CsvWriter writer(path, {"id", "a,b"});
  writer.row({"1", "x"});
  writer.row({"", "say \"no\""});
  writer.row({"two\nlines", "é"});
  CHECK(!std::filesystem::exists(path));
  writer.close();
  CHECK(bytes_of(path) == "id,\"a,b\"\n1,x\n,\"say \"\"no\"\"\"\n\"two\nlines\",é\n");
  CHECK(!std::filesystem::exists(folder / "out.csv.tmp"));
  CsvReader csv(path);
  CHECK(rows_of(csv) == Rows{{"1", "x"}, {"", "say \"no\""}, {"two\nlines", "é"}});
}

TEST_CASE("nothing appears without close, and the file before stays") {
  const Folder folder;
  const auto path = folder.file("old\n", "out.csv");
  {
    CsvWriter writer(path, {"a"});
  }
  CHECK(bytes_of(path) == "old\n");
  CHECK(!std::filesystem::exists(folder / "out.csv.tmp"));
}

TEST_CASE("writer: one empty field, wrong width, bad targets, devices stay devices") {
  const Folder folder;
  CsvWriter one(folder / "one.csv", {"a"});
  one.row({""});
  one.close();
  CHECK(bytes_of(folder / "one.csv") == "a\n\"\"\n");
  CsvWriter two(folder / "two.csv", {"a", "b"});
  CHECK_THROWS_AS(two.row({"1"}), Error);
  CHECK_THROWS_AS(CsvWriter(folder / "missing" / "x.csv", {"a"}), Error);
  CHECK_THROWS_AS(CsvWriter(folder / "x.csv.gz", {"a"}), Error);
  CsvWriter null("/dev/null", {"a"});
  null.close();
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("a link is followed: the file it leads to is replaced, the link stays") {
  const Folder folder;
  folder.file("old\n", "real.csv");
  std::filesystem::create_symlink(folder / "real.csv", folder / "link.csv");
  CsvWriter writer(folder / "link.csv", {"a"});
  writer.close();
  CHECK(std::filesystem::is_symlink(folder / "link.csv"));
  CHECK(bytes_of(folder / "real.csv") == "a\n");
}
