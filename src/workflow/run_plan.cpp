#include "maillage/workflow/run_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compute_steps.hpp"
#include "maillage/core/strict.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/study/study.hpp"
#include "maillage/text/language.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/load.hpp"
#include "maillage/workflow/places.hpp"
#include "maillage/workflow/time_rasters.hpp"
#include "out_over_inputs.hpp"
#include "raster_file.hpp"

namespace maillage::workflow {
namespace {

constexpr const char* no_supply =
    "no supply of care is given: no access, classes and under-served zones would be computed";

class Planner {
 public:
  Planner(Loaded& loaded, RunPlan& plan)
      : loaded_(loaded), plan_(plan), supply_(loaded.territory.supply_given) {}

  void plan() {
    times();
    measures();
    workspace();
    tables();
    rasters();
    maps();
    plan_.files.emplace_back("report.html");
    plan_.files.emplace_back("summary.json");
    plan_.files.emplace_back(io::manifest_name);
  }

 private:
  [[nodiscard]] bool has_official_zones() const {
    const auto& communes = loaded_.territory.communes;
    return supply_ && std::any_of(communes.begin(), communes.end(),
                                  [](const auto& commune) { return !commune.official_zone.empty(); });
  }

  void times() {
    const access::AplProfile profile = access_profile(loaded_.study);
    Diagnostics& found = loaded_.diagnostics;
    const DemandPlaces demand = demand_places(profile, loaded_.territory, found);
    const study::Travel& travel = loaded_.study.travel;
    std::string destinations;
    const auto add = [&](std::string_view kind, std::size_t places) {
      if (places == 0) return;
      destinations += fmt::format("{}{} {}", destinations.empty() ? "" : ", ", places, kind);
      reached_.emplace_back(kind);
    };
    if (supply_) {
      const SupplyPlaces supply =
          supply_places(profile, loaded_.study.access.speciality, loaded_.territory, found);
      add("gp", supply.places.size());
      pairs_ = demand.places.size() * supply.places.size();
    }
    for (const territory::SiteKind kind : reached_kinds)
      add(territory::name(kind), open_sites(loaded_.territory, kind).size());
    plan_.computed.push_back(
        fmt::format("travel times ({}, at most {} min) from {} {} to the nearest of each: {}", travel.model,
                    text::shortest(minutes(travel.limit)), demand.places.size(),
                    demand.by_cell ? "inhabited cells" : "communes",
                    reached_.empty() ? "nothing is given" : destinations));
  }

  void measures() {
    if (!supply_) {
      plan_.computed.emplace_back(no_supply);
      return;
    }
    plan_.computed.push_back(
        fmt::format("travel times of at most {} pairs of people and physicians", pairs_));
    std::string list;
    for (const access::AccessOptions& options : access_options(loaded_.study))
      list += fmt::format("{}, ", access::name(options.method));
    plan_.computed.push_back(fmt::format("{}the APL-type index; classes by rule {}; under-served zones", list,
                                         loaded_.study.zoning.rule));
  }

  void workspace() {
    const territory::Territory& t = loaded_.territory;
    std::string layers = fmt::format("communes ({} rows)", t.communes.size());
    for (const territory::Mesh& mesh : t.meshes)
      layers += fmt::format(", {} ({})", mesh_layer(mesh.kind), mesh.groups.size());
    if (supply_) layers += ", under_served_zones (where there are any)";
    if (!t.sites.empty()) layers += fmt::format(", sites ({})", t.sites.size());
    if (!reached_.empty()) layers += ", farthest_communes";
    if (has_official_zones()) layers += ", official_comparison, official_disagreements";
    plan_.written.push_back("maillage.gpkg: layers " + layers);
    plan_.files.emplace_back("maillage.gpkg");
    plan_.files.emplace_back("maillage.qgz");
  }

  void tables() {
    const auto csv = [&](std::string_view name) { plan_.files.push_back(std::string(name) + ".csv"); };
    csv("communes");
    for (const territory::Mesh& mesh : loaded_.territory.meshes) csv(mesh_layer(mesh.kind));
    if (!reached_.empty()) csv("farthest_communes");
    if (supply_) csv("under_served_zones");
    if (has_official_zones()) {
      csv("official_comparison");
      csv("official_disagreements");
    }
    csv("questions");
    csv("diagnostics");
    for (const std::string& format : loaded_.study.spreadsheets) plan_.files.push_back("maillage." + format);
  }

  void rasters() {
    if (!loaded_.study.rasters.write) return;
    const RasterGrid grid = raster_grid(loaded_);
    if (grid.columns == 0 || reached_.empty()) return;
    for (const std::string& kind : reached_) plan_.files.push_back(raster_file(kind));
    plan_.written.push_back(
        fmt::format("{} rasters of {} × {} pixels", reached_.size(), grid.columns, grid.rows));
  }

  void maps() {
    std::vector<std::string> drawn;
    for (const std::string& map : loaded_.study.maps) {
      if (map == "reach") {
        for (const std::string& kind : reached_) drawn.push_back("map_reach_" + kind);
      } else if (supply_ || (map == "time" && !reached_.empty())) {
        drawn.push_back("map_" + map);
      }
    }
    for (const std::string& map : drawn) {
      for (const std::string& format : loaded_.study.map_formats) plan_.files.push_back(map + "." + format);
    }
    for (const std::string& map : drawn) plan_.files.push_back(map + ".txt");
    if (!drawn.empty()) {
      plan_.written.push_back(
          fmt::format("maps {} as {}", fmt::join(drawn, ", "), fmt::join(loaded_.study.map_formats, ", ")));
    }
  }

  Loaded& loaded_;
  RunPlan& plan_;
  bool supply_;
  std::vector<std::string> reached_;  // kinds of places there is something to travel to
  std::size_t pairs_ = 0;
};

}  // namespace

RunPlan plan_run(const RunOptions& options) {
  check_scenario(options);
  study::Study study = study::read_study(options.study);
  refuse_out_over_inputs(options.out, files_read(study));
  io::check_output_folder(options.out);
  Loaded loaded = load(std::move(study), options.execution.progress);
  RunPlan plan;
  plan.out = options.out;
  Planner(loaded, plan).plan();
  plan.diagnostics = loaded.diagnostics;
  if (options.strict) refuse_problems(plan.diagnostics);
  return plan;
}

}  // namespace maillage::workflow
