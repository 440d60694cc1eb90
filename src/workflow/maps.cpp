#include "maillage/workflow/maps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

constexpr std::size_t most_points = 600;  // more cannot be told apart on one page

std::string text_of(std::string_view text) { return std::string(text); }

std::vector<geo::MultiPolygon> areas_of(const table::Table& table) {
  std::vector<geo::MultiPolygon> areas;
  for (const geo::Geometry& g : table.geometry()->rows) areas.push_back(std::get<geo::MultiPolygon>(g));
  return areas;
}

class MapMaker {
 public:
  MapMaker(const Loaded& loaded, const Results& results, const ResultTables& tables, Language lang)
      : loaded_(loaded), results_(results), tables_(tables), lang_(lang) {}

  [[nodiscard]] NamedMap access() const {
    carto::MapSpec spec =
        base(text_of(pick(lang_, "Accès aux médecins généralistes : ", "Access to general practitioners: ")) +
             results_.index_label(lang_));
    spec.choropleth.column = "apl_index";
    spec.choropleth.scale = access_scale(results_, *tables_.communes, lang_);
    spec.choropleth.unit = index_unit(lang_);
    if (!results_.legal_breaks) {  // ranks, not amounts that could be taken for acts (METHODS § 3)
      spec.choropleth.unit =
          text_of(pick(lang_, "rang des communes, par cinquièmes de la population desservie",
                       "rank of communes, by fifths of the people served"));
    }
    spec.choropleth.legend_title = text_of(pick(lang_, "Indice d’accès", "Index of access"));
    spec.notes.push_back(results_.index_note(lang_));
    return {"map_access", std::move(spec)};
  }

  [[nodiscard]] NamedMap time() const {
    const std::string& kind = results_.reach.front().kind;
    carto::MapSpec spec = base(nearest_title(kind, lang_));
    spec.choropleth.column = "minutes_capped_" + kind;
    spec.choropleth.legend_title = nearest_title(kind, lang_);
    spec.choropleth.scale = time_scale(loaded_.study);
    spec.choropleth.unit = "min";
    spec.notes.push_back(one_time_per_commune());
    spec.notes.push_back(edge_sentence());
    return {"map_time", std::move(spec)};
  }

  // One map for each kind of place, with the places themselves where they are few enough to be told apart.
  [[nodiscard]] std::vector<NamedMap> reach() const {
    std::vector<NamedMap> made;
    for (const Reach& reach : results_.reach) {
      carto::MapSpec spec = base(nearest_title(reach.kind, lang_));
      spec.choropleth.column = "minutes_capped_" + reach.kind;
      spec.choropleth.legend_title = nearest_title(reach.kind, lang_);
      spec.choropleth.scale = time_scale(loaded_.study);
      spec.choropleth.unit = "min";
      spec.notes.push_back(one_time_per_commune());
      spec.notes.push_back(edge_sentence());
      if (const auto kind = territory::parse_site_kind(reach.kind)) add_sites(spec, *kind);
      if (reach.kind == territory::name(territory::SiteKind::health_centre)) {
        spec.notes.push_back(text_of(
            pick(lang_, "L’activité des centres n’est pas donnée : certains sont dentaires ou infirmiers.",
                 "The activity of the centres is not given: some are dental or nursing centres.")));
      }
      made.push_back({"map_reach_" + reach.kind, std::move(spec)});
    }
    return made;
  }

  [[nodiscard]] NamedMap zones() const {
    carto::MapSpec spec = base(text_of(pick(lang_, "Zones sous-dotées en médecins généralistes",
                                            "Areas under-served by general practitioners")));
    spec.choropleth.column = "access_class";
    spec.choropleth.scale = class_scale(lang_);
    spec.choropleth.legend_title = text_of(pick(lang_, "Classe d’accès", "Access class"));
    spec.choropleth.status_column = "access_status";
    add_zone_outlines(spec);
    add_cpts(spec);
    add_health_houses(spec);
    spec.notes.insert(spec.notes.begin(),
                      text_of(pick(lang_, "Aide à la décision, ne vaut pas proposition d’arrêté.",
                                   "Decision support, not a proposed zoning order.")));
    spec.notes.push_back(rule_sentence());
    return {"map_zones", std::move(spec)};
  }

