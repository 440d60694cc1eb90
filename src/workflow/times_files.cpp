#include "maillage/workflow/times_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/core/strict.hpp"
#include "maillage/io/csv.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/network/model.hpp"
#include "maillage/text/language.hpp"
#include "out_over_inputs.hpp"
#include "place_reader.hpp"

namespace maillage::workflow {
namespace {

constexpr const char* times_step = "computing and writing travel times";

struct Joined {
  std::vector<travel::Place> places;
  std::vector<network::Anchor> anchors;
};

bool is_delimited_text(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".csv") || name.ends_with(".csv.gz") || name.ends_with(".tsv") ||
         name.ends_with(".txt");
}

table::Table read_lines(const NetworkFile& file, Diagnostics& diagnostics) {
  if (is_delimited_text(file.path)) return io::read_csv({file.path}).table;
  io::LayerRequest request;
  request.path = file.path;
  request.layer = file.layer;
  request.crs_override = file.crs;
  request.subject = "network";
  return io::read_layer(request, diagnostics);
}

// What was recognised, with what was named in its place.
sources::RoadMapping mapping_of(const table::Table& lines, const sources::RoadMapping& named) {
  sources::RoadMapping mapping = sources::recognise_roads(lines);
  const auto replace = [](std::string& column, const std::string& by) {
    if (!by.empty()) column = by == "-" ? "" : by;
  };
  replace(mapping.from, named.from);
  replace(mapping.to, named.to);
  replace(mapping.length, named.length);
  replace(mapping.speed, named.speed);
  replace(mapping.road_class, named.road_class);
  replace(mapping.direction, named.direction);
  replace(mapping.duration, named.duration);
  if (named.line_direction) mapping.direction.clear();
  mapping.line_direction = named.line_direction;
  mapping.join_tolerance = named.join_tolerance;
  if (mapping.direction.empty() && !mapping.line_direction &&
      sources::has_line_per_direction(lines, mapping)) {
    mapping.line_direction = network::Direction::forward;
  }
  return mapping;
}

std::shared_ptr<const network::RoadGraph> read_network(const NetworkFile& file, Diagnostics& diagnostics,
                                                       Progress& progress) {
  const std::string name = file.path.filename().string();
  try {
    const table::Table lines = read_lines(file, diagnostics);
    const sources::RoadMapping mapping = mapping_of(lines, file.columns);
    progress.say(fmt::format("network {}: {}", name, sources::describe(mapping)));
    auto graph = std::make_shared<const network::RoadGraph>(sources::read_roads(lines, mapping, diagnostics));
    const auto sizes = graph->component_sizes();
    progress.say(fmt::format(
        "network {}: {} nodes, {} edges, {}; {} strongly connected component{}, the largest of {} nodes",
        name, graph->nodes(), graph->edges(), graph->crs().text(), sizes.size(), sizes.size() == 1 ? "" : "s",
        sizes.front()));
    return graph;
  } catch (const Error& error) {
    if (error.message().find(name) != std::string::npos) throw;
    throw error.within(name);
  }
}

void say_joined(const Joined& list, std::string_view subject, Progress& progress) {
  std::size_t joined = 0;
  std::size_t cut_off = 0;
  double farthest = 0;
  double sum = 0;
  for (const network::Anchor& anchor : list.anchors) {
    if (anchor.on == network::Anchor::On::nothing) continue;
    ++joined;
    cut_off += anchor.component != 0 ? 1 : 0;
    farthest = std::max(farthest, anchor.distance_m);
    sum += anchor.distance_m;
  }
  progress.say(fmt::format(
      "{}: {} of {} joined the network, at {:.0f} m in the mean, {:.0f} m at most; {} off it, {} on cut-off "
      "roads",
      subject, joined, list.anchors.size(), joined == 0 ? 0 : sum / static_cast<double>(joined), farthest,
      list.anchors.size() - joined, cut_off));
}

// Reads and joins the two lists; the index over the roads is only built when a list has coordinates.
class Joiner {
 public:
  Joiner(const TimesFiles& files, const network::RoadGraph& graph, Diagnostics& diagnostics,
         Progress& progress)
      : files_(files), graph_(graph), diagnostics_(diagnostics), progress_(progress) {}

  Joined join(const PlaceFile& file, std::string_view subject) {
    if (!file.node_column.empty()) {
      NodePlaces nodes = read_node_places(file, graph_);
      return {std::move(nodes.places), std::move(nodes.anchors)};
    }
    if (!index_) index_ = std::make_unique<network::SnapIndex>(graph_);
    Joined list;
    list.places = read_places(file, files_.crs.value_or(graph_.crs()), graph_.crs());
    list.anchors = index_->join(list.places, subject, files_.join, files_.execution, diagnostics_);
    say_joined(list, subject, progress_);
    return list;
  }

