#include "maillage/workflow/summary.hpp"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "diagnostics_json.hpp"
#include "maillage/core/version.hpp"
#include "maillage/text/language.hpp"
#include "maillage/workflow/figures.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"
#include "questions_json.hpp"
#include "raster_file.hpp"

namespace maillage::workflow {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }
Json people(double value) { return std::llround(value); }
Json optional_number(const std::optional<double>& value) { return value ? number(*value) : Json(); }

Json inputs_json(const Loaded& loaded) {
  Json list = Json::array();
  for (const InputRecord& input : loaded.inputs) {
    list.push_back({{"input", input.name},
                    {"path", input.path},
                    {"sha256", input.sha256},
                    {"rows", input.rows},
                    {"vintage", input.vintage},
                    {"licence", input.licence},
                    {"source", input.source}});
    if (!input.companions.empty()) list.back()["companions"] = input.companions;
  }
  return list;
}

Json parameters(const study::Study& study) {
  const study::Travel& t = study.travel;
  const study::Access& a = study.access;
  const study::Zoning& z = study.zoning;
  Json json = {
      {"crs", study.crs.text()},
      {"departments", study.departments},
      {"thresholds_minutes", study.threshold_minutes},
      {"travel", {{"model", t.model}, {"limit_seconds", text::seconds(t.limit.value)}}},
      {"access",
       {{"methods", a.methods},
        {"decay", a.decay},
        {"bound", a.bound},
        {"catchment_seconds", text::seconds(a.catchment.value)},
        {"profile", a.profile},
        {"speciality", a.speciality}}},
      {"zoning",
       {{"rule", z.rule},
        {"priority_share", z.priority_share},
        {"intermediate_share", z.intermediate_share},
        {"minimum_population", z.minimum_population}}},
  };
  if (study.rasters.write) json["rasters"] = {{"cell_metres", study.rasters.cell.value}};
  if (z.too_far) json["zoning"]["too_far_seconds"] = text::seconds(z.too_far->value);
  if (a.calibration_factor) {
    json["access"]["calibration"] = {{"factor", *a.calibration_factor},
                                     {"territory", a.calibration_territory}};
  }
  if (t.model == "road") {
    json["travel"]["snap_limit_metres"] = t.snap_limit.value;
    json["travel"]["access_speed_kmh"] = t.access_speed_kmh;
  } else {
    json["travel"]["detour"] = t.detour;
    json["travel"]["speed_kmh"] = t.speed_kmh;
    json["travel"]["geometric_centres"] = t.geometric_centres;
  }
  return json;
}

Json provenance(const Loaded& loaded, const Results& results) {
  return {{"maillage", version()},
          {"study",
           {{"title", loaded.study.title},
            {"date", loaded.study.printed_date()},
            {"sha256", loaded.study.hash},
            {"fictitious", loaded.study.fictitious}}},
          {"travel_time_source", {{"kind", results.source.kind}, {"details", results.source.details}}},
          {"parameters", parameters(loaded.study)},
          {"inputs", inputs_json(loaded)}};
}

Json reach_json(const Loaded& loaded, const Results& results, const GroupFigures& area) {
  Json list = Json::array();
  for (std::size_t k = 0; k < results.reach.size(); ++k) {
    Json within = Json::array();
    for (std::size_t t = 0; t < area.within[k].size(); ++t) {
      within.push_back(
          {{"minutes", loaded.study.threshold_minutes[t]},
           {"people", people(area.within[k][t])},
           {"share", number(area.usable_people > 0 ? area.within[k][t] / area.usable_people : NAN)}});
    }
    list.push_back(
        {{"kind", results.reach[k].kind}, {"places", results.reach[k].places}, {"people_within", within}});
  }
  return list;
}

Json rasters_json(const TimeRasters& rasters) {
  Json times = Json::array();
  for (const TimeRaster& raster : rasters.kinds) {
    times.push_back({{"kind", raster.kind},
                     {"file", raster_file(raster.kind)},
                     {"pixels_within_limit", raster.within},
                     {"pixels_beyond_limit", raster.beyond}});
  }
  return {{"cell_metres", rasters.grid.cell},
          {"columns", rasters.grid.columns},
          {"rows", rasters.grid.rows},
          {"pixels_in_area", rasters.inside},
          {"pixels_off_network", rasters.off_network},
          {"times", times}};
}

Json index_json(const Results& results, const GroupFigures& area) {
  Json json = {{"label_fr", access::indicator_name(results.basis, text::Language::fr)},
               {"label_en", access::indicator_name(results.basis, text::Language::en)},
               {"note_fr", results.index_note(text::Language::fr)},
               {"note_en", results.index_note(text::Language::en)},
               {"decay", results.index->decay},
               {"calibrated", results.calibration.has_value()},
               {"legal_breaks_allowed", results.legal_breaks},
               {"acts_observed", results.basis == access::SupplyBasis::observed_acts},
               {"population_standardised_by_age", results.demand.aged},
               {"physicians_beyond_age_bound", results.supply.beyond_age_bound},
               {"mean_weighted_by_standardised_population", optional_number(area.means.back())},
               {"gini_weighted_by_people", optional_number(area.gini)}};
  if (const auto d = index_distribution(results)) {
    json["p10"] = d->quantile(0.1);
    json["p50"] = d->quantile(0.5);
    json["p90"] = d->quantile(0.9);
    json["means_of_tenths_of_people"] = d->means_of_tenths();
    json["theil"] = d->theil();
    json["palma"] = optional_number(d->palma());
  }
  return json;
}

