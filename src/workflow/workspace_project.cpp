#include "workspace_project.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "layer_looks.hpp"
#include "maillage/workflow/labels.hpp"
#include "project_pages.hpp"
#include "raster_file.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

constexpr const char* workspace_file = "maillage.gpkg";
constexpr const char* health_houses_shown = R"("kind" = 'health_house' AND "state" <> 'closed')";

// "bassin de vie" → "Bassin de vie", "département" → "Département".
std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

geo::Box extent(const table::Table& table) {
  geo::Box box;
  for (const geo::Geometry& g : table.geometry()->rows) box.add(geo::bounds(g));
  return box;
}

// "… IN ('2A004', '2B033')": the communes whose names are written on the maps, largest first.
std::string largest_communes(const territory::Territory& territory) {
  constexpr std::size_t most = 14;
  std::vector<const territory::Commune*> towns;
  for (const auto& c : territory.communes) {
    if (c.population) towns.push_back(&c);
  }
  std::stable_sort(towns.begin(), towns.end(),
                   [](const auto* a, const auto* b) { return *b->population < *a->population; });
  if (towns.size() > most) towns.resize(most);
  std::string list;
  for (const auto* town : towns) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", town->code.value);
  return list.empty() ? list : fmt::format("\"code\" IN ({})", list);
}

class Layers {
 public:
  Layers(carto::QgisProject& project, const ProjectParts& parts)
      : project_(project), parts_(parts), lang_(parts.language) {}

  void add_all() {
    add_care();
    add_landmarks();
    add_zones();
    add_access();
    add_times();
    add_tables();
  }

 private:
  [[nodiscard]] std::string say(std::string_view fr, std::string_view en) const {
    return std::string(pick(lang_, fr, en));
  }

  // Into the group that is being filled, below what is there.
  carto::QgisLayer& add(std::string key, std::string name, const table::Table& table,
                        std::variant<carto::LayerStyle, carto::RasterStyle, carto::TableStyle> style) {
    carto::QgisLayer layer;
    layer.key = std::move(key);
    layer.name = std::move(name);
    layer.file = workspace_file;
    layer.table = table.name();
    layer.description = table.comment();
    layer.style = std::move(style);
    layer.columns = &table;
    if (table.geometry()) layer.extent = extent(table);
    open_.push_back(layer.key);
    project_.layers.push_back(std::move(layer));
    return project_.layers.back();
  }

  void close_group(std::string_view fr, std::string_view en, bool expanded = true) {
    if (!open_.empty()) project_.groups.push_back({say(fr, en), std::move(open_), expanded});
    open_.clear();
  }

  void add_care() {
    const table::Table& sites = parts_.tables.sites;
    if (sites.rows() > 0) {
      carto::LayerStyle houses = health_houses_look(parts_.loaded.territory, lang_);
      if (!houses.markers.empty())
        add("health_houses", say("Maisons de santé", "Health houses"), sites, std::move(houses)).filter =
            health_houses_shown;
      for (const NamedMap& map : parts_.maps) add_places_of(map);
      add("sites", say("Tous les lieux de soins", "All places of care"), sites,
          sites_look(parts_.loaded.territory, lang_));
    }
    close_group("Lieux de soins", "Places of care");
  }

  // The places of the map of one kind, where it shows them.
  void add_places_of(const NamedMap& map) {
    const std::string kind = reach_map_kind(map);
    if (kind.empty() || map.spec.points.empty()) return;
    carto::LayerStyle style;
    style.kind = table::GeometryKind::point;
    style.language = lang_;
    style.marker = map.spec.points.front().groups.front().marker;
    add("places_" + kind, say("Lieux ouverts : ", "Open places: ") + std::string(kind_label(kind, lang_)),
        parts_.tables.sites, std::move(style))
        .filter = fmt::format("\"kind\" = '{}' AND \"state\" = 'open'", kind);
  }

  void add_landmarks() {
    const std::string towns = largest_communes(parts_.loaded.territory);
    if (!towns.empty()) {
      carto::LayerStyle names = outlines(lang_, {});
      names.area.outline.reset();
      add("towns", say("Noms des principales communes", "Names of the largest communes"),
          *parts_.tables.communes, std::move(names))
          .filter = towns;
    }
    for (const table::Table& mesh : parts_.tables.meshes) {
      carto::LayerStyle limits = outlines(lang_, mesh_line(mesh.name()));
      limits.labels_shown = false;
      add(mesh.name(), say("Limites : ", "Limits: ") + std::string(mesh_word(mesh)), mesh, std::move(limits));
    }
    close_group("Repères et limites", "Landmarks and limits");
  }

