#include "maillage/report/prose.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/core/error.hpp"

namespace maillage::report {
namespace {

constexpr std::string_view narrow = "\u202f";
constexpr std::string_view wide = "\u00a0";

}  // namespace

Prose& Prose::operator+=(const Prose& more) {
  runs_.insert(runs_.end(), more.runs_.begin(), more.runs_.end());
  return *this;
}

bool Prose::empty() const {
  return std::all_of(runs_.begin(), runs_.end(), [](const Run& run) { return run.text.empty(); });
}

std::string Prose::plain() const {
  std::string out;
  for (const Run& run : runs_) out += run.text;
  return out;
}

Prose strong(std::string text) { return Run{Run::Kind::strong, std::move(text)}; }
Prose code(std::string text) { return Run{Run::Kind::code, std::move(text)}; }
Prose link(std::string text, std::string id) { return Run{Run::Kind::link, std::move(text), std::move(id)}; }
Prose figure(std::string text, std::string key, std::string value) {
  return Run{Run::Kind::figure, std::move(text), std::move(key), std::move(value)};
}

Prose fill(std::string_view pattern, const std::vector<Prose>& parts) {
  Prose out;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    if (open > 0) out += Prose(pattern.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t part =
        open + 1 < pattern.size() ? static_cast<std::size_t>(pattern[open + 1]) - '0' : 10;
    if (part >= parts.size() || pattern.substr(open + 2, 1) != "}")
      throw Error(ErrorCode::internal, fmt::format("« {} » names a part that is not there", pattern));
    out += parts[part];
    pattern.remove_prefix(open + 3);
  }
  return out;
}

Prose join(const std::vector<Prose>& parts, std::string_view between) {
  Prose out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += Prose(between);
    out += parts[i];
  }
  return out;
}

std::string spaced(std::string_view text, text::Language lang) {
  if (lang == text::Language::en) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with(" :")) {
      out += wide;
    } else if (rest.starts_with(" ;") || rest.starts_with(" ?") || rest.starts_with(" !") ||
               rest.starts_with(" %") || rest.starts_with(" »")) {
      out += narrow;
    } else if (rest.starts_with("« ")) {
      out += "«";
      out += narrow;
      i += std::string_view("« ").size() - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace maillage::report
