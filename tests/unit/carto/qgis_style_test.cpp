#include "maillage/carto/qgis_style.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "maillage/core/error.hpp"
#include "sample_map.hpp"

using namespace maillage;
using namespace maillage::carto;

namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

bool before(const std::string& text, const std::string& first, const std::string& second) {
  const auto a = text.find(first), b = text.find(second);
  return a != std::string::npos && b != std::string::npos && a < b;
}

LayerStyle legal(Closed closed) {
  LayerStyle style;
  style.column = "apl";
  style.scale = graduated(fixed({2.5, 4}, closed), "rouge-bleu");
  return style;
}

std::string rgb(Colour c) {
  return std::to_string(c.red) + "," + std::to_string(c.green) + "," + std::to_string(c.blue) + ",255";
}

}  // namespace

TEST_CASE("the break above zero is none that QGIS rounds away when it saves a style") {
  LayerStyle style;
  style.column = "apl";
  style.scale = graduated(fixed({std::numeric_limits<double>::min(), 4}, Closed::left), "ocre");
  const std::string text = qml(style);
  CHECK(text.find("lower=\"1e-09\" upper=\"4\"") != std::string::npos);
  CHECK(text.find("lower=\"-1e+15\" upper=\"1e-09\"") != std::string::npos);
}

TEST_CASE("a graduated style has the classes, labels and colours of the map") {
  const LayerStyle style = legal(Closed::left);
  const std::string text = qml(style);
  CHECK(text.find("type=\"graduatedSymbol\" attr=\"apl\"") != std::string::npos);
  CHECK(occurrences(text, "<range ") == 3);
  CHECK(occurrences(text, "<symbol ") == 3);
  CHECK(text.find("lower=\"2.5\" upper=\"4\" label=\"2,5 à 4,0\"") != std::string::npos);
  CHECK(text.find("lower=\"4\" upper=\"1e+15\" label=\"4,0 et plus\"") != std::string::npos);
  CHECK(text.find("<layerGeometryType>2</layerGeometryType>") != std::string::npos);
  for (const Colour c : std::get<GraduatedScale>(*style.scale).colours)
    CHECK(text.find(rgb(c)) != std::string::npos);
}

TEST_CASE("the class that owns a break comes first, for QGIS takes the first range that holds a value") {
  CHECK(before(qml(legal(Closed::left)), "4,0 et plus", "moins de 2,5"));
  CHECK(before(qml(legal(Closed::right)), "2,5 et moins", "plus de 4,0"));
}

TEST_CASE("with signs the style is rule-based, one rule a sign") {
  LayerStyle style = legal(Closed::right);
  style.zero_apart = true;
  style.status_column = "status";
  const std::string text = qml(style);
  CHECK(text.find("RuleRenderer") != std::string::npos);
  CHECK(occurrences(text, "<rule key=") == 3 + 4);
  CHECK(
      text.find(
          "filter=\"&quot;apl&quot; &gt; 2.5 AND &quot;apl&quot; &lt;= 4 AND &quot;apl&quot; &lt;&gt; 0 AND "
          "coalesce(&quot;status&quot;, '') = ''\"") != std::string::npos);
  CHECK(
      text.find("(&quot;apl&quot; IS NULL AND coalesce(&quot;status&quot;, '') = '') OR &quot;status&quot; = "
                "'not_available'") != std::string::npos);
  style.status_column.clear();
  style.zero_apart = false;
  style.missing_shown = true;
  CHECK(occurrences(qml(style), "<rule key=") == 3 + 1);
}

TEST_CASE("categories: text is escaped, points have their own symbols") {
  LayerStyle style;
  style.kind = table::GeometryKind::point;
  style.column = "état";
  style.scale = CategoryScale{{{"ouverte", "ouverte & active", {1, 2, 3}}, {"l'autre", "", {4, 5, 6}}}};
  style.markers = {Marker{Shape::square, 8, Colour{1, 2, 3}, {}},
                   Marker{Shape::triangle, 6, std::nullopt, {}}};
  style.label_column = "nom";
  const std::string text = qml(style);
  CHECK(text.find("label=\"ouverte &amp; active\"") != std::string::npos);
  CHECK(text.find("value=\"l'autre\" type=\"string\" label=\"l'autre\"") != std::string::npos);
  CHECK(text.find("value=\"triangle\"") != std::string::npos);
  CHECK(text.find("fieldName=\"nom\"") != std::string::npos);
  CHECK(text.find("labelsEnabled=\"1\"") != std::string::npos);
  const std::string layer = sld(style, "maisons");
  CHECK(occurrences(layer, "<se:Rule>") == 3);  // two categories and the names
  CHECK(layer.find("<ogc:Literal>l'autre</ogc:Literal>") != std::string::npos);
}

TEST_CASE("SLD filters are exact on the side that is closed") {
  const std::string left = sld(legal(Closed::left), "communes"),
                    right = sld(legal(Closed::right), "communes");
  CHECK(occurrences(left, "<ogc:PropertyIsGreaterThanOrEqualTo>") == 2);
  CHECK(occurrences(left, "<ogc:PropertyIsLessThan>") == 2);
  CHECK(occurrences(right, "<ogc:PropertyIsGreaterThan>") == 2);
  CHECK(occurrences(right, "<ogc:PropertyIsLessThanOrEqualTo>") == 2);
}

TEST_CASE("a single symbol needs no column; a scale does") {
  LayerStyle style;
  style.kind = table::GeometryKind::line;
  CHECK(qml(style).find("singleSymbol") != std::string::npos);
  CHECK(qml(style).find("SimpleLine") != std::string::npos);
  CHECK(sld(style, "routes").find("LineSymbolizer") != std::string::npos);
  style.scale = graduated(fixed({1}), "ocre");
  CHECK_THROWS_AS(qml(style), Error);
  style.column = "t";
  CHECK_NOTHROW(qml(style));
  style.markers.resize(2);
  CHECK_THROWS_AS(sld(style, "routes"), Error);
}