  // "département" of the layer "departments".
  [[nodiscard]] std::string_view mesh_word(const table::Table& mesh) const {
    for (const territory::Mesh& known : parts_.loaded.territory.meshes) {
      if (mesh_layer(known.kind) == mesh.name()) return mesh_label(known.kind, lang_);
    }
    return mesh.name();
  }

  void add_zones() {
    if (parts_.tables.zones.rows() > 0) {
      carto::LayerStyle zones = zones_look(lang_);
      zones.labels_shown = false;
      add("zones", parts_.tables.zones.title(), parts_.tables.zones, std::move(zones));
    }
    if (!parts_.results.classes.empty())
      add("classes", say("Classe d’accès des communes", "Access class of communes"), *parts_.tables.communes,
          class_look(parts_.results, lang_));
    close_group("Zones", "Zones");
  }

  void add_access() {
    const Results& results = parts_.results;
    const ResultTables& tables = parts_.tables;
    if (results.index) {
      const std::string index = capital(results.index_label(lang_));
      add("access", index + say(" par commune", " by commune"), *tables.communes,
          access_look(results, tables, *tables.communes, "apl_index", lang_))
          .description += "\n" + results.index_note(lang_);
      for (const table::Table& mesh : tables.meshes) {
        add("access_" + mesh.name(),
            index + say(", moyenne par ", ", mean by ") + std::string(mesh_word(mesh)), mesh,
            access_look(results, tables, mesh, "mean_apl_index", lang_));
      }
    }
    close_group("Accès aux soins", "Access to care");
  }

  void add_times() {
    for (const Reach& reach : parts_.results.reach) {
      const std::string kind(capital(std::string(kind_label(reach.kind, lang_))));
      add("time_" + reach.kind, kind + say(" le plus proche, par commune", ", nearest, by commune"),
          *parts_.tables.communes, time_look(parts_.loaded.study, parts_.tables, reach.kind, lang_));
    }
    if (parts_.results.rasters) {
      for (const TimeRaster& raster : parts_.results.rasters->kinds) add_raster(raster);
    }
    close_group("Temps de trajet", "Travel times");
  }

  void add_raster(const TimeRaster& raster) {
    carto::QgisLayer layer;
    layer.key = "grid_" + raster.kind;
    layer.name =
        capital(std::string(kind_label(raster.kind, lang_))) + say(" : grille des temps", ": grid of times");
    layer.file = raster_file(raster.kind);
    layer.description =
        nearest_title(raster.kind, lang_) + " (min). " + travel_sentence(parts_.loaded.study.travel, lang_);
    layer.style =
        carto::RasterStyle{.scale = labelled_time_scale(parts_.loaded.study, lang_), .language = lang_};
    open_.push_back(layer.key);
    project_.layers.push_back(std::move(layer));
  }

  void add_tables() {
    const ResultTables& tables = parts_.tables;
    const auto table = [&](const table::Table& shown) {
      add("table_" + shown.name(), shown.title(), shown, carto::TableStyle{});
    };
    table(parts_.diagnostics);
    table(tables.questions);
    table(tables.inputs);
    if (tables.farthest.rows() > 0) table(tables.farthest);
    if (tables.comparison) table(*tables.comparison);
    if (tables.disagreements) table(*tables.disagreements);
    close_group("Données et qualité", "Data and quality", false);
  }

  carto::QgisProject& project_;
  const ProjectParts& parts_;
  Language lang_;
  std::vector<std::string> open_;
};

}  // namespace

carto::QgisProject workspace_project(const ProjectParts& parts) {
  const study::Study& study = parts.loaded.study;
  const Language lang = parts.language;
  carto::QgisProject project;
  project.title = study.title;
  project.author = study.author;
  project.date = parts.date;
  project.language = lang;
  project.crs = parts.loaded.territory.crs;
  project.extent = extent(*parts.tables.communes);
  project.description = travel_sentence(study.travel, lang);
  if (study.fictitious) {
    project.description += pick(lang, " TERRITOIRE FICTIF : données inventées pour la démonstration.",
                                " FICTITIOUS TERRITORY: data invented for the demonstration.");
  }
  Layers(project, parts).add_all();
  add_themes(project, parts);
  add_layouts(project, parts);
  return project;
}

}  // namespace maillage::workflow
