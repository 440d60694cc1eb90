#include "maillage/report/html.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "base64.hpp"
#include "maillage/core/error.hpp"
#include "web_files.hpp"

namespace maillage::report {
namespace {

using Catch::Matchers::ContainsSubstring;
using text::Language;

const std::string hostile = "</title><script>alert(1)</script>\"'";

Page page_of(std::vector<Block> blocks) {
  Page page;
  page.title = "Essai";
  page.sections = {{"one", "Un", std::move(blocks), {}}};
  page.generator = "maillage";
  return page;
}

std::size_t occurrences(const std::string& text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST_CASE(
    "a page has language, landmarks, a way past the contents, and allows its own style and script only") {
  Page page = page_of({Paragraph{"Bonjour"}});
  page.banner = "FICTIF";
  page.stamps = {"Aide"};
  page.facts = {{"Territoire", "Corse"}};
  page.sections[0].parts = {{"part", "Partie", {Paragraph{"Encore"}}, {}}};
  const std::string text = html(page);
  for (const char* part :
       {"<html lang=\"fr\">", "<title>Essai</title>", "<header>",
        "<nav id=\"contents\" aria-label=\"Sommaire\">", "<main id=\"content\">", "<footer>",
        "<a class=\"skip\" href=\"#content\">Aller au contenu</a>", "<h1>Essai</h1>",
        "<h2 id=\"one\">Un</h2>", "<h3 id=\"part\">Partie</h3>", "<p class=\"banner\">FICTIF</p>",
        "<p class=\"stamp\">Aide</p>", "<dt>Territoire</dt><dd>Corse</dd>",
        "<li><a href=\"#one\">Un</a></li>", "default-src 'none'; img-src data:;"})
    CHECK_THAT(text, ContainsSubstring(part));
  CHECK_THAT(text, ContainsSubstring("script-src '" + integrity(web_file("report.js")) + "'"));
  CHECK_THAT(text, ContainsSubstring("style-src '" + integrity(web_file("report.css")) + "'"));
  CHECK_THAT(text, !ContainsSubstring("http:"));
  CHECK_THAT(text, !ContainsSubstring("https:"));
  CHECK(html(page) == text);
  page.language = Language::en;
  CHECK_THAT(html(page), ContainsSubstring("<html lang=\"en\">"));
  CHECK_THAT(html(page), ContainsSubstring("aria-label=\"Contents\""));
}

TEST_CASE("hostile words stay words everywhere") {
  Table table;
  table.id = "t";
  table.caption = hostile;
  table.columns = {{hostile}, {hostile, true}};
  table.rows = {{hostile, {hostile, 1}}};
  table.foot = {{hostile, hostile}};
  table.note = hostile;
  MapFigure map;
  map.id = "m";
  map.title = hostile;
  map.svg = "<svg viewBox=\"0 0 1 1\"></svg>";
  map.words = hostile;
  map.caption = hostile;
  MapFigure picture = map;
  picture.id = "p";
  picture.svg.clear();
  picture.png = "png";
  BarChart bars;
  bars.id = "b";
  bars.title = bars.note = bars.mark_text = hostile;
  bars.mark = 1;
  bars.bars = {{hostile, 1, hostile, false}};
  LorenzChart curve;
  curve.id = "l";
  curve.title = curve.note = curve.description = hostile;
  curve.points = {{0, 0}, {1, 1}};
  Page page = page_of({Paragraph{hostile}, Bullets{{hostile}}, Definitions{{{hostile, hostile}}},
                       Cards{{{hostile, hostile, hostile}}}, table, map, picture, Charts{{bars, curve}}});
  page.title = page.banner = page.generator = hostile;
  page.stamps = {hostile};
  page.facts = {{hostile, hostile}};
  page.sections[0].title = hostile;
  const std::string text = html(page);
  CHECK(occurrences(text, "<script") == 1);   // ours
  CHECK(occurrences(text, "</title>") == 3);  // of the page and of two charts
  CHECK(occurrences(text, "alert(1)") == occurrences(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("tables: caption, scopes, sort keys, what is missing, totals") {
  Table table;
  table.id = "t";
  table.caption = "Chiffres";
  table.columns = {{"Nom"}, {"Habitants", true}};
  table.rows = {{"Ajaccio", {"71 361", 71361}}, {"Rien", {"–", std::numeric_limits<double>::quiet_NaN()}}};
  table.foot = {{"Ensemble", {"71 361", 71361}}};
  const std::string text = html(page_of({table}));
  for (const char* part :
       {"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t-caption\">",
        "<caption id=\"t-caption\"><span>Chiffres</span></caption>",
        "<th scope=\"col\" class=\"number\">Habitants</th>",
        "<tr><th scope=\"row\">Ajaccio</th><td class=\"number\" data-order=\"71361\">71 361</td></tr>",
        "<td class=\"number\" data-order=\"\">–</td>", "<tfoot>"})
    CHECK_THAT(text, ContainsSubstring(part));
  table.rows.push_back({"ragged"});
  CHECK_THROWS_AS(html(page_of({table})), Error);
}

TEST_CASE("maps: as drawing or as picture, always with words") {
  MapFigure map;
  map.id = "map-time";
  map.title = "Temps";
  map.svg = "<svg viewBox=\"0 0 2 1\"><title id=\"title\">Temps</title></svg>";
  map.width = 2, map.height = 1;
  map.words = "Carte : Temps";
  const std::string drawn = html(page_of({map}));
  CHECK_THAT(drawn, ContainsSubstring("<figure class=\"map landscape\" id=\"map-time\">"));
  CHECK_THAT(drawn, ContainsSubstring("<title id=\"map-time-title\">Temps</title>"));
  CHECK_THAT(drawn, ContainsSubstring("<summary>La carte en mots</summary><p>Carte\u00a0: Temps</p>"));
  map.svg.clear();
  CHECK_THROWS_AS(html(page_of({map})), Error);
  map.png = "foo";
  map.height = 3;
  const std::string picture = html(page_of({map}));
  CHECK_THAT(picture,
             ContainsSubstring("<img alt=\"Carte\u00a0: Temps\" src=\"data:image/png;base64,Zm9v\">"));
  CHECK_THAT(picture, ContainsSubstring("class=\"map portrait\""));
  map.words.clear();
  CHECK_THROWS_AS(html(page_of({map})), Error);
}

TEST_CASE("blocks without content leave nothing behind") {
  const std::string text = html(page_of({Bullets{}, Definitions{}, Charts{}}));
  CHECK_THAT(text, !ContainsSubstring("<ul>"));
  CHECK_THAT(text, !ContainsSubstring("<dl>"));
  CHECK_THAT(text, !ContainsSubstring("class=\"charts\""));
}

TEST_CASE("ids are unique and well formed, links lead somewhere, parts have no parts") {
  CHECK_NOTHROW(html(page_of({Paragraph{link("haut", "one")}})));
  CHECK_THROWS_AS(html(page_of({Paragraph{link("nulle part", "two")}})), Error);
  for (const char* bad : {"", "Capital", "with space", "1st", "one", "content"}) {
    INFO(bad);
    Table table;
    table.id = bad;
    table.columns = {{"a"}};
    CHECK_THROWS_AS(html(page_of({table})), Error);
  }
  Page deep = page_of({});
  deep.sections[0].parts = {{"two", "Deux", {}, {{"three", "Trois", {}, {}}}}};
  CHECK_THROWS_AS(html(deep), Error);
}

}  // namespace
}  // namespace maillage::report
