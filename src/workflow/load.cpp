#include "maillage/workflow/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "input_reader.hpp"
#include "maillage/geo/topology.hpp"
#include "maillage/sources/load.hpp"
#include "maillage/sources/roads.hpp"
#include "maillage/workflow/centres.hpp"
#include "whereabouts.hpp"

namespace maillage::workflow {
namespace {

bool is_main_road(const std::string& road_class) {
  return road_class.starts_with("motorway") || road_class.starts_with("trunk") ||
         road_class.starts_with("primary");
}

// Points were given and none is in the area: the CRS or the order of the axes is wrong.
void refuse_all_outside(bool any_placed, const sources::Fields& fields) {
  if (any_placed) return;
  throw Error(ErrorCode::crs,
              fmt::format("{} ({}): none of the {} points lies in the study area", fields.file(),
                          fields.subject(), fields.rows()),
              "state the CRS of the coordinates (crs = \"EPSG:…\") and check that x is the easting and y the "
              "northing");
}

class Loader {
 public:
  Loader(Loaded& loaded, Progress* progress)
      : loaded_(loaded),
        territory_(loaded.territory),
        reader_(loaded.study, loaded.inputs, loaded.diagnostics, progress) {}

  void run() {
    territory_.crs = loaded_.study.crs;
    load_boundaries();
    const sources::CommuneResolver resolver(territory_, passage_, !loaded_.study.departments.empty());
    if (auto input = reader_.read("population"))
      sources::load_population(input->fields, resolver, territory_, diagnostics());
    if (auto input = reader_.read("seats"))
      sources::load_seats(input->fields, resolver, territory_, diagnostics());
    load_cells(resolver);
    if (auto input = reader_.read("memberships"))
      sources::load_memberships(input->fields, resolver, territory_, diagnostics());
    centres_from_cells(territory_, diagnostics());
    load_roads();
    if (loaded_.study.travel.geometric_centres) centres_inside_polygons(territory_, diagnostics());
    report_missing_centres(territory_, diagnostics());
    if (auto input = reader_.read("cpts"))
      sources::load_cpts(input->fields, resolver, territory_, diagnostics());
    load_care(resolver);
  }

 private:
  Diagnostics& diagnostics() { return loaded_.diagnostics; }

  void load_boundaries() {
    if (auto input = reader_.read("passage")) passage_ = sources::Passage(input->fields);
    auto communes = reader_.read("communes");
    sources::load_communes(communes->fields, passage_, loaded_.study.departments, communes->written_crs,
                           territory_, diagnostics());
    auto departments = reader_.read("departments");
    sources::load_departments(departments ? &departments->fields : nullptr, territory_, diagnostics());
    if (!loaded_.study.fictitious) require_in_place(territory_, communes->fields.file());
    if (departments) require_outlines(territory_, departments->fields.file());
    report_overlaps(territory_, diagnostics());
    sources::add_department_mesh(territory_);
  }

  void load_cells(const sources::CommuneResolver& resolver) {
    auto input = reader_.read("cells");
    if (!input) return;
    sources::load_cells(input->fields, resolver, territory_, diagnostics());
    refuse_all_outside(!territory_.cells.empty(), input->fields);
  }