 private:
  [[nodiscard]] std::string edge_sentence() const {
    return text_of(
        pick(lang_, "Lieux hors du territoire étudié non comptés : près de sa limite, temps maximaux.",
             "Places outside the study area are not counted: near its limit, times are upper bounds."));
  }
  [[nodiscard]] carto::MapSpec base(std::string title) const {
    carto::MapSpec spec;
    spec.title = std::move(title);
    spec.subtitle = loaded_.study.title;
    spec.language = lang_;
    spec.orientation = carto::Orientation::automatic;
    spec.choropleth.areas = tables_.communes;
    spec.choropleth.people_column = "population";
    spec.choropleth.areas_word = "communes";
    carto::AreaOverlay departments;
    departments.label = text_of(pick(lang_, "limite de département", "département limit"));
    for (const auto& d : loaded_.territory.departments) departments.areas.push_back(d.area);
    departments.style.outline = carto::Line{{60, 60, 60}, 0.9, carto::Dash::solid, 1};
    if (departments.areas.size() > 1) {
      carto::AreaOverlay casing;  // the limit is seen on the darkest class too
      casing.areas = departments.areas;
      casing.style.outline = carto::Line{{255, 255, 255}, 2.2, carto::Dash::solid, 0.9};
      casing.inner_only = true;
      spec.overlays.push_back(std::move(casing));
      spec.overlays.push_back(std::move(departments));
    }
    spec.choropleth.borders = commune_borders(loaded_.territory.communes.size());
    if (!loaded_.main_roads.empty()) {
      spec.lines.push_back({text_of(pick(lang_, "route principale", "main road")),
                            loaded_.main_roads,
                            {{120, 120, 120}, 0.45, carto::Dash::solid, 0.55}});
    }
    add_towns(spec);
    if (loaded_.study.fictitious) {
      spec.notes.push_back(text_of(pick(lang_, "TERRITOIRE FICTIF : données inventées pour la démonstration.",
                                        "FICTITIOUS TERRITORY: data invented for the demonstration.")));
    }
    spec.notes.push_back(travel_sentence(loaded_.study.travel, lang_));
    if (const std::string centres = centre_sentence(loaded_.territory, lang_); !centres.empty())
      spec.notes.push_back(centres);
    spec.sources = source_lines(loaded_);
    spec.author = loaded_.study.author;
    spec.date = loaded_.study.printed_date();
    return spec;
  }

  void add_towns(carto::MapSpec& spec) const {
    std::vector<const territory::Commune*> towns;
    for (const auto& c : loaded_.territory.communes) {
      if (c.population && c.centre_rule != territory::CentreRule::none) towns.push_back(&c);
    }
    std::stable_sort(towns.begin(), towns.end(),
                     [](const auto* a, const auto* b) { return *b->population < *a->population; });
    if (towns.size() > 14) towns.resize(14);
    for (const auto* c : towns) spec.towns.push_back({c->centre, c->name, c->population->value});
  }

  void add_zone_outlines(carto::MapSpec& spec) const {
    carto::AreaOverlay overlay;
    overlay.label = text_of(pick(lang_, "zone sous-dotée d’un seul tenant", "contiguous under-served zone"));
    overlay.counted = true;
    overlay.areas = areas_of(tables_.zones);
    overlay.style.outline = carto::Line{{110, 10, 30}, 1.1, carto::Dash::solid, 1};
    if (!overlay.areas.empty()) spec.overlays.push_back(std::move(overlay));
  }

  void add_cpts(carto::MapSpec& spec) const {
    const table::Table* cpts = tables_.mesh("cpts");
    if (cpts == nullptr) return;
    carto::AreaOverlay overlay;
    overlay.label = text_of(pick(lang_, "limite de CPTS", "CPTS limit"));
    overlay.counted = true;
    overlay.areas = areas_of(*cpts);
    overlay.style.outline = carto::Line{{30, 30, 30}, 1.0, carto::Dash::dashed, 1};
    spec.overlays.push_back(std::move(overlay));
  }

