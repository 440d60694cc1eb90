#include "version_option.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "maillage/core/version.hpp"
#include "maillage/workflow/version_report.hpp"

namespace maillage::cli {

void add_version(CLI::App& app) {
  const auto json = std::make_shared<bool>(false);
  // Declared first, so that it is known when --version is acted upon.
  CLI::Option* as_json =
      app.add_flag("--json", *json, "with --version: build, libraries and schemas, as JSON");
  CLI::Option* version = app.add_flag_callback(
      "--version",
      [json] {
        if (!*json) throw CLI::CallForVersion("maillage " + std::string(maillage::version()), 0);
        throw CLI::CallForVersion(workflow::version_json({{"CLI11", CLI11_VERSION}}), 0);
      },
      "print the version");
  as_json->needs(version);
}

}  // namespace maillage::cli
