// maillage verify: is a workspace what the run wrote?

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/core/error.hpp"
#include "maillage/workflow/verify.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  std::string workspace, study;
  workflow::VerifyOptions options;
  bool json = false;
  Loudness loudness;
};

void execute(Arguments& a) {
  a.options.workspace = a.workspace;
  a.options.study = a.study;
  Console console(a.loudness);
  a.options.execution.progress = console.progress();
  const workflow::VerifyReport report = workflow::verify(a.options);
  console.close();
  std::fputs(a.json ? report.json().c_str() : report.text().c_str(), stdout);
  std::fflush(stdout);
  if (report.right) return;
  throw Error(ErrorCode::difference,
              fmt::format("{} is not right: {} differences, {} not checked", report.folder.string(),
                          report.differences, report.not_checked),
              "run the study again, or restore the folder from a copy");
}

}  // namespace

void add_verify(CLI::App& app) {
  CLI::App* command = app.add_subcommand("verify", "prove that a workspace is what its run wrote");
  auto a = std::make_shared<Arguments>();
  command->add_option("WORKSPACE", a->workspace, "the folder that `maillage run` wrote")->required();
  command->add_option("--study", a->study, "the study: its parameters and inputs are compared too");
  command->add_flag("--recompute", a->options.recompute,
                    "run the study again and compare every content (needs --study)");
  command->add_flag("--complete", a->options.complete, "what cannot be checked counts as not right (exit 1)");
  command->add_option("--threads", a->options.execution.threads,
                      "threads of --recompute (default 0: one per core)");
  command->add_flag("--json", a->json, "report as JSON");
  add_quiet(*command, a->loudness);
  command->footer("Example: maillage verify out/demo --study geodata/demo/study.toml");
  command->callback([a] { execute(*a); });
}

}  // namespace maillage::cli
