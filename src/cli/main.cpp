// The command line: parse, call, map errors to the exit codes of docs/errors.md. Everything else is in the
// library.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "commands.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/core/version.hpp"
#include "usage_error.hpp"

namespace {

void declare(CLI::App& app) {
  app.description(
      "maillage maps and plans the territorial offer of care: travel times, accessibility, under-served "
      "zones.");
  app.set_version_flag("--version", "maillage " + std::string(maillage::version()));
  app.require_subcommand(1);
  app.footer("Start: maillage run geodata/demo/study.toml --out out/demo    ·    maillage COMMAND --help");
  maillage::cli::add_run(app);
  maillage::cli::add_check(app);
  maillage::cli::add_times(app);
  maillage::cli::add_access(app);
  maillage::cli::add_synth(app);
  maillage::cli::add_verify(app);
  maillage::cli::add_migrate(app);
}

int report(const maillage::Error& error) {
  std::fprintf(stderr, "maillage: %s\n", error.what());
  return maillage::exit_code(error.code());
}

}  // namespace

int main(int argc, char** argv) {
  maillage::install_interrupt_handler();
  CLI::App app;
  try {
    declare(app);
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() != 0) return report(maillage::cli::usage_error(app, problem));
    return app.exit(problem);  // --help, --version
  } catch (const maillage::Error& error) {
    return report(error);
  } catch (const std::bad_alloc&) {
    return report({maillage::ErrorCode::limit, "not enough memory",
                   "use a smaller area, or a machine with more memory"});
  } catch (const std::exception& bug) {
    return report({maillage::ErrorCode::internal, bug.what(),
                   "this is a bug of maillage: please report it with the command line"});
  }
}
