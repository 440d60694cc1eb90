// maillage access: scores of access from plain files of times, demand and supply.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/core/error.hpp"
#include "maillage/workflow/access_files.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  workflow::AccessFiles files;
  std::string times, demand, supply, out, method, decay, bound = "closed", time_unit;
  std::string profile = "apl-2015", basis = "heads";
  double poverty_line = 0;
  bool json = false;
  Loudness loudness;
};

void declare(CLI::App& command, Arguments& a) {
  command
      .add_option("--times", a.times,
                  "travel times: from,to and a time column (CSV, .gz, or - for standard input)")
      ->required();
  command.add_option("--demand", a.demand, "demand places: id,demand")->required();
  command.add_option("--supply", a.supply, "supply sites: id,supply")->required();
  command
      .add_option(
          "--method", a.method,
          "nearest cumulative gravity 2sfca e2sfca kd2sfca m2sfca 3sfca bfca mh3sfca availability apl")
      ->required();
  command.add_option(
      "--decay", a.decay,
      "binary:T step:20=1,40=0.68 linear:T exponential:beta=B power:beta=B,min=1 gaussian:sigma=S dai:T "
      "gaussian01:T epanechnikov:T logistic:m=M,s=S (minutes, or 15min, 900s); default: the method's own");
  command.add_option("--bound", a.bound, "closed: t <= edge belongs to a band (default); open: t < edge");
  command.add_option("--profile", a.profile, "of apl: apl-2012 or apl-2015 (default)");
  command.add_option("--supply-basis", a.basis, "of apl: what supply counts: acts, fte or heads (default)");
  command.add_option("--alpha", a.files.options.alpha, "exponent of demand in availability (default 1)");
  command.add_option("--out", a.out, "scores: id,score in the order of --demand (- for standard output)")
      ->required();
  command.add_option("--from-column", a.files.from_column, "demand id in the times (default from)");
  command.add_option("--to-column", a.files.to_column, "supply id in the times (default to)");
  command.add_option("--time-column", a.files.time_column,
                     "time in the times (default: seconds, minutes or ms)");
  command.add_option("--time-unit", a.time_unit, "s, min or ms, for a time column of another name");
  command.add_option("--demand-id-column", a.files.demand_id_column, "id in the demand (default id)");
  command.add_option("--demand-column", a.files.demand_column, "amount in the demand (default demand)");
  command.add_option("--supply-id-column", a.files.supply_id_column, "id in the supply (default id)");
  command.add_option("--supply-column", a.files.supply_column, "amount in the supply (default supply)");
  command.add_option("--poverty-line", a.poverty_line,
                     "score under which access is poor: adds FGT 0, 1, 2 to --json");
  command.add_flag("--json", a.json, "summary with statistics on standard output");
  command.add_flag("--strict", a.files.strict, "fail (3) on warnings and errors of the data");
  add_quiet(command, a.loudness);
}

void set_method(const CLI::App& command, Arguments& a) {
  const access::Bound bound = access::parse_bound(a.bound);
  access::AccessOptions& options = a.files.options;
  const bool apl = a.method == "apl";
  if (!apl && command.count("--profile") + command.count("--supply-basis") > 0) {
    throw Error(ErrorCode::usage, "--profile and --supply-basis belong to --method apl", "leave them out");
  }
  if (apl) {
    if (!a.decay.empty()) {
      throw Error(ErrorCode::usage, "the decay of --method apl is that of its profile",
                  "leave --decay out, or use --method e2sfca");
    }
    workflow::set_apl(a.files, {access::apl_profile(a.profile), workflow::parse_supply_basis(a.basis)},
                      bound);
    return;
  }
  options.method = access::parse_method(a.method);
  options.decay =
      a.decay.empty() ? access::default_decay(options.method, bound) : access::parse_decay(a.decay, bound);
}

void run(const CLI::App& command, Arguments& a) {
  workflow::AccessFiles& files = a.files;
  if (a.json && a.out == "-") {
    throw Error(ErrorCode::usage, "scores and --json would both go to standard output", "give --out a file");
  }
  files.times = a.times;
  files.demand = a.demand;
  files.supply = a.supply;
  files.out = a.out;
  set_method(command, a);
  if (!a.time_unit.empty()) files.time_unit = workflow::parse_time_unit(a.time_unit);
  if (command.count("--poverty-line") > 0) files.poverty_line = a.poverty_line;
  Console console(a.loudness, a.out == "-");
  files.progress = console.progress();
  const auto summary = workflow::run_access_files(files);
  console.print(summary.diagnostics, true, Diagnostics::kept_ids);
  if (a.json) std::puts(workflow::to_json(files, summary).c_str());
}

}  // namespace

void add_access(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("access", "scores of access from travel times, demand and supply (plain files)");
  declare(*command, *arguments);
  command->callback([command, arguments] { run(*command, *arguments); });
}

}  // namespace maillage::cli
