#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/core/suggest.hpp"
#include "maillage/study/descriptor.hpp"
#include "maillage/study/study.hpp"
#include "read_input.hpp"
#include "toml_section.hpp"
#include "written_keys.hpp"

namespace maillage::study {
namespace {

constexpr double any = 1e300;

std::string read_file(const std::filesystem::path& file) {
  std::error_code problem;
  if (std::filesystem::is_directory(file, problem))
    throw Error(ErrorCode::usage, fmt::format("{}: is a folder, not a study", file.string()),
                "name the TOML file in it: study.toml");
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    std::vector<std::string> names;
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    const std::string near = nearest_word(file.filename().string(), names);
    throw Error(ErrorCode::usage, fmt::format("{}: the study cannot be read", file.string()),
                near.empty() || near == file.filename().string()
                    ? std::string("check the path of the study and the permissions")
                    : fmt::format("is it {}?", (file.parent_path() / near).string()));
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// What to do about the words toml++ has for what is wrong.
std::string syntax_hint(std::string_view description) {
  const auto says = [&](std::string_view word) { return description.find(word) != std::string_view::npos; };
  if (says("redefine")) return "keep one of the two";
  if (says("utf-8")) return "save the study as UTF-8 text: iconv -f WINDOWS-1252 -t UTF-8 in.toml > out.toml";
  if (says("parsing value") || says("parsing string"))
    return "put texts between quotation marks, on one line";
  return "the study must be valid TOML: [section], then key = value, a line each";
}

toml::table parse(const std::string& text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& problem) {
    const auto at = problem.source().begin;
    throw Error(ErrorCode::usage,
                fmt::format("{}, line {}, column {}: {}", file, at.line, at.column, problem.description()),
                syntax_hint(problem.description()));
  }
}

std::vector<std::string> known_keys(std::string_view section) {
  std::vector<std::string> names;
  for (const Key& key : keys()) {
    if (key.section == section) names.emplace_back(key.name);
  }
  return names;
}

std::vector<std::string> sections() {
  std::vector<std::string> names = known_keys("");
  for (const Key& key : keys()) {
    if (!key.section.empty() && std::find(names.begin(), names.end(), key.section) == names.end()) {
      names.emplace_back(key.section);
    }
  }
  names.emplace_back("inputs");
  return names;
}

// Gives a section of the study, after refusing keys that the descriptor does not know.
class Document {
 public:
  Document(std::string file, const toml::table& root) : file_(std::move(file)), root_(root) {}

  [[nodiscard]] Section top() const { return {file_, "", &root_}; }
  [[nodiscard]] Section section(const std::string& name) const {
    const toml::node* node = root_.get(name);
    if (node != nullptr && !node->is_table())
      throw top().error(name, fmt::format("« {} » must be a section", name), fmt::format("write [{}]", name));
    Section found(file_, name, node == nullptr ? nullptr : node->as_table());
    if (name != "inputs") found.refuse_unknown(known_keys(name));
    return found;
  }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const toml::table& root() const { return root_; }

