#include "markup.hpp"

#include <fmt/format.h>

#include "maillage/text/xml_text.hpp"

namespace maillage::report {
namespace {

constexpr std::size_t whole_code = 16;  // bytes

}  // namespace

std::string verbatim(std::string_view text) { return text::xml_text(text); }
std::string words(std::string_view text, text::Language lang) { return verbatim(spaced(text, lang)); }

std::string markup(const Prose& prose, text::Language lang) {
  std::string out;
  for (const Run& run : prose.runs()) {
    switch (run.kind) {
      case Run::Kind::plain:
        out += words(run.text, lang);
        break;
      case Run::Kind::strong:
        out += fmt::format("<strong>{}</strong>", words(run.text, lang));
        break;
      case Run::Kind::code:
        // Short ones are not broken over lines.
        out += fmt::format("<code{}>{}</code>", run.text.size() <= whole_code ? " class=\"whole\"" : "",
                           verbatim(run.text));
        break;
      case Run::Kind::figure:
        out += fmt::format(R"(<data value="{}" data-key="{}">{}</data>)", verbatim(run.value),
                           verbatim(run.key), words(run.text, lang));
        break;
      case Run::Kind::link:
        out += fmt::format("<a href=\"#{}\">{}</a>", verbatim(run.key), words(run.text, lang));
        break;
    }
  }
  return out;
}

}  // namespace maillage::report
