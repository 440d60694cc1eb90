#include "blocks.hpp"

#include <fmt/format.h>

#include "base64.hpp"
#include "inline_svg.hpp"
#include "maillage/core/error.hpp"
#include "maillage/text/language.hpp"
#include "markup.hpp"
#include "table_html.hpp"

namespace maillage::report {
namespace {

class BlockWriter {
 public:
  explicit BlockWriter(text::Language lang) : lang_(lang) {}

  std::string operator()(const Paragraph& paragraph) const {
    constexpr std::string_view classes[] = {"", " class=\"lead\"", " class=\"note\"", " class=\"absent\"",
                                            " class=\"stamp\""};
    return fmt::format("<p{}>{}</p>\n", classes[static_cast<std::size_t>(paragraph.tone)],
                       text(paragraph.text));
  }

  std::string operator()(const Bullets& bullets) const {
    if (bullets.items.empty()) return {};
    std::string out = "<ul>\n";
    for (const Prose& item : bullets.items) out += fmt::format("<li>{}</li>\n", text(item));
    return out + "</ul>\n";
  }

  std::string operator()(const Definitions& list) const {
    if (list.items.empty()) return {};
    std::string out = "<dl>\n";
    for (const auto& [term, meaning] : list.items)
      out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", text(term), text(meaning));
    return out + "</dl>\n";
  }

  std::string operator()(const Cards& cards) const {
    std::string out = "<ul class=\"cards\">\n";
    for (const Card& card : cards.items) {
      out += fmt::format("<li><span class=\"label\">{}</span> <span class=\"value\">{}</span>",
                         text(card.label), text(card.value));
      if (!card.note.empty()) out += fmt::format(" <span class=\"note\">{}</span>", text(card.note));
      out += "</li>\n";
    }
    return out + "</ul>\n";
  }

  std::string operator()(const Table& table) const { return table_html(table, lang_); }

  std::string operator()(const MapFigure& map) const {
    if (map.words.empty() || map.svg.empty() == map.png.empty())
      throw Error(ErrorCode::internal, fmt::format("map « {} » needs words and one picture", map.id));
    std::string out = fmt::format("<figure class=\"map {}\" id=\"{}\">\n",
                                  map.width >= map.height ? "landscape" : "portrait", map.id);
    // The box scrolls where the page is too narrow to read the map.
    out += fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n",
                       words(map.title, lang_));
    if (!map.svg.empty())
      out += inline_svg(map.svg, map.id);
    else
      out += fmt::format("<img alt=\"{}\" src=\"data:image/png;base64,{}\">\n", words(map.words, lang_),
                         base64(map.png));
    out += fmt::format("</div>\n<figcaption>{}</figcaption>\n", text(map.caption));
    out += fmt::format("<details><summary>{}</summary><p>{}</p></details>\n",
                       words(text::pick(lang_, "La carte en mots", "The map in words"), lang_),
                       words(map.words, lang_));
    return out + "</figure>\n";
  }

  std::string operator()(const Charts& charts) const {
    if (charts.items.empty()) return {};
    std::string out = "<div class=\"charts\">\n";
    for (const auto& item : charts.items) {
      out += std::visit(
          [&](const auto& chart) {
            const std::string note =
                chart.note.empty() ? "" : fmt::format(" <span>{}</span>", words(chart.note, lang_));
            return fmt::format(
                "<figure id=\"{}\">\n<figcaption><strong>{}</strong>{}</figcaption>\n{}\n</figure>\n",
                chart.id, words(chart.title, lang_), note, draw(chart, lang_));
          },
          item);
    }
    return out + "</div>\n";
  }

 private:
  [[nodiscard]] std::string text(const Prose& prose) const { return markup(prose, lang_); }
  text::Language lang_;
};

}  // namespace

std::string block_html(const Block& block, text::Language lang) {
  return std::visit(BlockWriter(lang), block);
}

}  // namespace maillage::report
