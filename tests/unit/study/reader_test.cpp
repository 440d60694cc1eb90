#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "maillage/core/error.hpp"
#include "maillage/study/descriptor.hpp"
#include "maillage/study/study.hpp"

using Catch::Matchers::ContainsSubstring;
using maillage::Error;
using maillage::ErrorCode;
using maillage::study::Study;

namespace {

// A study written to a scratch file for one test.
class Scratch {
 public:
  explicit Scratch(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / "maillage-study-test.toml") {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scratch() { std::filesystem::remove(path_); }
  [[nodiscard]] Study read() const { return maillage::study::read_study(path_); }
  [[nodiscard]] Error error() const {
    try {
      (void)read();
    } catch (const Error& e) {
      return e;
    }
    return {ErrorCode::internal, "no error"};
  }

 private:
  std::filesystem::path path_;
};

const std::string head = "schema = 1\n[study]\ntitle = \"t\"\n";
const std::string minimal = head + "[inputs.communes]\npath = \"c.gpkg\"\n[travel]\nmodel = \"crow-fly\"\n";

}  // namespace

TEST_CASE("a minimal study takes every default") {
  const Study study = Scratch(minimal).read();
  CHECK(study.title == "t");
  CHECK(study.crs == maillage::geo::lambert93);
  CHECK(study.travel.limit.value == 3600000);
  CHECK(study.threshold_minutes == std::vector<double>{10, 15, 20, 30});
  REQUIRE(study.inputs.size() == 1);
  CHECK(study.inputs[0].path == std::filesystem::temp_directory_path() / "c.gpkg");
  CHECK(study.inputs[0].columns.at("code").name == "code");
  CHECK(study.inputs[0].columns.at("code").must_exist);
  CHECK_FALSE(study.inputs[0].columns.contains("seat_x"));
  CHECK(study.hash.size() == 64);
}

TEST_CASE("an unknown key names its line and the nearest known one") {
  const Error e = Scratch(minimal + "limite = \"30min\"\n").error();
  CHECK(e.code() == ErrorCode::usage);
  CHECK_THAT(e.message(), ContainsSubstring("line 8") && ContainsSubstring("« limite »") &&
                              ContainsSubstring("« limit »"));
}

TEST_CASE("unknown sections, inputs, roles and values are refused") {
  CHECK_THAT(Scratch(minimal + "[acces]\nmethod = 1\n").error().message(), ContainsSubstring("« access »"));
  CHECK_THAT(Scratch(minimal + "[inputs.site]\npath = \"s.csv\"\n").error().message(),
             ContainsSubstring("« sites »"));
  CHECK_THAT(Scratch(minimal + "[inputs.sites]\npath = \"s.csv\"\ncolumns = { categry = \"c\" }\n")
                 .error()
                 .message(),
             ContainsSubstring("« category »"));
  CHECK_THAT(Scratch(minimal + "[zoning]\nrule = \"rang\"\n").error().message(),
             ContainsSubstring("« rank »"));
}

TEST_CASE("wrong types and values out of range are refused with their line") {
  CHECK_THAT(Scratch(minimal + "detour = \"1.3\"\n").error().message(),
             ContainsSubstring("line 8") && ContainsSubstring("number"));
  CHECK_THAT(Scratch(minimal + "detour = 0.5\n").error().message(), ContainsSubstring("out of range"));
  CHECK_THAT(Scratch(minimal + "limit = \"soon\"\n").error().message(), ContainsSubstring("duration"));
  CHECK_THAT(Scratch(minimal + "[thresholds]\nminutes = [20, 10]\n").error().message(),
             ContainsSubstring("increasing"));
  CHECK_THAT(
      Scratch(minimal + "[zoning]\npriority_share = 0.8\nintermediate_share = 0.3\n").error().message(),
      ContainsSubstring("more than 1"));
}

TEST_CASE("schema is mandatory and must be known; so are title and communes; TOML must be TOML") {
  CHECK_THAT(Scratch("[study]\ntitle = \"t\"\n").error().message(), ContainsSubstring("schema"));
  CHECK_THAT(Scratch("schema = 2\n[study]\ntitle = \"t\"\n").error().message(),
             ContainsSubstring("not known"));
  CHECK_THAT(Scratch("schema = 1\n[study]\n").error().message(), ContainsSubstring("title"));
  CHECK_THAT(Scratch(head).error().message(), ContainsSubstring("[inputs.communes] is missing"));
  CHECK_THAT(Scratch("schema = \n").error().message(), ContainsSubstring("line 1"));
  CHECK(maillage::exit_code(Scratch(head).error().code()) == 2);
}

TEST_CASE("the road model needs roads; a calibration needs all it rests on; results need metres") {
  CHECK_THAT(Scratch(head + "[inputs.communes]\npath = \"c\"\n").error().message(),
             ContainsSubstring("[inputs.roads]"));
  CHECK_THAT(Scratch(minimal + "[access]\ncalibration_factor = 0.6\n").error().message(),
             ContainsSubstring("go together"));
  CHECK_THAT(Scratch("schema = 1\n[study]\ntitle = \"t\"\ncrs = \"EPSG:4326\"\n").error().message(),
             ContainsSubstring("projected"));
}

TEST_CASE("sites: categories by kind and a second pair of coordinates; other inputs have neither") {
  const std::string sites = minimal + "[inputs.sites]\npath = \"s.csv\"\n";
  const std::string pair = "columns = { check_x = \"lon\", check_y = \"lat\" }\n";
  const Study study =
      Scratch(sites + "kinds = { 603 = \"health_house\", 604 = \"other\" }\ncheck_crs = \"EPSG:4326\"\n" +
              pair)
          .read();
  const auto& input = *study.input("sites");
  REQUIRE(input.kinds.size() == 2);
  CHECK(input.kinds.at("603") == maillage::territory::SiteKind::health_house);
  CHECK(input.check_crs == maillage::geo::wgs84);
  CHECK(input.columns.at("check_x").must_exist);

  CHECK_THAT(Scratch(sites + "kinds = { 603 = \"health-house\" }\n").error().message(),
             ContainsSubstring("line 10") && ContainsSubstring("no kind of site"));
  CHECK_THAT(Scratch(sites + "kinds = \"603\"\n").error().message(), ContainsSubstring("must be a table"));
  CHECK_THAT(Scratch(sites + pair).error().message(), ContainsSubstring("go together"));
  CHECK_THAT(Scratch(sites + "check_crs = \"EPSG:4326\"\n").error().message(),
             ContainsSubstring("go together"));
  CHECK_THAT(
      Scratch(minimal + "[inputs.cells]\npath = \"c.csv\"\nkinds = { 1 = \"other\" }\n").error().message(),
      ContainsSubstring("[inputs.sites] only"));
}

TEST_CASE(
    "a point of the polygon stands for a commune in crow-fly studies that ask for it, and in no other") {
  CHECK_FALSE(Scratch(minimal).read().travel.geometric_centres);
  CHECK(Scratch(minimal + "geometric_centres = true\n").read().travel.geometric_centres);
  const std::string roads =
      head + "[inputs.communes]\npath = \"c\"\n[inputs.roads]\npath = \"r\"\n[travel]\n";
  CHECK_THAT(Scratch(roads + "geometric_centres = true\n").error().message(), ContainsSubstring("crow-fly"));
}

TEST_CASE("MAILLAGE_DATA is expanded; unset or another variable is an error") {
  const std::string with =
      head + "[inputs.communes]\npath = \"${MAILLAGE_DATA}/c.gpkg\"\n[travel]\nmodel = \"crow-fly\"\n";
  const char* before = std::getenv("MAILLAGE_DATA");
  const std::string kept = before == nullptr ? "" : before;
  setenv("MAILLAGE_DATA", "/data", 1);
  const Study study = Scratch(with).read();
  CHECK(study.inputs[0].path == "/data/c.gpkg");
  CHECK(study.inputs[0].written_path == "${MAILLAGE_DATA}/c.gpkg");
  unsetenv("MAILLAGE_DATA");
  CHECK_THAT(Scratch(with).error().message(), ContainsSubstring("not set"));
  if (before != nullptr) setenv("MAILLAGE_DATA", kept.c_str(), 1);
  CHECK_THAT(Scratch(head + "[inputs.communes]\npath = \"${HOME}/c\"\n").error().message(),
             ContainsSubstring("unknown variable"));
}

TEST_CASE("the printed date is the study's, else the newest vintage") {
  CHECK(Scratch(minimal).read().printed_date().empty());
  const std::string two =
      head +
      "date = \"2026-03-01\"\n[inputs.communes]\npath = \"c\"\nvintage = \"2025\"\n[inputs.sites]\npath = "
      "\"s.csv\"\nvintage = \"2026-01\"\n[travel]\nmodel = \"crow-fly\"\n";
  CHECK(Scratch(two).read().printed_date() == "2026-03-01");
  std::string without = two;
  without.replace(without.find("date = \"2026-03-01\"\n"), 20, "");
  CHECK(Scratch(without).read().printed_date() == "2026-01");
}

TEST_CASE("docs/reference-study.toml is the descriptor's text") {
  std::ifstream in(std::filesystem::path(MAILLAGE_SOURCE_DIR) / "docs" / "reference-study.toml");
  std::ostringstream text;
  text << in.rdbuf();
  CHECK(text.str() == maillage::study::reference_study());
}

TEST_CASE("rasters: on by default, a cell within bounds") {
  CHECK(Scratch(minimal).read().rasters.write);
  CHECK(Scratch(minimal).read().rasters.cell.value == 500);
  const Study study = Scratch(minimal + "[rasters]\nwrite = false\ncell = \"1km\"\n").read();
  CHECK_FALSE(study.rasters.write);
  CHECK(study.rasters.cell.value == 1000);
  for (const char* wrong : {"0.5m", "101km"}) {
    const Error error = Scratch(minimal + "[rasters]\ncell = \"" + wrong + "\"\n").error();
    CHECK(error.code() == ErrorCode::usage);
    CHECK_THAT(error.message(), ContainsSubstring("[rasters] « cell »"));
  }
}

TEST_CASE("keys are kept as they are written, and a newer schema says to update") {
  const auto keys =
      Scratch(minimal + "detour = 1.50\n[thresholds]\nminutes = [10, 20.5]\n").read().written_keys;
  CHECK(keys.at("schema") == "1");
  CHECK(keys.at("travel.detour") == "1.5");
  CHECK(keys.at("thresholds.minutes") == "[10, 20.5]");
  CHECK_FALSE(keys.contains("zoning.rule"));
  CHECK_THAT(Scratch("schema = 2\n[study]\ntitle = \"t\"\n").error().hint(),
             ContainsSubstring("update maillage"));
}
