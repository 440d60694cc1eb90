#include "read_input.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

#include "maillage/study/descriptor.hpp"

namespace maillage::study {
namespace {

std::filesystem::path expand(const Section& section, const std::string& written,
                             const std::filesystem::path& folder) {
  constexpr std::string_view variable = "${MAILLAGE_DATA}";
  if (std::filesystem::path(written).is_absolute()) {
    throw section.error(
        "path", fmt::format("« {} » is an absolute path", written),
        "write it relative to the study, or as ${MAILLAGE_DATA}/…: results must not depend on the "
        "machine");
  }
  std::string text = written;
  if (const std::size_t at = text.find(variable); at != std::string::npos) {
    const char* value = std::getenv("MAILLAGE_DATA");
    if (value == nullptr || *value == '\0') {
      throw section.error("path", "the path uses ${MAILLAGE_DATA}, which is not set",
                          "set it: export MAILLAGE_DATA=/folder/of/the/data");
    }
    text.replace(at, variable.size(), value);
    text = std::filesystem::absolute(text).string();
  }
  if (text.find("${") != std::string::npos || written.starts_with("~") ||
      (written.starts_with("$") && !written.starts_with(variable))) {
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

// A table inside an input: `columns`, `kinds`. Null when it is absent.
const toml::table* inner_table(const Section& section, const toml::node& input, const std::string& key,
                               const std::string& example) {
  const toml::node* node = input.as_table()->get(key);
  if (node != nullptr && !node->is_table())
    throw section.error(key, fmt::format("« {} » must be a table", key), "write " + example);
  return node == nullptr ? nullptr : node->as_table();
}

std::map<std::string, territory::SiteKind> read_kinds(const Section& kinds, const toml::table* table) {
  std::map<std::string, territory::SiteKind> result;
  if (table == nullptr) return result;
  for (const auto& [key, node] : *table) {
    const std::string category(key.str());
    const std::string written = kinds.text(category).value_or("");
    const auto kind = territory::parse_site_kind(written);
    if (!kind || territory::name(*kind) != written) {
      throw kinds.error(
          category, fmt::format("« {} » is no kind of site", written),
          "among: health_house, health_centre, hospital, pharmacy, nursing_home, on_call_house, "
          "cpts_office, other");
    }
    result[category] = *kind;
  }
  return result;
}

std::optional<geo::Crs> read_crs(const Section& section, std::string_view key) {
  const auto written = section.text(key);
  if (!written) return std::nullopt;
  try {
    return geo::parse_crs(*written);
  } catch (const Error& problem) {
    throw section.error(key, problem.message(), problem.hint());
  }
}

// What only [inputs.sites] has.
void read_sites(const Section& section, const toml::node& node, Input& input) {
  if (input.name != "sites") {
    for (const char* key : {"kinds", "check_crs"}) {
      if (node.as_table()->get(key) != nullptr)
        throw section.error(key, fmt::format("« {} » is a key of [inputs.sites] only", key), "remove it");
    }
    return;
  }
  const toml::table* table = inner_table(section, node, "kinds", "kinds = { 603 = \"health_house\" }");
  input.kinds = read_kinds({section.file(), "inputs.sites.kinds", table}, table);
  input.check_crs = read_crs(section, "check_crs");
  const bool x = input.columns.contains("check_x");
  const bool y = input.columns.contains("check_y");
  if (x != y || x != input.check_crs.has_value())
    throw section.error("check_crs", "check_crs and the columns check_x and check_y go together",
                        "give all three, or none: the second pair is compared with x and y in its own CRS");
}

}  // namespace

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

Input read_input(const Section& inputs, const std::string& name, const toml::node& node,
                 const std::filesystem::path& folder) {
  const InputKind& kind = kind_of(inputs, name);
  if (!node.is_table())
    throw inputs.error(name, fmt::format("« inputs.{} » must be a section", name),
                       fmt::format("write [inputs.{}]", name));
  const Section section(inputs.file(), "inputs." + name, node.as_table());
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
  std::error_code unknown;
  if (std::filesystem::equivalent(input.path, inputs.file(), unknown)) {
    throw section.error("path", "the study names itself as an input", "name the file that holds the data");
  }
  set(input.layer, section.text("layer"));
  input.crs = read_crs(section, "crs");
  set(input.encoding, section.text("encoding"));
  set(input.vintage, section.text("vintage"));
  if (!input.vintage.empty() && !is_year_or_date(input.vintage))
    throw section.error("vintage",
                        fmt::format("« vintage » is « {} », neither a year nor a date", input.vintage),
                        "write it as 2025, 2025-03 or 2025-03-01");
  set(input.licence, section.text("licence"));
  set(input.source, section.text("source"));
  const toml::table* columns = inner_table(section, node, "columns", "columns = { role = \"column\" }");
  input.columns = read_columns({inputs.file(), "inputs." + name + ".columns", columns}, kind);
  read_sites(section, node, input);
  return input;
}

}  // namespace maillage::study
