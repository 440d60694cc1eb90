#include "maillage/report/html.hpp"

#include <fmt/format.h>

#include "base64.hpp"
#include "blocks.hpp"
#include "check_page.hpp"
#include "markup.hpp"
#include "web_files.hpp"

namespace maillage::report {
namespace {

class PageWriter {
 public:
  explicit PageWriter(const Page& page) : page_(page), lang_(page.language) {}

  std::string write() const {
    std::string out = head();
    out += fmt::format("<body data-sort=\"{}\" data-filter=\"{}\">\n", say("trier", "sort"),
                       say("Filtrer les lignes", "Filter the rows"));
    out += fmt::format("<a class=\"skip\" href=\"#content\">{}</a>\n",
                       say("Aller au contenu", "Skip to content"));
    out += header() + contents() + "<main id=\"content\">\n";
    for (const Section& section : page_.sections) {
      out += opened(section, 2);
      for (const Section& part : section.parts) out += opened(part, 3) + "</section>\n";
      out += "</section>\n";
    }
    out += fmt::format("</main>\n<footer><p>{}</p></footer>\n", words(page_.generator, lang_));
    return out + fmt::format("<script>{}</script>\n</body>\n</html>\n", web_file("report.js"));
  }

 private:
  std::string say(std::string_view fr, std::string_view en) const {
    return words(text::pick(lang_, fr, en), lang_);
  }

  std::string head() const {
    const std::string_view style = web_file("report.css");
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
        "'{}'; "
        "script-src '{}'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>{}</style>\n</head>\n",
        text::pick(lang_, "fr", "en"), integrity(style), integrity(web_file("report.js")),
        verbatim(page_.generator), words(page_.title, lang_), style);
  }

  std::string header() const {
    std::string out = "<header>\n";
    if (!page_.banner.empty()) out += fmt::format("<p class=\"banner\">{}</p>\n", words(page_.banner, lang_));
    out += fmt::format("<h1>{}</h1>\n", words(page_.title, lang_));
    if (!page_.facts.empty()) {
      out += "<dl class=\"facts\">\n";
      for (const auto& [name, value] : page_.facts)
        out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", words(name, lang_), markup(value, lang_));
      out += "</dl>\n";
    }
    for (const Prose& stamp : page_.stamps)
      out += fmt::format("<p class=\"stamp\">{}</p>\n", markup(stamp, lang_));
    return out + "</header>\n";
  }

  std::string contents() const {
    std::string out = fmt::format("<nav id=\"contents\" aria-label=\"{0}\">\n<p>{0}</p>\n<ol>\n",
                                  say("Sommaire", "Contents"));
    for (const Section& section : page_.sections)
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, markup(section.title, lang_));
    return out + "</ol>\n</nav>\n";
  }

  // A section without its end: parts may follow.
  std::string opened(const Section& section, int level) const {
    std::string out = fmt::format("<section aria-labelledby=\"{0}\">\n<h{1} id=\"{0}\">{2}</h{1}>\n",
                                  section.id, level, markup(section.title, lang_));
    for (const Block& block : section.blocks) out += block_html(block, lang_);
    return out;
  }

  const Page& page_;
  text::Language lang_;
};

}  // namespace

std::string html(const Page& page) {
  check_page(page);
  return PageWriter(page).write();
}

}  // namespace maillage::report