 private:
  const TimesFiles& files_;
  const network::RoadGraph& graph_;
  Diagnostics& diagnostics_;
  Progress& progress_;
  std::unique_ptr<network::SnapIndex> index_;
};

void write_snap_report(const TimesFiles& files, const Joined& origins, const Joined& destinations) {
  if (files.snap_report.empty()) return;
  io::CsvWriter csv(files.snap_report,
                    {"list", "id", "joined", "distance_m", "access_seconds", "component", "x", "y"});
  const auto write = [&](std::string_view list, const Joined& places) {
    for (std::size_t i = 0; i < places.places.size(); ++i) {
      const network::Anchor& anchor = places.anchors[i];
      const bool joined = anchor.on != network::Anchor::On::nothing;
      const auto when = [&](std::string text) { return joined ? std::move(text) : std::string(); };
      const bool placed = joined && std::isfinite(anchor.foot.x);
      csv.row({list, places.places[i].id,
               !joined                                  ? "no"
               : anchor.on == network::Anchor::On::node ? "node"
                                                        : "road",
               std::isfinite(anchor.distance_m) ? fmt::format("{:.3f}", anchor.distance_m) : std::string(),
               when(text::seconds(anchor.access_ms)), when(std::to_string(anchor.component)),
               placed ? fmt::format("{:.3f}", anchor.foot.x) : std::string(),
               placed ? fmt::format("{:.3f}", anchor.foot.y) : std::string()});
    }
  };
  write("origins", origins);
  write("destinations", destinations);
  csv.close();
}

// Pairs of a block of origins as lines.
std::uint64_t write_rows(io::CsvWriter& csv, const travel::TravelTimes& times,
                         std::span<const travel::Place> origins, std::span<const travel::Place> destinations,
                         bool all_pairs) {
  std::uint64_t pairs = 0;
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const auto row = times.row(o);
    pairs += row.size();
    std::size_t next = 0;
    for (const travel::Time& time : row) {
      for (; all_pairs && next < time.destination; ++next)
        csv.row({origins[o].id, destinations[next].id, ""});
      csv.row({origins[o].id, destinations[time.destination].id, text::seconds(time.milliseconds)});
      next = time.destination + std::size_t{1};
    }
    for (; all_pairs && next < destinations.size(); ++next)
      csv.row({origins[o].id, destinations[next].id, ""});
  }
  return pairs;
}

// Block after block of origins, so that memory follows block_pairs and not origins × destinations.
template <class TimesOfBlock>
void write_times(const TimesFiles& files, const std::vector<travel::Place>& origins,
                 const std::vector<travel::Place>& destinations, TimesSummary& summary,
                 TimesOfBlock times_of_block) {
  summary.origins = origins.size();
  summary.destinations = destinations.size();
  io::CsvWriter csv(files.out, {"from", "to", "seconds"});
  const std::size_t block =
      std::max<std::size_t>(1, files.block_pairs / std::max<std::size_t>(1, destinations.size()));
  for (std::size_t begin = 0; begin < origins.size(); begin += block) {
    const std::size_t count = std::min(block, origins.size() - begin);
    const travel::TravelTimes times = times_of_block(begin, count);
    throw_if_interrupted();
    summary.pairs +=
        write_rows(csv, times, std::span(origins).subspan(begin, count), destinations, files.all_pairs);
  }
  if (files.strict) refuse_problems(summary.diagnostics);
  csv.close();
}

// A block's share of the step.
Execution counting(const TimesFiles& files, std::size_t block, std::size_t origins) {
  return files.execution.counting(static_cast<double>(block) / static_cast<double>(origins));
}

TimesSummary by_road(const TimesFiles& files, Progress& progress) {
  TimesSummary summary;
  progress.begin("reading the network");
  const auto graph = read_network(*files.network, summary.diagnostics, progress);
  progress.begin("joining places to the network");
  Joiner joiner(files, *graph, summary.diagnostics, progress);
  const Joined origins = joiner.join(files.origins, "origins");
  const Joined destinations = joiner.join(files.destinations, "destinations");
  if (files.strict) refuse_problems(summary.diagnostics);
  progress.begin(times_step);
  write_snap_report(files, origins, destinations);
  network::Work work;
  write_times(files, origins.places, destinations.places, summary, [&](std::size_t begin, std::size_t count) {
    const Execution counted = counting(files, count, origins.places.size());
    return network::times_between(*graph, std::span(origins.anchors).subspan(begin, count),
                                  destinations.anchors, files.limit, counted, &work);
  });
  summary.searches = work.searches;
  summary.nodes = work.nodes;
  return summary;
}

TimesSummary by_crow_fly(const TimesFiles& files, Progress& progress) {
  if (!files.origins.node_column.empty() || !files.destinations.node_column.empty()) {
    throw Error(ErrorCode::usage, "node columns need a network", "give --network, or x and y columns");
  }
  if (files.crs && !geo::is_projected(*files.crs)) {
    throw Error(ErrorCode::crs,
                fmt::format("distances cannot be measured in degrees ({})", files.crs->text()),
                "give the places in a projected CRS (France: EPSG:2154)");
  }
  if (!files.snap_report.empty()) throw Error(ErrorCode::usage, "a snap report needs a network");
  const travel::CrowFly model(files.crow_fly);
  TimesSummary summary;
  progress.say(model.source().details);
  progress.begin("reading the places");
  const auto origins = read_places(files.origins, {}, {});
  const auto destinations = read_places(files.destinations, {}, {});
  progress.begin(times_step);
  write_times(files, origins, destinations, summary, [&](std::size_t begin, std::size_t count) {
    return model.times(std::span(origins).subspan(begin, count), destinations, files.limit,
                       counting(files, count, origins.size()), summary.diagnostics);
  });
  return summary;
}

}  // namespace

TimesSummary run_times_files(const TimesFiles& files) {
  if (files.limit.value < 0 || files.limit.value > network::longest_ms) {
    throw Error(ErrorCode::usage, "the time limit is out of range", "give 0 to 24 days");
  }
  if (files.origins.path == "-" && files.destinations.path == "-") {
    throw Error(ErrorCode::usage, "origins and destinations cannot both come from standard input",
                "give a file for one of them");
  }
  std::vector<std::filesystem::path> read{files.origins.path, files.destinations.path};
  if (files.network) read.push_back(files.network->path);
  refuse_out_over_inputs(files.out, read);
  refuse_out_over_inputs(files.snap_report, read);
  Progress silent;
  Progress& progress = files.execution.progress != nullptr ? *files.execution.progress : silent;
  TimesSummary summary = files.network ? by_road(files, progress) : by_crow_fly(files, progress);
  progress.end();
  return summary;
}

}  // namespace maillage::workflow
