// maillage migrate: an older workspace, brought to the schema of this version in a new place.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "maillage/workflow/migrate.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  std::string from, to;
  bool json = false;
};

void execute(const Arguments& a) {
  const workflow::MigrateReport report = workflow::migrate({.from = a.from, .to = a.to});
  std::fputs(a.json ? report.json().c_str() : report.text().c_str(), stdout);
}

}  // namespace

void add_migrate(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("migrate", "bring a workspace of an older maillage to this version, in a new place");
  auto a = std::make_shared<Arguments>();
  command
      ->add_option("OLD", a->from, "the folder that an older `maillage run` wrote, or its GeoPackage alone")
      ->required();
  command->add_option("NEW", a->to, "where to write: not there yet, or an empty folder")->required();
  command->add_flag("--json", a->json, "report as JSON");
  command->footer("Example: maillage migrate old new && maillage verify new");
  command->callback([a] { execute(*a); });
}

}  // namespace maillage::cli
