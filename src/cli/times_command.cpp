// maillage times: travel times between the places of two plain files.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/core/error.hpp"
#include "maillage/workflow/times_files.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  workflow::TimesFiles files;
  workflow::NetworkFile network;
  std::string network_path, origins, destinations, out, snap_report;
  std::string limit, crs, network_crs, snap_limit, line_direction, join_tolerance;
  std::string id_column, x_column, y_column;
  bool crow_fly = false;
  Loudness loudness;
};

void declare_places(CLI::App& command, Arguments& a) {
  command
      .add_option("--origins", a.origins, "where journeys start: id,x,y (CSV, .gz, or - for standard input)")
      ->required();
  command.add_option("--destinations", a.destinations, "where they end: id,x,y")->required();
  command.add_option("--crs", a.crs, "CRS of x and y, EPSG:n (default: that of the network)");
  command.add_option("--id-column", a.id_column, "id in both lists (default id)");
  command.add_option("--x-column", a.x_column, "x in both lists (default x)");
  command.add_option("--y-column", a.y_column, "y in both lists (default y)");
  const auto per_list = [&](const std::string& list, workflow::PlaceFile& file) {
    command.add_option("--" + list + "-id-column", file.id_column, "id in the " + list + " list");
    command.add_option("--" + list + "-x-column", file.x_column, "x in the " + list + " list");
    command.add_option("--" + list + "-y-column", file.y_column, "y in the " + list + " list");
    command.add_option("--" + list + "-node-column", file.node_column,
                       "the " + list + " places are nodes of the network, named in this column");
  };
  per_list("origin", a.files.origins);
  per_list("destination", a.files.destinations);
}

void declare_network(CLI::App& command, Arguments& a) {
  sources::RoadMapping& columns = a.network.columns;
  command.add_option("--network", a.network_path,
                     "road lines: GeoPackage, shapefile, GeoJSON …, or CSV with node ids");
  command.add_option("--network-layer", a.network.layer, "layer of the roads (default: the only one)");
  command.add_option("--network-crs", a.network_crs, "CRS of the roads, instead of what the file states");
  command.add_option("--from-node-column", columns.from, "node id at the start of a line (- for none)");
  command.add_option("--to-node-column", columns.to, "node id at its end (- for none)");
  command.add_option("--length-column", columns.length, "length in metres (- for that of the drawing)");
  command.add_option("--speed-column", columns.speed, "speed in km/h (- for none)");
  command.add_option("--class-column", columns.road_class, "road class, for the speed where there is none");
  command.add_option("--direction-column", columns.direction, "both, forward or backward, and their kin");
  command.add_option("--line-direction", a.line_direction,
                     "of every line: both, or forward (a line per direction)");
  command.add_option("--duration-column", columns.duration, "minutes: ferries");
  command.add_option("--join-tolerance", a.join_tolerance,
                     "lines without node ids join when their ends are this near (default 0m: equal)");
  command.add_option("--snap-limit", a.snap_limit,
                     "a place farther from every road has no times (default 1000m)");
  command.add_option("--access-speed", a.files.join.access_kmh,
                     "km/h, straight between a place and its road (default 5: on foot)");
  command.add_option("--snap-report", a.snap_report,
                     "CSV of how each place joined: list,id,joined,distance_m,access_seconds,component,x,y");
}

void declare(CLI::App& command, Arguments& a) {
  declare_network(command, a);
  declare_places(command, a);
  command.add_flag("--crow-fly", a.crow_fly, "no network: straight distance × --detour at --speed");
  command.add_option("--detour", a.files.crow_fly.detour, "road ÷ straight distance (default 1.3)");
  command.add_option("--speed", a.files.crow_fly.speed_kmh, "km/h (default 60)");
  command.add_option("--limit", a.limit, "longest time: 60min, 900s, 900000ms (default: none)");
  command.add_flag("--all-pairs", a.files.all_pairs,
                   "a line for every pair, the time empty where there is none");
  command.add_option("--out", a.out, "times: from,to,seconds (- for standard output)")->required();
  command.add_option("--threads", a.files.execution.threads, "0: one per core (default)");
  command.add_flag("--strict", a.files.strict, "fail (3) on warnings and errors of the data");
  add_quiet(command, a.loudness);
}

network::Direction parse_line_direction(const std::string& word) {
  if (word == "both") return network::Direction::both;
  if (word == "forward") return network::Direction::forward;
  throw Error(ErrorCode::usage, "--line-direction is « " + word + " »", "give both or forward");
}

void place_columns(Arguments& a, workflow::PlaceFile& file) {
  if (file.id_column.empty()) file.id_column = a.id_column;
  if (!a.x_column.empty() && file.x_column == "x") file.x_column = a.x_column;
  if (!a.y_column.empty() && file.y_column == "y") file.y_column = a.y_column;
}

void run(Arguments& a) {
  workflow::TimesFiles& files = a.files;
  if (a.crow_fly == !a.network_path.empty()) {
    throw Error(ErrorCode::usage,
                a.crow_fly ? "--network and --crow-fly exclude each other" : "no --network is given",
                "give the roads with --network FILE, or --crow-fly");
  }
  if (!a.crow_fly) {
    a.network.path = a.network_path;
    if (!a.network_crs.empty()) a.network.crs = geo::parse_crs(a.network_crs);
    if (!a.line_direction.empty()) a.network.columns.line_direction = parse_line_direction(a.line_direction);
    if (!a.join_tolerance.empty()) a.network.columns.join_tolerance = parse_length(a.join_tolerance).value;
    files.network = a.network;
  }
  files.origins.path = a.origins;
  files.destinations.path = a.destinations;
  place_columns(a, files.origins);
  place_columns(a, files.destinations);
  if (!a.crs.empty()) files.crs = geo::parse_crs(a.crs);
  if (a.crow_fly &&
      !files.crs) {  // degrees taken for metres would give times a hundred thousand times too short
    throw Error(ErrorCode::usage, "--crow-fly needs the CRS of the coordinates", "state it: --crs EPSG:2154");
  }
  if (!a.limit.empty()) files.limit = parse_duration(a.limit);
  if (!a.snap_limit.empty()) files.join.limit = parse_length(a.snap_limit);
  files.out = a.out;
  files.snap_report = a.snap_report;
  Console console(a.loudness, a.out == "-");
  files.execution.progress = console.progress();
  const workflow::TimesSummary summary = workflow::run_times_files(files);
  console.print(summary.diagnostics, true, Diagnostics::kept_ids);
  console.line(fmt::format("{} × {} places, {} times", summary.origins, summary.destinations, summary.pairs));
}

}  // namespace

void add_times(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("times", "travel times between two lists of places (plain files)");
  declare(*command, *arguments);
  command->callback([arguments] { run(*arguments); });
}

}  // namespace maillage::cli
