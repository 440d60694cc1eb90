#include "styles.hpp"

#include "layer_looks.hpp"
#include "maillage/carto/qgis_style.hpp"
#include "maillage/workflow/labels.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

store::LayerStyle stored(const std::string& layer, std::string_view name, const carto::LayerStyle& style,
                         bool is_default) {
  return {layer, std::string(name), {}, carto::qml(style), carto::sld(style, layer), is_default};
}

// For tables without geometry: nothing to draw, but QGIS finds the columns' names for people in a style only (the
// module store writes them into it).
store::LayerStyle columns_only(const std::string& table, Language lang) {
  const std::string qml =
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      "<qgis version=\"3.22.0\" styleCategories=\"Fields\">\n</qgis>\n";
  return {table, std::string(pick(lang, "Colonnes", "Columns")), {}, qml, carto::table_sld(table), true};
}

void add_communes(const Loaded& loaded, const Results& results, const ResultTables& tables, Language lang,
                  std::vector<store::LayerStyle>& styles) {
  if (results.index) {
    styles.push_back(stored("communes", pick(lang, "Accès", "Access"),
                            access_look(results, tables, *tables.communes, "apl_index", lang), true));
  }
  if (!results.reach.empty()) {
    for (std::size_t k = 0; k < results.reach.size(); ++k) {
      const std::string& kind = results.reach[k].kind;
      const std::string name =
          k == 0 ? std::string(pick(lang, "Temps", "Time"))
                 : std::string(pick(lang, "Temps : ", "Time: ")) + std::string(kind_label(kind, lang));
      styles.push_back(
          stored("communes", name, time_look(loaded.study, tables, kind, lang), k == 0 && !results.index));
    }
  }
  if (!results.classes.empty())
    styles.push_back(stored("communes", pick(lang, "Classes", "Classes"), class_look(results, lang), false));
  if (!results.index && results.reach.empty()) {
    styles.push_back(stored("communes", pick(lang, "Communes", "Communes"),
                            outlines(lang, {{150, 150, 150}, 0.4, carto::Dash::solid, 1}), true));
  }
}

}  // namespace

std::vector<store::LayerStyle> layer_styles(const Loaded& loaded, const Results& results,
                                            const ResultTables& tables, Language lang) {
  std::vector<store::LayerStyle> styles;
  add_communes(loaded, results, tables, lang, styles);
  for (const table::Table& mesh : tables.meshes)
    styles.push_back(
        stored(mesh.name(), pick(lang, "Limites", "Limits"), outlines(lang, mesh_line(mesh.name())), true));
  if (tables.zones.rows() > 0) {
    carto::LayerStyle zones = zones_look(lang);
    zones.area.hatch = carto::Hatch::diagonal;
    zones.area.hatch_colour = {178, 34, 52};
    styles.push_back(stored("under_served_zones", pick(lang, "Zones", "Zones"), zones, true));
  }
  if (tables.sites.rows() > 0)
    styles.push_back(stored("sites", pick(lang, "Lieux de soins", "Places of care"),
                            sites_look(loaded.territory, lang), true));
  for (const char* table : {"maillage_inputs", "maillage_questions", "maillage_diagnostics"}) {
    styles.push_back(columns_only(table, lang));
  }
  if (tables.farthest.rows() > 0) styles.push_back(columns_only(tables.farthest.name(), lang));
  for (const auto* table : {&tables.comparison, &tables.disagreements}) {
    if (*table) styles.push_back(columns_only((*table)->name(), lang));
  }
  return styles;
}

}  // namespace maillage::workflow