Json classes_json(const Loaded& loaded, const Results& results, const GroupFigures& area) {
  Json classes = Json::array();
  std::vector<std::size_t> communes(area.class_people.size(), 0);
  for (const zoning::AccessClass c : results.classes) ++communes[static_cast<std::size_t>(c)];
  for (std::size_t c = 0; c < communes.size(); ++c) {
    classes.push_back({{"class", zoning::name(static_cast<zoning::AccessClass>(c))},
                       {"communes", communes[c]},
                       {"people", people(area.class_people[c])}});
  }
  Json zones = Json::array();
  for (const zoning::Zone& zone : results.zones) {
    zones.push_back({{"id", zone.id}, {"communes", zone.places.size()}, {"people", people(zone.people)}});
  }
  return {{"stamp", text::pick(loaded.study.language, "aide à la décision, ne vaut pas proposition d’arrêté",
                               "decision support, not a proposed zoning order")},
          {"classes", classes},
          {"under_served_zones", zones}};
}

Json official_json(const Loaded& loaded, const Results& results) {
  const OfficialComparison& comparison = *results.official;
  Json table = Json::array();
  for (std::size_t ours = 0; ours < comparison.people.size(); ++ours) {
    for (std::size_t theirs = 0; theirs < comparison.official.size(); ++theirs) {
      table.push_back({{"access_class", zoning::name(static_cast<zoning::AccessClass>(ours))},
                       {"official_zone", comparison.official[theirs]},
                       {"people", people(comparison.people[ours][theirs])}});
    }
  }
  Json largest = Json::array();
  for (std::size_t d = 0; d < std::min<std::size_t>(5, comparison.disagreements.size()); ++d) {
    const std::uint32_t c = comparison.disagreements[d];
    const territory::Commune& commune = loaded.territory.communes[c];
    largest.push_back({{"code", commune.code.value},
                       {"name", commune.name},
                       {"people", people(commune.population.value_or(Persons(0)).value)},
                       {"access_class", zoning::name(results.classes[c])},
                       {"official_zone", commune.official_zone}});
  }
  return {{"people", table},
          {"communes_that_differ", comparison.disagreements.size()},
          {"largest_disagreements", largest}};
}

Json communes_without_cpts(const Loaded& loaded) {
  const territory::Mesh* mesh = loaded.territory.mesh("cpts");
  if (mesh == nullptr) return {};  // null: not computable without a perimeter
  const auto of = mesh->of_communes(loaded.territory.communes.size());
  Json codes = Json::array();
  double outside = 0;
  for (std::size_t c = 0; c < of.size(); ++c) {
    if (!of[c].empty()) continue;
    codes.push_back(loaded.territory.communes[c].code.value);
    outside += loaded.territory.communes[c].population.value_or(Persons(0)).value;
  }
  return {{"communes", codes}, {"people", people(outside)}};
}

}  // namespace

std::string parameters_json(const study::Study& study) { return parameters(study).dump(); }

std::string provenance_json(const Loaded& loaded, const Results& results) {
  return provenance(loaded, results).dump(2) + "\n";
}

std::string summary_json(const Loaded& loaded, const Results& results) {
  const GroupFigures area = area_figures(loaded, results);
  Json json = {{"schema", "maillage/summary/1"}};
  json.update(provenance(loaded, results));
  std::size_t no_population = 0;
  for (const auto& c : loaded.territory.communes) no_population += c.population ? 0 : 1;
  json["accounting"] = {{"communes", loaded.territory.communes.size()},
                        {"communes_without_population", no_population},
                        {"people", people(loaded.territory.population().value)},
                        {"people_in_results", people(results.usable_people)},
                        {"people_listed_in_diagnostics", people(results.unusable_people)},
                        {"demand_places", results.demand.places.size()},
                        {"demand_by_cell", results.demand.by_cell}};
  std::map<std::string, std::size_t> rules;
  for (const auto& c : loaded.territory.communes) ++rules[std::string(territory::name(c.centre_rule))];
  json["accounting"]["communes_placed_by"] = rules;
  if (const std::string note = centre_sentence(loaded.territory, loaded.study.language); !note.empty())
    json["accounting"]["centre_note"] = note;
  if (loaded.territory.supply_given) {
    json["supply"] = {{"places", results.supply.places.size()},
                      {"physicians", number(area.heads)},
                      {"fte_given", results.supply.fte_given}};
  }
  json["reach"] = reach_json(loaded, results, area);
  json["rasters"] = results.rasters ? rasters_json(*results.rasters) : Json();
  Json means = Json::array();
  for (std::size_t m = 0; m < results.measures.size(); ++m) {
    const Measure& measure = results.measures[m];
    means.push_back({{"method", measure.method},
                     {"decay", measure.decay},
                     {"mean_weighted_by_people",
                      area.means[m] ? number(*area.means[m] * score_scale(measure.method)) : Json()},
                     {"unit", score_unit(measure.method, text::Language::en)}});
  }
  json["measures"] = means;
  if (results.index) json["apl_index"] = index_json(results, area);
  if (!results.classes.empty()) json["access_classes"] = classes_json(loaded, results, area);
  if (results.official) json["official_zoning"] = official_json(loaded, results);
  json["outside_any_cpts"] = communes_without_cpts(loaded);
  json["questions"] = questions_json(loaded);
  json["diagnostics"] = diagnostics_json(loaded.diagnostics);
  return json.dump(2) + "\n";
}

}  // namespace maillage::workflow