  void load_roads() {
    if (loaded_.study.travel.model != "road") return;
    const auto input = reader_.read("roads");
    if (!input->fields.has_geometry()) {
      throw Error(ErrorCode::input,
                  fmt::format("{}: the roads have no lines", loaded_.study.input("roads")->path.string()),
                  "give a layer of lines: places join the roads where they are drawn");
    }
    const sources::RoadMapping mapping = road_mapping(*input);
    if (mapping.direction.empty() && !mapping.line_direction) {
      throw Error(ErrorCode::usage,
                  fmt::format("{}: nothing says in which direction the roads are open",
                              loaded_.study.input("roads")->path.string()),
                  "name their column in [inputs.roads] columns = { direction = \"…\" }, or set [travel] "
                  "line_direction = \"both\" or \"forward\" (one line per direction)");
    }
    diagnostics().add(Severity::note, "roads-read-as", "roads", sources::describe(mapping),
                      "columns the roads were read by");
    require_roads_near(territory_, *input->table, loaded_.study.travel.snap_limit, input->fields.file());
    try {
      loaded_.roads = sources::read_roads(*input->table, mapping, diagnostics());
    } catch (const Error& problem) {
      throw problem.within(input->fields.file());
    }
    const sources::Fields fields(
        *input->table, {{"class", {mapping.road_class, false}}, {"length", {mapping.length, false}}}, "roads",
        loaded_.study.input("roads")->path.string(), {});
    keep_main_roads(*input->table, fields);
    centres_from_streets(fields, *input->table, {}, territory_, diagnostics());
  }

  // Columns the study names, the others recognised by their names.
  sources::RoadMapping road_mapping(const ReadInput& input) const {
    sources::RoadMapping mapping = sources::recognise_roads(*input.table);
    const std::pair<const char*, std::string*> roles[] = {
        {"from", &mapping.from},        {"to", &mapping.to},
        {"length", &mapping.length},    {"speed", &mapping.speed},
        {"class", &mapping.road_class}, {"direction", &mapping.direction},
        {"duration", &mapping.duration}};
    const auto& stated = loaded_.study.input("roads")->columns;
    for (const auto& [role, column] : roles) {
      if (const auto found = stated.find(role); found != stated.end()) *column = found->second.name;
    }
    const std::string& direction = loaded_.study.travel.line_direction;
    if (!direction.empty())
      mapping.line_direction = direction == "both" ? network::Direction::both : network::Direction::forward;
    return mapping;
  }

  void keep_main_roads(const table::Table& lines, const sources::Fields& fields) {
    for (std::size_t row = 0; row < fields.rows(); ++row) {
      const auto* parts = std::get_if<geo::MultiLineString>(&lines.geometry()->rows[row]);
      if (parts != nullptr && is_main_road(fields.text(row, "class"))) {
        loaded_.main_roads.insert(loaded_.main_roads.end(), parts->begin(), parts->end());
      }
    }
  }

  void load_care(const sources::CommuneResolver& resolver) {
    if (auto input = reader_.read("sites")) {
      const study::Input& stated = *loaded_.study.input("sites");
      const std::size_t placed =
          sources::load_sites(input->fields, {.kinds = stated.kinds, .check_crs = stated.check_crs}, resolver,
                              territory_, diagnostics());
      refuse_all_outside(placed > 0, input->fields);
    }
    if (auto input = reader_.read("physicians")) {
      sources::load_physicians(input->fields, territory_, diagnostics());
      refuse_all_outside(!territory_.physicians.empty(), input->fields);
    }
    if (auto input = reader_.read("physician_counts")) {
      if (loaded_.study.access.speciality != "general_practice") {
        throw Error(ErrorCode::usage,
                    fmt::format("{}: [access] speciality is « {} », and [inputs.physician_counts] counts "
                                "general practitioners",
                                loaded_.study.file.string(), loaded_.study.access.speciality),
                    "give [inputs.physicians] with a column speciality, or leave speciality out");
      }
      if (!territory_.physicians.empty()) {
        throw Error(ErrorCode::usage,
                    loaded_.study.file.string() +
                        ": the study gives both [inputs.physicians] and [inputs.physician_counts]",
                    "keep one: the same doctors would count twice");
      }
      sources::load_physician_counts(input->fields, resolver, territory_, diagnostics());
    }
  }

  Loaded& loaded_;
  territory::Territory& territory_;
  InputReader reader_;
  sources::Passage passage_;
};

}  // namespace

Loaded load(study::Study study, Progress* progress) {
  Loaded loaded;
  loaded.study = std::move(study);
  const ProgressStep step(progress, "reading the inputs");
  Loader(loaded, progress).run();
  return loaded;
}

}  // namespace maillage::workflow
