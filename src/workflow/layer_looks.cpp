#include "layer_looks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/maps.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

// A sign for "not available" only where something is: a plain graduated style is easier to change by hand.
carto::LayerStyle scaled(Language lang, const table::Table& table, const std::string& column,
                         carto::Scale scale) {
  carto::LayerStyle style;
  style.language = lang;
  style.column = column;
  style.scale = std::move(scale);
  const auto& missing = table.at(column).missing;
  style.area.outline = commune_borders(table.rows());
  style.missing_shown = std::find(missing.begin(), missing.end(), 1) != missing.end();
  return style;
}

}  // namespace

carto::LayerStyle outlines(Language lang, carto::Line line) {
  carto::LayerStyle style;
  style.language = lang;
  style.area = {std::nullopt, 1, carto::Hatch::none, {}, line};
  style.label_column = "name";
  return style;
}

// No dashes: QGIS draws a limit twice, once from each side, and the dashes of one fill the gaps of the other.
carto::Line mesh_line(std::string_view layer) {
  if (layer == "departments") return {{50, 50, 50}, 1.3, carto::Dash::solid, 1};
  if (layer == "cpts") return {{0, 74, 92}, 1.1, carto::Dash::solid, 1};
  return {{90, 90, 90}, 0.8, carto::Dash::solid, 1};
}

carto::LayerStyle access_look(const Results& results, const ResultTables& tables, const table::Table& table,
                              const std::string& column, Language lang) {
  return scaled(lang, table, column, access_scale(results, *tables.communes, lang));
}

carto::GraduatedScale labelled_time_scale(const study::Study& study, Language lang) {
  carto::GraduatedScale scale = time_scale(study);
  const std::vector<double>& breaks = scale.classes.breaks;
  const auto say = [&](std::string_view fr, std::string_view en, auto... minutes) {
    return fmt::format(fmt::runtime(pick(lang, fr, en)), text::shortest(minutes)...);
  };
  scale.labels.push_back(say("{} min ou moins", "{} min or less", breaks.front()));
  for (std::size_t i = 1; i < breaks.size(); ++i)
    scale.labels.push_back(say("{} à {} min", "{} to {} min", breaks[i - 1], breaks[i]));
  scale.labels.push_back(say("plus de {} min", "more than {} min", breaks.back()));
  return scale;
}

carto::LayerStyle time_look(const study::Study& study, const ResultTables& tables, std::string_view kind,
                            Language lang) {
  return scaled(lang, *tables.communes, "minutes_capped_" + std::string(kind),
                labelled_time_scale(study, lang));
}

carto::LayerStyle class_look(const Results& results, Language lang) {
  carto::LayerStyle style;
  style.language = lang;
  style.column = "access_class";
  style.scale = class_scale(lang);
  style.area.outline = commune_borders(results.classes.size());
  const auto unknown = zoning::AccessClass::unknown;
  if (std::find(results.classes.begin(), results.classes.end(), unknown) != results.classes.end()) {
    style.status_column = "access_status";
    style.signs = {carto::Sign::not_available};
  }
  return style;
}

carto::LayerStyle zones_look(Language lang) {
  carto::LayerStyle style = outlines(lang, {{110, 10, 30}, 1.1, carto::Dash::solid, 1});
  style.label_column = "largest_commune";
  return style;
}

carto::LayerStyle sites_look(const territory::Territory& territory, Language lang) {
  using enum territory::SiteKind;
  carto::LayerStyle style;
  style.kind = table::GeometryKind::point;
  style.language = lang;
  style.column = "kind";
  carto::CategoryScale scale;
  for (const auto kind :
       {health_house, health_centre, hospital, pharmacy, nursing_home, on_call_house, cpts_office, other}) {
    if (std::none_of(territory.sites.begin(), territory.sites.end(),
                     [&](const auto& site) { return site.kind == kind; }))
      continue;
    const std::string name(territory::name(kind));
    const std::string label(kind == other ? pick(lang, "autre", "other") : kind_label(name, lang));
    style.markers.push_back(site_marker(kind));
    scale.categories.push_back(
        {name, label, style.markers.back().fill.value_or(carto::Colour{150, 150, 150})});
  }
  style.scale = std::move(scale);
  return style;
}

carto::LayerStyle health_houses_look(const territory::Territory& territory, Language lang) {
  using enum territory::SiteState;
  carto::LayerStyle style;
  style.kind = table::GeometryKind::point;
  style.language = lang;
  style.column = "state";
  carto::CategoryScale scale;
  for (const auto state : {open, under_construction, planned}) {
    if (std::none_of(territory.sites.begin(), territory.sites.end(), [&](const auto& site) {
          return site.kind == territory::SiteKind::health_house && site.state == state;
        }))
      continue;
    const carto::Marker marker = health_house_marker(state);
    scale.categories.push_back({std::string(territory::name(state)), std::string(state_label(state, lang)),
                                marker.fill.value_or(marker.outline.colour)});
    style.markers.push_back(marker);
  }
  style.scale = std::move(scale);
  return style;
}

}  // namespace maillage::workflow
