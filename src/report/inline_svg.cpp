#include "inline_svg.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/core/error.hpp"

namespace maillage::report {
namespace {

[[noreturn]] void refuse(std::string_view what) {
  throw Error(ErrorCode::internal, fmt::format("a map cannot be put into the page: {}", what));
}

// "a b" → "prefix-a prefix-b"
std::string prefixed_list(std::string_view ids, std::string_view prefix) {
  std::string out;
  bool begins = true;
  for (const char c : ids) {
    if (begins && c != ' ') out += fmt::format("{}-", prefix);
    begins = c == ' ';
    out += c;
  }
  return out;
}

std::string attribute_value(std::string_view name, std::string_view value, std::string_view prefix) {
  if (name == "id" || name.starts_with("aria-labelledby") || name == "aria-describedby")
    return prefixed_list(value, prefix);
  if (name == "href" || name == "xlink:href") {
    if (!value.starts_with('#')) refuse("it refers to another file");
    return fmt::format("#{}-{}", prefix, value.substr(1));
  }
  if (name.starts_with("on")) refuse("it holds a script");
  if (value.starts_with("url(")) {
    if (!value.starts_with("url(#")) refuse("it refers to another file");
    return fmt::format("url(#{}-{}", prefix, value.substr(5));
  }
  return std::string(value);
}

// One tag without its brackets, its attributes double-quoted.
std::string tag(std::string_view text, std::string_view prefix) {
  const std::size_t name_end = text.find_first_of(" \n\t/", 1);
  const std::string_view name = text.substr(0, name_end);
  if (name == "script" || name == "foreignObject" || name == "style") refuse("it holds a script or a style");
  std::string out(name);
  std::size_t at = name_end == std::string_view::npos ? text.size() : name_end;
  while (at < text.size()) {
    const std::size_t quote = text.find('"', at);
    if (quote == std::string_view::npos) break;
    const std::size_t close = text.find('"', quote + 1);
    if (close == std::string_view::npos) refuse("an attribute is not closed");
    std::string_view key = text.substr(at, quote - at);
    key.remove_prefix(std::min(key.find_first_not_of(" \n\t"), key.size()));
    if (!key.ends_with('=')) refuse("an attribute has no value");
    key.remove_suffix(1);
    const std::string_view value = text.substr(quote + 1, close - quote - 1);
    if (name == "svg" && (key == "width" || key == "height" || key.starts_with("xmlns"))) {
      // the page gives the size, HTML the namespace
    } else {
      out += fmt::format(" {}=\"{}\"", key == "xml:lang" ? "lang" : key, attribute_value(key, value, prefix));
    }
    at = close + 1;
  }
  out += text.substr(at);
  return out;
}

}  // namespace

std::string inline_svg(std::string_view svg, std::string_view prefix) {
  const std::size_t start = svg.find("<svg");
  if (start == std::string_view::npos) refuse("there is no <svg>");
  svg.remove_prefix(start);
  std::string out;
  out.reserve(svg.size() + svg.size() / 16);
  while (!svg.empty()) {
    const std::size_t open = svg.find('<');
    out += svg.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = svg.find('>', open);
    if (close == std::string_view::npos) refuse("a tag is not closed");
    const std::string_view inside = svg.substr(open + 1, close - open - 1);
    if (inside.starts_with('!') || inside.starts_with('?')) refuse("it holds a declaration");
    out += fmt::format("<{}>", inside.starts_with('/') ? std::string(inside) : tag(inside, prefix));
    svg.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace maillage::report
