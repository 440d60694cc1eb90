// maillage synth: a fictitious territory, for demonstrations and tests.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/workflow/synth_files.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  workflow::SynthFiles files;
  std::string out;
  bool dry_run = false;
  Loudness loudness;
};

void declare(CLI::App& command, Arguments& a) {
  synth::Options& options = a.files.options;
  command.add_option("--seed", options.seed, "another seed, another territory (default 1)");
  command.add_option("--communes", options.communes, "number of communes, 20 to 90000 (default 280)");
  command.add_option("--mean-commune-km2", options.mean_commune_km2,
                     "mean area of a commune, 8 to 60 (default 0: by size, 21.4 to 15.7)");
  command.add_option("--mean-commune-people", options.mean_commune_people,
                     "mean population of a commune, 300 to 5000 (default 0: by size, 1143 to 2000)");
  CLI::CheckedTransformer local_roads(
      std::map<std::string, synth::LocalRoads>{{"by-size", synth::LocalRoads::by_size},
                                               {"few", synth::LocalRoads::few},
                                               {"all", synth::LocalRoads::all}});
  local_roads.description("");  // its own lists the values as the bytes they are kept as
  command
      .add_option(
          "--local-roads", options.local_roads,
          "few: main streets; all: every street, lane and access way; by-size (default): all from 1000 "
          "communes on")
      ->transform(local_roads)
      ->type_name("few|all|by-size");
  command.add_flag("--study", a.files.study, "also write study.toml, what maillage run reads");
  command.add_option("--threads", a.files.execution.threads, "0: one per core (default)");
  command.add_flag("--dry-run", a.dry_run,
                   "check options and folder, say what would be written, write nothing");
  add_quiet(command, a.loudness);
  command.add_option("--out", a.out, "folder to write: absent, empty or written by maillage")->required();
}

void tell_plan(const Arguments& a, Console& console) {
  const synth::Options& options = a.files.options;
  const std::vector<std::string> files = workflow::plan_synth_files(a.files);
  console.line(fmt::format("would generate: {} communes, about {:.0f} km² and {:.0f} inhabitants, seed {}",
                           options.communes, options.communes * options.mean_commune_km2,
                           options.communes * options.mean_commune_people, options.seed));
  for (const std::string& file : files) std::puts((a.files.out / file).string().c_str());
  console.line("dry run: nothing was generated and nothing written");
}

void run(Arguments& a) {
  a.files.out = a.out;
  Console console(a.loudness);
  if (a.dry_run) return tell_plan(a, console);
  a.files.execution.progress = console.progress();
  const synth::Statistics s = workflow::write_synth_files(a.files).statistics;
  console.close();
  console.line(
      fmt::format("a fictitious territory of {} communes in {} départements, {:.0f} km², {} inhabitants, {} "
                  "cells, {} roads "
                  "between {} nodes, {} general practitioners; nothing in it exists",
                  a.files.options.communes, s.departments, s.area_km2, s.population, s.cells, s.roads,
                  s.road_nodes, s.general_practitioners));
}

}  // namespace

void add_synth(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("synth", "generate a fictitious territory, for demonstrations and tests");
  declare(*command, *arguments);
  command->callback([arguments] { run(*arguments); });
}

}  // namespace maillage::cli
