#include "maillage/carto/qgis_project.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "maillage/carto/palette.hpp"
#include "maillage/core/error.hpp"

namespace maillage::carto {
namespace {

using Catch::Matchers::ContainsSubstring;

table::Table communes() {
  table::Table table("communes", "Communes");
  table.add({"name", "Commune", "", "Nom de la commune", table::Texts{"Un", "Deux"}, {}});
  table.add({"minutes", "Temps", "min", "Médiane « des » habitants", table::Reals{4, 30}, {}});
  return table;
}

LayerStyle times() {
  LayerStyle style;
  style.column = "minutes";
  style.scale = graduated(fixed({10, 20}, Closed::right), "ocre");
  return style;
}

QgisProject example(const table::Table& table) {
  QgisProject p;
  p.title = "Étude d’essai & co";
  p.crs = geo::lambert93;
  p.extent.add(geo::XY{100000, 6200000});
  p.extent.add(geo::XY{200000, 6250000});
  p.layers = {{.key = "time",
               .name = "Temps",
               .file = "maillage.gpkg",
               .table = "communes",
               .style = times(),
               .columns = &table},
              {.key = "grid",
               .name = "Grille",
               .file = "time_gp.tif",
               .style = RasterStyle{.scale = graduated(fixed({10, 20}, Closed::right), "ocre")}},
              {.key = "inputs", .name = "Données", .file = "maillage.gpkg", .table = "maillage_inputs"}};
  p.layers[0].filter = "\"name\" <> 'Trois'";
  p.groups = {{"Temps de trajet", {"time", "grid"}}, {"Données et qualité", {"inputs"}}};
  p.themes = {{"Temps", {"time"}}, {"Grille", {"grid"}}};
  p.layouts = {{.name = "Carte – temps",
                .theme = "Temps",
                .title = "Temps d’accès : essai",
                .subtitle = "Territoire",
                .legend = {{"time", "Temps d’accès", "min"}},
                .notes = {"Une note ; une autre : 60 km/h."},
                .footer = "Sources : essai"}};
  return p;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

ErrorCode refusal(const QgisProject& project) {
  try {
    (void)qgs(project);
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("nothing was refused");
  return ErrorCode::usage;
}

}  // namespace

TEST_CASE("a project finds its layers beside it", "[carto][qgis]") {
  const table::Table table = communes();
  const std::string xml = qgs(example(table));
  CHECK_THAT(xml,
             ContainsSubstring(
                 "<datasource>./maillage.gpkg|layername=communes|subset=&quot;name&quot; &lt;&gt; 'Trois'"));
  CHECK_THAT(xml, ContainsSubstring("<datasource>./time_gp.tif</datasource>"));
  CHECK_THAT(xml, ContainsSubstring("<Absolute type=\"bool\">false</Absolute>"));
  CHECK_THAT(xml, ContainsSubstring("Étude d’essai &amp; co"));
  CHECK(count(xml, "<maplayer ") == 3);
  CHECK(count(xml, "<authid>EPSG:2154</authid>") == 4);  // project, canvas, two layers with places
  CHECK(xml == qgs(example(table)));
}

TEST_CASE("columns of a project's layers have titles, units and comments", "[carto][qgis]") {
  const table::Table table = communes();
  const std::string xml = qgs(example(table));
  CHECK_THAT(xml, ContainsSubstring("<alias index=\"2\" field=\"minutes\" name=\"Temps (min)\"/>"));
  CHECK_THAT(xml, ContainsSubstring("Temps (min) [minutes] : Médiane « des » habitants"));
}

TEST_CASE("a project opens with its first theme", "[carto][qgis]") {
  const table::Table table = communes();
  const std::string xml = qgs(example(table));
  CHECK_THAT(xml, ContainsSubstring("id=\"maillage_layer_time\" name=\"Temps\" "
                                    "source=\"./maillage.gpkg|layername=communes|subset=&quot;name&quot; "
                                    "&lt;&gt; 'Trois'\" providerKey=\"ogr\" checked=\"Qt::Checked\""));
  CHECK_THAT(xml, ContainsSubstring("providerKey=\"gdal\" checked=\"Qt::Unchecked\""));
  CHECK(count(xml, "<visibility-preset ") == 2);
}

TEST_CASE("classes of a raster are closed on the right and end at infinity", "[carto][qgis]") {
  const table::Table table = communes();
  const std::string xml = qgs(example(table));
  CHECK_THAT(xml, ContainsSubstring("colorRampType=\"DISCRETE\""));
  CHECK_THAT(xml, ContainsSubstring("<item value=\"10\" "));
  CHECK_THAT(xml, ContainsSubstring("<item value=\"inf\" "));
}

TEST_CASE("a layout turns the page to the territory and keeps French signs with their words",
          "[carto][qgis]") {
  const table::Table table = communes();
  QgisProject p = example(table);
  const std::string wide = qgs(p);
  CHECK_THAT(wide, ContainsSubstring("size=\"297.00,210.00,mm\""));
  CHECK_THAT(wide, ContainsSubstring("followPresetName=\"Temps\""));
  CHECK_THAT(wide, ContainsSubstring("Une note\u202f; une autre\u00a0: 60\u00a0km/h."));
  CHECK_THAT(wide, ContainsSubstring("labelText=\"Temps d’accès\u00a0: essai\""));
  p.extent.add(geo::XY{100000, 6500000});
  const std::string tall = qgs(p);
  CHECK_THAT(tall, ContainsSubstring("size=\"210.00,297.00,mm\""));
  p.language = text::Language::en;
  CHECK_THAT(qgs(p), ContainsSubstring("Une note ; une autre : 60 km/h."));
}

TEST_CASE("a project that contradicts itself is refused", "[carto][qgis]") {
  const table::Table table = communes();
  QgisProject p = example(table);
  p.groups.pop_back();
  CHECK(refusal(p) == ErrorCode::internal);
  p = example(table);
  p.groups[1].layers.push_back("time");
  CHECK(refusal(p) == ErrorCode::internal);
  p = example(table);
  p.layers[1].key = "time";
  CHECK(refusal(p) == ErrorCode::internal);
  p = example(table);
  p.layouts[0].theme = "Zones";
  CHECK(refusal(p) == ErrorCode::internal);
  p = example(table);
  p.layouts[0].legend[0].layer = "zones";
  CHECK(refusal(p) == ErrorCode::internal);
  p = example(table);
  p.crs = {};
  CHECK(refusal(p) == ErrorCode::crs);
}

}  // namespace maillage::carto