 private:
  std::string file_;
  const toml::table& root_;
};

void read_inputs(const Document& document, const std::filesystem::path& folder, Study& study) {
  const Section inputs = document.section("inputs");
  if (const toml::table* table = document.root()["inputs"].as_table()) {
    for (const auto& [key, node] : *table)
      study.inputs.push_back(read_input(inputs, std::string(key.str()), node, folder));
  }
  const auto rank = [](const Input& input) {
    const auto kinds = input_kinds();
    return std::find_if(kinds.begin(), kinds.end(),
                        [&](const InputKind& k) { return k.name == input.name; }) -
           kinds.begin();
  };
  std::sort(study.inputs.begin(), study.inputs.end(),
            [&](const Input& a, const Input& b) { return rank(a) < rank(b); });
  for (const InputKind& kind : input_kinds()) {
    if (kind.required && study.input(kind.name) == nullptr) {
      throw inputs.error("", fmt::format("[inputs.{}] is missing ({})", kind.name, kind.meaning),
                         "add it with its path");
    }
  }
}

void read_head(const Document& document, Study& study) {
  const Section top = document.top();
  top.refuse_unknown(sections());
  const auto schema = top.number("schema", -any, any);
  if (!schema) throw top.error("schema", "« schema » is missing", "put schema = 1 on the first line");
  if (*schema != schema_version)
    throw top.error("schema", fmt::format("schema {} is not known to this version", *schema),
                    *schema > 1 ? "update maillage, or write the study for schema = 1"
                                : "this version reads schema = 1; there was no earlier one");
  const Section section = document.section("study");
  const auto title = section.text("title");
  if (!title || title->empty())
    throw section.error("title", "« title » is missing in [study]",
                        "give the study a title: it is printed on maps");
  study.title = *title;
  set(study.author, section.text("author"));
  set(study.date, section.text("date"));
  if (!study.date.empty() && !is_year_or_date(study.date))
    throw section.error("date", fmt::format("« date » is « {} », not a date", study.date),
                        "write it as 2025-03-01, 2025-03 or 2025");
  set(study.fictitious, section.flag("fictitious"));
  if (const auto language = section.choice("language", {"fr", "en"}))
    study.language = text::parse_language(*language);
  if (const auto crs = section.text("crs")) {
    try {
      study.crs = geo::parse_crs(*crs);
      if (!geo::is_projected(study.crs))
        throw Error(ErrorCode::usage, *crs + " is not projected",
                    "results need metres: EPSG:2154 in metropolitan France");
    } catch (const Error& problem) {
      throw section.error("crs", problem.message(), problem.hint());
    }
  }
  set(study.departments, document.section("area").texts("departments"));
}

void read_travel(const Document& document, Study& study) {
  const Section section = document.section("travel");
  set(study.travel.model, section.choice("model", {"road", "crow-fly"}));
  set(study.travel.limit, section.duration("limit"));
  if (study.travel.limit.value <= 0 || study.travel.limit.value > 24 * 3'600'000LL) {
    throw section.error("limit", "« limit » must be more than 0 and at most 24 hours", "60min is usual");
  }
  set(study.travel.detour, section.number("detour", 1, 10));
  set(study.travel.speed_kmh, section.number("speed", 0.1, 300));
  set(study.travel.snap_limit, section.length("snap_limit"));
  set(study.travel.access_speed_kmh, section.number("access_speed", 0.1, 130));
  set(study.travel.geometric_centres, section.flag("geometric_centres"));
  if (study.travel.geometric_centres && study.travel.model != "crow-fly") {
    throw section.error(
        "geometric_centres", "« geometric_centres » is for the travel model « crow-fly » only",
        "on roads, communes are placed by their streets; give [inputs.seats] or [inputs.cells] to do "
        "better");
  }
  set(study.travel.line_direction, section.choice("line_direction", {"both", "forward"}));
  if (study.travel.model == "road" && study.input("roads") == nullptr) {
    throw section.error("model", "the travel model « road » needs [inputs.roads]",
                        "add the roads, or set model = \"crow-fly\"");
  }
}

void read_access(const Document& document, Study& study) {
  const Section section = document.section("access");
  Access& access = study.access;
  if (const auto methods = section.texts("methods")) access.methods = *methods;
  set(access.decay, section.text("decay"));
  set(access.bound, section.choice("bound", {"closed", "open"}));
  set(access.catchment, section.duration("catchment"));
  set(access.profile, section.text("profile"));
  set(access.speciality, section.text("speciality"));
  access.calibration_factor = section.number("calibration_factor", 1e-6, 1e6);
  set(access.calibration_territory, section.text("calibration_territory"));
  const bool calibrated = access.profile == "apl-heads-calibrated";
  if (calibrated != access.calibration_factor.has_value() ||
      calibrated == access.calibration_territory.empty()) {
    throw section.error(
        "profile",
        "the profile apl-heads-calibrated, calibration_factor and calibration_territory go together",
        "give all three or none: an uncalibrated index of head counts has no legal class");
  }
}

void read_zoning(const Document& document, Study& study) {
  const Section section = document.section("zoning");
  Zoning& zoning = study.zoning;
  set(zoning.rule, section.choice("rule", {"rank", "legal-2017"}));
  set(zoning.priority_share, section.number("priority_share", 0, 1));
  set(zoning.intermediate_share, section.number("intermediate_share", 0, 1));
  if (zoning.priority_share + zoning.intermediate_share > 1) {
    throw section.error("intermediate_share", "priority_share and intermediate_share sum to more than 1",
                        "they are shares of the same people: 0.302 and 0.42");
  }
  zoning.too_far = section.duration("too_far");
  if (zoning.too_far && zoning.too_far->value > study.travel.limit.value) {
    throw section.error("too_far", "« too_far » is beyond the travel limit",
                        "farther journeys are not searched: raise [travel] limit");
  }
  set(zoning.minimum_population, section.number("minimum_population", 0, 1e9));
}

void read_outputs(const Document& document, Study& study) {
  const Section thresholds = document.section("thresholds");
  set(study.threshold_minutes, thresholds.numbers("minutes"));
  const auto& minutes = study.threshold_minutes;
  if (minutes.empty() || minutes.front() <= 0 ||
      std::adjacent_find(minutes.begin(), minutes.end(), std::greater_equal<>()) != minutes.end()) {
    throw thresholds.error("minutes", "« minutes » must be positive and increasing",
                           "write it as [10, 15, 20, 30]");
  }
  const double limit = maillage::minutes(study.travel.limit);
  if (minutes.back() > limit) {
    throw thresholds.error(
        "minutes", fmt::format("« minutes » goes beyond the travel limit of {} min", text::shortest(limit)),
        "people beyond the limit cannot be counted: raise [travel] limit");
  }
  const Section outputs = document.section("outputs");
  const auto check = [&](std::string_view key, const std::vector<std::string>& allowed,
                         std::vector<std::string>& target) {
    set(target, outputs.texts(key));
    for (const std::string& value : target) {
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
        throw outputs.error(key, fmt::format("« {} » cannot be « {} »", key, value),
                            fmt::format("among: {}", fmt::join(allowed, ", ")));
      }
    }
  };
  check("maps", {"access", "time", "reach", "zones"}, study.maps);
  check("map_formats", {"png", "svg", "pdf"}, study.map_formats);
  check("spreadsheets", {"xlsx", "ods"}, study.spreadsheets);
}

void read_rasters(const Document& document, Study& study) {
  const Section section = document.section("rasters");
  set(study.rasters.write, section.flag("write"));
  set(study.rasters.cell, section.length("cell"));
  if (study.rasters.cell.value < 1 || study.rasters.cell.value > 100'000) {
    throw section.error("cell", "« cell » must be from 1 m to 100 km", "500m is usual");
  }
}

}  // namespace

const Input* Study::input(std::string_view name) const {
  const auto found =
      std::find_if(inputs.begin(), inputs.end(), [&](const Input& i) { return i.name == name; });
  return found == inputs.end() ? nullptr : &*found;
}

std::string Study::printed_date() const {
  if (!date.empty()) return date;
  std::string newest;
  for (const Input& input : inputs) newest = std::max(newest, input.vintage);
  return newest;
}

Study read_study(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  const toml::table root = parse(text, file.string());
  const Document document(file.string(), root);
  Study study;
  study.file = file;
  study.hash = sha256(text);
  study.written_keys = written_keys(root);
  read_head(document, study);
  read_inputs(document, file.parent_path(), study);
  read_travel(document, study);
  read_access(document, study);
  read_zoning(document, study);
  read_outputs(document, study);
  read_rasters(document, study);
  return study;
}

}  // namespace maillage::study
