// maillage run: everything a study asks for, into one folder.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/workflow/run.hpp"
#include "maillage/workflow/run_plan.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  std::string study, out, language;
  workflow::RunOptions options;
  bool dry_run = false;
  Loudness loudness;
};

std::filesystem::path default_out(const std::filesystem::path& study) {
  return std::filesystem::path("out") / study.stem();
}

// The files on standard output as a run lists them, the rest beside.
void tell_plan(const Arguments& a, Console& console) {
  workflow::RunOptions options = a.options;
  options.execution.progress = console.progress();
  const workflow::RunPlan plan = workflow::plan_run(options);
  console.print(plan.diagnostics, false);
  for (const std::string& line : plan.computed) console.line("would compute: " + line);
  for (const std::string& line : plan.written) console.line("would write: " + line);
  for (const std::string& file : plan.files) std::puts((plan.out / file).string().c_str());
  console.line("dry run: nothing was computed and nothing written");
}

void execute(Arguments& a) {
  a.options.study = a.study;
  a.options.out = a.out.empty() ? default_out(a.study) : std::filesystem::path(a.out);
  if (!a.language.empty()) a.options.language = text::parse_language(a.language);
  Console console(a.loudness);
  if (a.dry_run) return tell_plan(a, console);
  a.options.execution.progress = console.progress();
  const workflow::RunReport report = workflow::run(a.options);
  console.print(report.diagnostics, false);
  for (const std::string& file : report.files) std::puts((report.out / file).string().c_str());
}

}  // namespace

void add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "load, compute and write everything a study asks for");
  auto a = std::make_shared<Arguments>();
  command->add_option("STUDY", a->study, "the study, a TOML file (docs/reference-study.toml has every key)")
      ->required();
  command->add_option("--out", a->out,
                      "output folder: absent, empty, or written by a run (default out/STUDY)");
  command->add_option("--scenario", a->options.scenario, "scenario of the study (default baseline)");
  command->add_option("--threads", a->options.execution.threads,
                      "threads (default 0: one per core); results do not depend on it");
  command->add_option("--lang", a->language, "language of maps and layers: fr or en (default: the study's)");
  command->add_flag("--strict", a->options.strict,
                    "warnings and errors of the data are failures (exit 3), nothing is written");
  command->add_flag("--dry-run", a->dry_run,
                    "read and check the inputs, say what would be computed and written, write nothing");
  add_quiet(*command, a->loudness);
  add_verbose(*command, a->loudness);
  command->footer("Example: maillage run geodata/demo/study.toml --out out/demo");
  command->callback([a] { execute(*a); });
}

}  // namespace maillage::cli
