#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include "maillage/core/error.hpp"
#include "maillage/core/hash.hpp"
#include "maillage/study/descriptor.hpp"
#include "maillage/study/study.hpp"
#include "toml_section.hpp"

namespace maillage::study {
namespace {

constexpr double any = 1e300;

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::usage, fmt::format("{}: the study cannot be read", file.string()),
                "check the path of the study");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

toml::table parse(const std::string& text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& problem) {
    throw Error(ErrorCode::usage,
                fmt::format("{}, line {}: {}", file, problem.source().begin.line, problem.description()),
                "the study must be valid TOML");
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

template <class T>
void set(T& target, const std::optional<T>& value) {
  if (value) target = *value;
}

// "2025", "2025-03" or "2025-03-01": what sorts by date and goes into the files' metadata.
bool is_year_or_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const auto two_digits = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  if (text.size() >= 7 && (two_digits(5) < 1 || two_digits(5) > 12)) return false;
  return text.size() < 10 || (two_digits(8) >= 1 && two_digits(8) <= 31);
}

std::filesystem::path expand(const Section& section, const std::string& written,
                             const std::filesystem::path& folder) {
  std::string text = written;
  constexpr std::string_view variable = "${MAILLAGE_DATA}";
  if (const std::size_t at = text.find(variable); at != std::string::npos) {
    const char* value = std::getenv("MAILLAGE_DATA");
    if (value == nullptr || *value == '\0') {
      throw section.error("path", "the path uses ${MAILLAGE_DATA}, which is not set",
                          "set it: export MAILLAGE_DATA=/folder/of/the/data");
    }
    text.replace(at, variable.size(), value);
    text = std::filesystem::absolute(text).string();
  }
  if (text.find("${") != std::string::npos) {
    throw section.error("path", fmt::format("unknown variable in « {} »", written),
                        "${MAILLAGE_DATA} is the only one");
  }
  const std::filesystem::path path(text);
  return path.is_absolute() ? path : folder / path;
}

const InputKind& kind_of(const Section& inputs, const std::string& name) {
  std::vector<std::string> names;
  for (const InputKind& kind : input_kinds()) {
    if (kind.name == name) return kind;
    names.emplace_back(kind.name);
  }
  inputs.refuse_unknown(names);
  throw inputs.error(name, fmt::format("unknown input « {} »", name));
}

std::map<std::string, InputColumn> read_columns(const Section& columns, const InputKind& kind) {
  std::vector<std::string> known;
  for (const Role& role : kind.roles) known.emplace_back(role.name);
  columns.refuse_unknown(known);
  std::map<std::string, InputColumn> result;
  for (const Role& role : kind.roles) {
    const std::string name(role.name);
    const auto stated = columns.text(name);
    const InputColumn column{stated.value_or(std::string(role.default_column)), role.required || stated};
    if (!column.name.empty()) result[name] = column;
  }
  return result;
}

Input read_input(const Document& document, const Section& inputs, const std::string& name,
                 const toml::node& node, const std::filesystem::path& folder) {
  const InputKind& kind = kind_of(inputs, name);
  if (!node.is_table())
    throw inputs.error(name, fmt::format("« inputs.{} » must be a section", name),
                       fmt::format("write [inputs.{}]", name));
  const Section section(document.file(), "inputs." + name, node.as_table());
  std::vector<std::string> known;
  for (const Key& key : input_keys()) known.emplace_back(key.name);
  section.refuse_unknown(known);

  Input input;
  input.name = name;
  const auto path = section.text("path");
  if (!path || path->empty())
    throw section.error("path", "« path » is missing", "name the file of this input");
  input.written_path = *path;
  input.path = expand(section, *path, folder);
  set(input.layer, section.text("layer"));
  if (const auto crs = section.text("crs")) {
    try {
      input.crs = geo::parse_crs(*crs);
    } catch (const Error& problem) {
      throw section.error("crs", problem.message(), problem.hint());
    }
  }
  set(input.encoding, section.text("encoding"));
  set(input.vintage, section.text("vintage"));
  if (!input.vintage.empty() && !is_year_or_date(input.vintage))
    throw section.error("vintage",
                        fmt::format("« vintage » is « {} », neither a year nor a date", input.vintage),
                        "write it as 2025, 2025-03 or 2025-03-01");
  set(input.licence, section.text("licence"));
  set(input.source, section.text("source"));
  const toml::node* columns = node.as_table()->get("columns");
  if (columns != nullptr && !columns->is_table())
    throw section.error("columns", "« columns » must be a table", "write columns = { role = \"column\" }");
  input.columns = read_columns(
      {document.file(), "inputs." + name + ".columns", columns == nullptr ? nullptr : columns->as_table()},
      kind);
  return input;
}

void read_inputs(const Document& document, const std::filesystem::path& folder, Study& study) {
  const Section inputs = document.section("inputs");
  if (const toml::table* table = document.root()["inputs"].as_table()) {
    for (const auto& [key, node] : *table)
      study.inputs.push_back(read_input(document, inputs, std::string(key.str()), node, folder));
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
                    "this version reads schema = 1");
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
  check("maps", {"access", "time", "zones"}, study.maps);
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
