#include "toml_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/core/suggest.hpp"
#include "maillage/text/language.hpp"

namespace maillage::study {
namespace {

// "; did you mean « x »?" when a known word is near enough to be meant.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_word(word, known);
  return near.empty() ? near : fmt::format("; did you mean « {} »?", near);
}

}  // namespace

Section::Section(std::string file, std::string name, const toml::table* table)
    : file_(std::move(file)), name_(std::move(name)), table_(table) {}

const toml::node* Section::find(std::string_view key) const {
  return table_ == nullptr ? nullptr : table_->get(key);
}

Error Section::error(std::string_view key, const std::string& message, const std::string& hint) const {
  const toml::node* node = find(key);
  if (node == nullptr) node = table_;
  const std::string where = node == nullptr ? "" : fmt::format(", line {}", node->source().begin.line);
  const std::string section = name_.empty() ? "" : fmt::format("[{}] ", name_);
  return {ErrorCode::usage, fmt::format("{}{}: {}{}", file_, where, section, message), hint};
}

std::optional<std::string> Section::text(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto value = node->value_exact<std::string>()) return value;
  if (const auto* date = node->as_date()) {
    const toml::date d = date->get();
    return fmt::format("{:04}-{:02}-{:02}", d.year, static_cast<int>(d.month), static_cast<int>(d.day));
  }
  throw error(key, fmt::format("« {} » must be a text", key), "put the value between quotation marks");
}

std::optional<double> Section::number(std::string_view key, double low, double high) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value))
    throw error(key, fmt::format("« {} » must be a number", key), "write it without quotation marks");
  if (*value < low || *value > high) {
    throw error(key, fmt::format("« {} » is {}, out of range", key, text::shortest(*value)),
                fmt::format("give a value from {} to {}", text::shortest(low), text::shortest(high)));
  }
  return value;
}

std::optional<bool> Section::flag(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto value = node->value_exact<bool>()) return value;
  throw error(key, fmt::format("« {} » must be true or false", key));
}

std::string Section::amount_text(std::string_view key, const toml::node& node, const char* example) const {
  if (const auto value = node.value_exact<std::string>()) return *value;
  if (node.is_number()) return text::shortest(*node.value<double>());
  throw error(key, fmt::format("« {} » must be an amount", key), example);
}

std::optional<Milliseconds> Section::duration(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const std::string written = amount_text(key, *node, "\"15min\", \"900s\", or a number of minutes");
  try {
    return parse_duration(written);
  } catch (const Error& problem) {
    throw error(key, fmt::format("« {} »: {}", key, problem.message()),
                problem.hint().empty() ? "\"15min\", \"900s\", or a number of minutes" : problem.hint());
  }
}

std::optional<Metres> Section::length(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const std::string written = amount_text(key, *node, "\"1000m\", \"1km\", or a number of metres");
  try {
    return parse_length(written);
  } catch (const Error& problem) {
    throw error(key, fmt::format("« {} »: {}", key, problem.message()), problem.hint());
  }
}

std::optional<std::vector<std::string>> Section::texts(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* array = node->as_array();
  std::vector<std::string> values;
  if (array != nullptr) {
    for (const toml::node& item : *array) {
      if (const auto value = item.value_exact<std::string>()) values.push_back(*value);
    }
  }
  if (array == nullptr || values.size() != array->size()) {
    throw error(key, fmt::format("« {} » must be a list of texts", key), R"(write it as ["a", "b"])");
  }
  return values;
}

std::optional<std::vector<double>> Section::numbers(std::string_view key) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* array = node->as_array();
  std::vector<double> values;
  if (array != nullptr) {
    for (const toml::node& item : *array) {
      const auto value = item.is_number() ? item.value<double>() : std::nullopt;
      if (value && std::isfinite(*value)) values.push_back(*value);
    }
  }
  if (array == nullptr || values.size() != array->size()) {
    throw error(key, fmt::format("« {} » must be a list of numbers", key), "write it as [10, 20]");
  }
  return values;
}

std::optional<std::string> Section::choice(std::string_view key,
                                           const std::vector<std::string>& allowed) const {
  const auto value = text(key);
  if (value && std::find(allowed.begin(), allowed.end(), *value) == allowed.end()) {
    throw error(key, fmt::format("« {} » cannot be « {} »{}", key, *value, did_you_mean(*value, allowed)),
                fmt::format("one of: {}", fmt::join(allowed, ", ")));
  }
  return value;
}

void Section::refuse_unknown(const std::vector<std::string>& known) const {
  if (table_ == nullptr) return;
  for (const auto& [key, node] : *table_) {
    const std::string word(key.str());
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    throw error(word, fmt::format("unknown key « {} »{}", word, did_you_mean(word, known)),
                fmt::format("known here: {}", fmt::join(known, ", ")));
  }
}

}  // namespace maillage::study
