#include "project_pages.hpp"

#include <algorithm>

#include "maillage/workflow/labels.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

bool has(const carto::QgisProject& project, const std::string& key) {
  return std::any_of(project.layers.begin(), project.layers.end(),
                     [&](const carto::QgisLayer& layer) { return layer.key == key; });
}

// What a map shows: its areas, and what is drawn above them.
struct Page {
  std::string map;    // name of the printed map of the run
  std::string theme;  // for people
  std::string layout;
  std::string areas;               // key of the coloured layer
  std::vector<std::string> above;  // keys, top first; those that are there
};

std::vector<Page> pages(const ProjectParts& parts) {
  const Language lang = parts.language;
  const auto say = [&](std::string_view fr, std::string_view en) { return std::string(pick(lang, fr, en)); };
  std::vector<std::string> landmarks{"towns"};
  if (parts.loaded.territory.departments.size() > 1) landmarks.push_back("departments");
  std::vector<std::string> zones{"health_houses", "cpts", "zones"};
  zones.insert(zones.end(), landmarks.begin(), landmarks.end());
  std::vector<Page> all;
  all.push_back({"map_access", say("Accès aux soins", "Access to care"),
                 say("Carte – accès aux soins", "Map – access to care"), "access", landmarks});
  if (!parts.results.reach.empty())
    all.push_back({"map_time", say("Temps de trajet", "Travel times"),
                   say("Carte – temps de trajet", "Map – travel times"),
                   "time_" + parts.results.reach.front().kind, landmarks});
  all.push_back(
      {"map_zones", say("Zones", "Zones"), say("Carte – zones", "Map – zones"), "classes", std::move(zones)});
  for (const NamedMap& map : parts.maps) {
    const std::string kind = reach_map_kind(map);
    if (kind.empty()) continue;
    std::vector<std::string> above{"places_" + kind};
    above.insert(above.end(), landmarks.begin(), landmarks.end());
    const std::string word(kind_label(kind, lang));
    all.push_back({map.name, say("Temps – ", "Time – ") + word, say("Carte – temps, ", "Map – time, ") + word,
                   "time_" + kind, std::move(above)});
  }
  return all;
}

// Beside the symbol of a layer with one, above those of a layer with several.
std::string overlay_title(const std::string& key, Language lang) {
  if (key == "health_houses") return std::string(pick(lang, "Maisons de santé", "Health houses"));
  if (key == "zones")
    return std::string(pick(lang, "zone sous-dotée d’un seul tenant", "contiguous under-served zone"));
  if (key.starts_with("places_")) return std::string(kind_label(key.substr(7), lang));
  if (key == "cpts") return std::string(pick(lang, "limite de CPTS", "CPTS limit"));
  return std::string(pick(lang, "limite de département", "département limit"));
}

// The first raster is the one maps are about; the others are found in the tree.
void add_raster_theme(carto::QgisProject& project, const Results& results, Language lang) {
  if (!results.rasters || results.rasters->kinds.empty()) return;
  carto::QgisTheme theme{std::string(pick(lang, "Temps de trajet (grille)", "Travel times (grid)")), {}};
  if (has(project, "towns")) theme.layers.push_back("towns");
  theme.layers.push_back("grid_" + results.rasters->kinds.front().kind);
  project.themes.push_back(std::move(theme));
}

}  // namespace

std::string reach_map_kind(const NamedMap& map) {
  constexpr std::string_view before = "map_reach_";
  return map.name.starts_with(before) ? map.name.substr(before.size()) : std::string();
}

void add_themes(carto::QgisProject& project, const ProjectParts& parts) {
  for (const Page& page : pages(parts)) {
    if (!has(project, page.areas)) continue;
    carto::QgisTheme theme{page.theme, {}};
    for (const std::string& key : page.above) {
      if (has(project, key)) theme.layers.push_back(key);
    }
    theme.layers.push_back(page.areas);
    project.themes.push_back(std::move(theme));
  }
  add_raster_theme(project, parts.results, parts.language);
  if (!project.themes.empty()) return;
  // Nothing was computed: the communes are seen as limits.
  carto::QgisTheme theme{std::string(pick(parts.language, "Territoire", "Territory")), {}};
  for (const carto::QgisLayer& layer : project.layers) {
    if (!std::holds_alternative<carto::TableStyle>(layer.style)) theme.layers.push_back(layer.key);
  }
  project.themes.push_back(std::move(theme));
}

void add_layouts(carto::QgisProject& project, const ProjectParts& parts) {
  for (const Page& page : pages(parts)) {
    const auto map = std::find_if(parts.maps.begin(), parts.maps.end(),
                                  [&](const NamedMap& m) { return m.name == page.map; });
    if (map == parts.maps.end() || !has(project, page.areas)) continue;
    carto::QgisLayout layout;
    layout.name = page.layout;
    layout.theme = page.theme;
    layout.title = map->spec.title;
    layout.subtitle = map->spec.subtitle;
    layout.notes = map->spec.notes;
    layout.footer = carto::footer_text(map->spec);
    const carto::Choropleth& areas = map->spec.choropleth;
    const bool minutes = areas.unit == "min";  // said by the labels of the classes; the title says to whom
    layout.legend.push_back(
        {page.areas,
         minutes ? std::string(pick(parts.language, "Temps d’accès", "Time")) : areas.legend_title,
         minutes ? std::string() : areas.unit});
    for (const std::string& key : page.above) {
      if (key != "towns" && has(project, key))
        layout.legend.push_back({key, overlay_title(key, parts.language), {}});
    }
    project.layouts.push_back(std::move(layout));
  }
}

}  // namespace maillage::workflow