  [[nodiscard]] std::string one_time_per_commune() const {
    if (results_.demand.by_cell)
      return text_of(pick(lang_, "Médiane sur les habitants de chaque commune.",
                          "Median over the people of each commune."));
    return text_of(
        pick(lang_, "Un temps par commune, d’un seul point.", "One time per commune, from one point."));
  }

  void add_sites(carto::MapSpec& spec, territory::SiteKind kind) const {
    carto::PointOverlay overlay;
    overlay.title = text_of(pick(lang_, "Lieux", "Places"));
    carto::PointGroup group{text_of(kind_label(territory::name(kind), lang_)), site_marker(kind), {}};
    for (const auto& site : loaded_.territory.sites) {
      if (counts_as(site, kind)) group.points.push_back(site.position);
    }
    if (group.points.size() > most_points) return;
    if (group.points.size() > most_points / 4) group.marker.size *= 0.6;
    overlay.groups.push_back(std::move(group));
    spec.points.push_back(std::move(overlay));
  }

  void add_health_houses(carto::MapSpec& spec) const {
    using enum territory::SiteState;
    carto::PointOverlay overlay;
    overlay.title = text_of(pick(lang_, "Maisons de santé", "Health houses"));
    for (const auto state : {open, under_construction, planned}) {
      carto::PointGroup group{text_of(state_label(state, lang_)), health_house_marker(state), {}};
      for (const auto& site : loaded_.territory.sites) {
        if (site.kind == territory::SiteKind::health_house && site.state == state)
          group.points.push_back(site.position);
      }
      if (!group.points.empty()) overlay.groups.push_back(std::move(group));
    }
    if (!overlay.groups.empty()) spec.points.push_back(std::move(overlay));
  }

  [[nodiscard]] std::string rule_sentence() const {
    const study::Zoning& zoning = loaded_.study.zoning;
    if (zoning.rule == "legal-2017") {
      return text_of(pick(lang_, "Règle : seuils 2,5 et 4 (texte de 2017, modifié depuis).",
                          "Rule: thresholds 2.5 and 4 (text of 2017, amended since)."));
    }
    return fmt::format(
        fmt::runtime(pick(lang_,
                          "Règle : rang de l’indice ; {} des habitants les moins bien servis, puis {}.",
                          "Rule: rank of the index; the {} worst-served people, then {}.")),
        text::percent(zoning.priority_share, 1, lang_), text::percent(zoning.intermediate_share, 1, lang_));
  }

  const Loaded& loaded_;
  const Results& results_;
  const ResultTables& tables_;
  Language lang_;
};

}  // namespace

std::vector<std::string> source_lines(const Loaded& loaded) {
  std::vector<std::string> lines;
  for (const InputRecord& input : loaded.inputs) {
    if (input.source.empty()) continue;
    const std::string line =
        input.vintage.empty() ? input.source : fmt::format("{} ({})", input.source, input.vintage);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }
  return lines;
}

std::vector<NamedMap> maps(const Loaded& loaded, const Results& results, const ResultTables& tables,
                           Language lang, Diagnostics& diagnostics) {
  const MapMaker maker(loaded, results, tables, lang);
  std::vector<NamedMap> made;
  for (const std::string& wanted : loaded.study.maps) {
    if (wanted == "access" && results.index)
      made.push_back(maker.access());
    else if (wanted == "time" && !results.reach.empty())
      made.push_back(maker.time());
    else if (wanted == "reach" && !results.reach.empty())
      for (NamedMap& map : maker.reach()) made.push_back(std::move(map));
    else if (wanted == "zones" && !results.classes.empty())
      made.push_back(maker.zones());
    else
      diagnostics.add(
          Severity::warning, "map-not-drawn", "outputs", wanted,
          "maps could not be drawn: the inputs hold no supply of care",
          "give [inputs.physicians] or [inputs.physician_counts]; for times, [inputs.sites] will do");
  }
  return made;
}

}  // namespace maillage::workflow
