#include "styles.hpp"

#include "maillage/carto/qgis_style.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/maps.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

std::string text_of(std::string_view text) { return std::string(text); }

store::LayerStyle stored(const std::string& layer, std::string_view name, const carto::LayerStyle& style,
                         bool is_default) {
  return {layer, std::string(name), {}, carto::qml(style), carto::sld(style, layer), is_default};
}

carto::LayerStyle outlines(Language lang, carto::Line line) {
  carto::LayerStyle style;
  style.language = lang;
  style.area = {std::nullopt, 1, carto::Hatch::none, {}, line};
  style.label_column = "name";
  return style;
}

carto::LayerStyle scaled(Language lang, const std::string& column, carto::Scale scale) {
  carto::LayerStyle style;
  style.language = lang;
  style.column = column;
  style.scale = std::move(scale);
  style.missing_shown = true;
  return style;
}

// For tables without geometry: nothing to draw, but QGIS finds the columns' names for people in a style only (the
// module store writes them into it).
store::LayerStyle columns_only(const std::string& table, Language lang) {
  const std::string qml =
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      "<qgis version=\"3.22.0\" styleCategories=\"Fields\">\n</qgis>\n";
  return {table, std::string(pick(lang, "Colonnes", "Columns")), {}, qml, {}, true};
}

void add_communes(const Loaded& loaded, const Results& results, const ResultTables& tables, Language lang,
                  std::vector<store::LayerStyle>& styles) {
  if (results.index) {
    carto::LayerStyle access = scaled(lang, "apl_index", access_scale(results, *tables.communes, lang));
    styles.push_back(stored("communes", pick(lang, "Accès", "Access"), access, true));
  }
  if (!results.reach.empty()) {
    styles.push_back(
        stored("communes", pick(lang, "Temps", "Time"),
               scaled(lang, "minutes_capped_" + results.reach.front().kind, time_scale(loaded.study)),
               !results.index));
    for (std::size_t k = 1; k < results.reach.size(); ++k) {
      const std::string& kind = results.reach[k].kind;
      styles.push_back(stored("communes",
                              text_of(pick(lang, "Temps : ", "Time: ")) + text_of(kind_label(kind, lang)),
                              scaled(lang, "minutes_capped_" + kind, time_scale(loaded.study)), false));
    }
  }
  if (!results.classes.empty()) {
    carto::LayerStyle classes = scaled(lang, "access_class", class_scale(lang));
    classes.status_column = "access_status";
    styles.push_back(stored("communes", pick(lang, "Classes", "Classes"), classes, false));
  }
  if (!results.index && results.reach.empty()) {
    styles.push_back(stored("communes", pick(lang, "Communes", "Communes"),
                            outlines(lang, {{150, 150, 150}, 0.4, carto::Dash::solid, 1}), true));
  }
}

carto::LayerStyle sites_style(Language lang) {
  using enum territory::SiteKind;
  carto::LayerStyle style;
  style.kind = table::GeometryKind::point;
  style.language = lang;
  style.column = "kind";
  carto::CategoryScale scale;
  for (const auto kind :
       {health_house, health_centre, hospital, pharmacy, nursing_home, on_call_house, cpts_office, other}) {
    const std::string name(territory::name(kind));
    const std::string label(kind == other ? pick(lang, "autre", "other") : kind_label(name, lang));
    style.markers.push_back(site_marker(kind));
    scale.categories.push_back(
        {name, label, style.markers.back().fill.value_or(carto::Colour{150, 150, 150})});
  }
  style.scale = std::move(scale);
  return style;
}

}  // namespace

std::vector<store::LayerStyle> layer_styles(const Loaded& loaded, const Results& results,
                                            const ResultTables& tables, Language lang) {
  std::vector<store::LayerStyle> styles;
  add_communes(loaded, results, tables, lang, styles);
  for (const table::Table& mesh : tables.meshes) {
    const bool cpts = mesh.name() == "cpts";
    const carto::Line line{{50, 50, 50},
                           mesh.name() == "departments" ? 1.2 : 0.8,
                           cpts ? carto::Dash::dashed : carto::Dash::solid,
                           1};
    styles.push_back(stored(mesh.name(), pick(lang, "Limites", "Limits"), outlines(lang, line), true));
  }
  if (tables.zones.rows() > 0) {
    carto::LayerStyle zones = outlines(lang, {{110, 10, 30}, 1.1, carto::Dash::solid, 1});
    zones.area.hatch = carto::Hatch::diagonal;
    zones.area.hatch_colour = {178, 34, 52};
    zones.label_column = "largest_commune";
    styles.push_back(stored("under_served_zones", pick(lang, "Zones", "Zones"), zones, true));
  }
  if (tables.sites.rows() > 0)
    styles.push_back(
        stored("sites", pick(lang, "Lieux de soins", "Places of care"), sites_style(lang), true));
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
