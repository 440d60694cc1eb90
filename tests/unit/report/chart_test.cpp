#include "maillage/report/chart.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "svg_text.hpp"

namespace maillage::report {
namespace {

using Catch::Matchers::ContainsSubstring;
using text::Language;

BarChart three_bars() {
  BarChart chart;
  chart.id = "c";
  chart.title = "Temps";
  chart.bars = {{"près", 0.5, "50 %", false}, {"loin", 0.25, "25 %", true}, {"<rien>", 0, "0 %", false}};
  return chart;
}

TEST_CASE("bars start at zero and keep their proportions; every one is said in words") {
  const std::string svg = draw(three_bars(), Language::fr);
  // Labels take 104 units, values 74: 182 are left for the largest bar.
  CHECK_THAT(svg, ContainsSubstring("<rect class=\"bar\" x=\"104\" y=\"4\" width=\"182\" height=\"17\"/>"));
  CHECK_THAT(svg, ContainsSubstring("<rect class=\"apart\" x=\"104\" y=\"31\" width=\"91\" height=\"17\"/>"));
  CHECK_THAT(svg, ContainsSubstring("role=\"img\" aria-labelledby=\"c-title c-desc\""));
  CHECK_THAT(svg, ContainsSubstring("<title id=\"c-title\">Temps</title>"));
  CHECK_THAT(svg,
             ContainsSubstring(
                 "près\u00a0: 50\u202f%\u202f; loin\u00a0: 25\u202f%\u202f; &lt;rien&gt;\u00a0: 0\u202f%."));
  CHECK_THAT(svg, !ContainsSubstring("<rien>"));
}

TEST_CASE("a full bar may be given, a value above it does not leave the chart, an unknown one has no bar") {
  BarChart chart = three_bars();
  chart.most = 1;
  CHECK_THAT(draw(chart, Language::fr), ContainsSubstring("width=\"91\""));
  chart.most = 0.4;
  CHECK_THAT(draw(chart, Language::fr), ContainsSubstring("class=\"bar\" x=\"104\" y=\"4\" width=\"182\""));
  chart.bars = {{"a", std::numeric_limits<double>::quiet_NaN(), "–", false}};
  CHECK_THAT(draw(chart, Language::fr), !ContainsSubstring("class=\"bar\""));
}

TEST_CASE("the mark stands at its value and is named") {
  BarChart chart = three_bars();
  chart.most = 1;
  chart.labels_above = true;
  chart.mark = 0.25;
  chart.mark_text = "all: 25%";
  const std::string svg = draw(chart, Language::en);
  CHECK_THAT(svg, ContainsSubstring("<line class=\"mark\" x1=\"90\" y1=\"37\" x2=\"90\" y2=\"54\"/>"));
  CHECK_THAT(svg, ContainsSubstring("text-anchor=\"start\">all: 25%</text>"));
  CHECK_THAT(svg, ContainsSubstring("viewBox=\"0 0 360 134\""));  // 20 for the mark, 38 a bar
}

TEST_CASE("long names are cut between letters, not between bytes") {
  CHECK(shortened("éééé", 4) == "éééé");
  CHECK(shortened("ééééé", 4) == "éééé…");
  CHECK(shortened("Saint Jean", 6) == "Saint…");
  CHECK(units(2.04) == "2");
  CHECK(units(-0.06) == "-0.1");
}

TEST_CASE("a Lorenz curve runs from corner to corner") {
  LorenzChart chart;
  chart.id = "l";
  chart.title = "Partage";
  chart.description = "La moitié détient 30 %";
  chart.points = {{0, 0}, {0.5, 0.3}, {1, 1}};
  const std::string svg = draw(chart, Language::fr);
  CHECK_THAT(svg, ContainsSubstring("<path class=\"curve\" d=\"M44 290L184 206L324 10\"/>"));
  CHECK_THAT(svg, ContainsSubstring("<path class=\"equality\" d=\"M44 290L324 10\"/>"));
  CHECK_THAT(svg, ContainsSubstring("<desc id=\"l-desc\">La moitié détient 30\u202f%</desc>"));
}

}  // namespace
}  // namespace maillage::report
