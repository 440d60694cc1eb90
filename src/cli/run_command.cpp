// maillage run: everything a study asks for, into one folder.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "diagnostics_printer.hpp"
#include "maillage/workflow/run.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  std::string study, out, language;
  workflow::RunOptions options;
  bool verbose = false;
};

std::filesystem::path default_out(const std::filesystem::path& study) {
  return std::filesystem::path("out") / study.stem();
}

void execute(Arguments& a) {
  a.options.study = a.study;
  a.options.out = a.out.empty() ? default_out(a.study) : std::filesystem::path(a.out);
  if (!a.language.empty()) a.options.language = text::parse_language(a.language);
  a.options.progress = [](const std::string& step) {
    std::fputs(fmt::format("maillage: {}\n", step).c_str(), stderr);
  };
  const workflow::RunReport report = workflow::run(a.options);
  print(report.diagnostics, a.verbose);
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
  command->add_flag("--strict", a->options.strict, "data problems are failures (exit 3), nothing is written");
  command->add_flag("--verbose", a->verbose, "print notes too, not only warnings and errors");
  command->footer("Example: maillage run geodata/demo/study.toml --out out/demo");
  command->callback([a] { execute(*a); });
}

}  // namespace maillage::cli
