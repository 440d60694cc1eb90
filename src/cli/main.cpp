// The command line: parse, call, map errors to the exit codes of docs/errors.md. Everything else is in the
// library.

#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "failure.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/core/memory_limit.hpp"
#include "maillage/workflow/release.hpp"
#include "usage_error.hpp"
#include "version_option.hpp"

namespace {

void declare(CLI::App& app) {
  app.description(
      "maillage maps and plans the territorial offer of care: travel times, accessibility, under-served "
      "zones.");
  app.require_subcommand(1);
  app.footer("Start: maillage run geodata/demo/study.toml --out out/demo    ·    maillage COMMAND --help");
  maillage::cli::add_version(app);
  maillage::cli::add_run(app);
  maillage::cli::add_check(app);
  maillage::cli::add_times(app);
  maillage::cli::add_access(app);
  maillage::cli::add_synth(app);
  maillage::cli::add_verify(app);
  maillage::cli::add_migrate(app);
}

int run(int argc, char** argv) {
  CLI::App app;
  try {
    try {
      declare(app);
      app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
      if (problem.get_exit_code() != 0) throw maillage::cli::usage_error(app, problem);
      app.exit(problem);  // --help, --version
    }
    maillage::cli::finish_output();
    return 0;
  } catch (...) {
    return maillage::cli::report_failure();
  }
}

}  // namespace

int main(int argc, char** argv) {
  maillage::install_interrupt_handler();
  maillage::prepare_for_little_memory();
  const int code = run(argc, argv);
  maillage::workflow::release();
  return code;
}
