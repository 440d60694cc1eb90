// maillage check: what is in the inputs, what is wrong with them.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "console.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/strict.hpp"
#include "maillage/study/descriptor.hpp"
#include "maillage/workflow/check.hpp"

namespace maillage::cli {
namespace {

struct Arguments {
  std::string study;
  bool json = false, strict = false, reference = false;
  Loudness loudness;
};

void execute(const Arguments& a) {
  if (a.reference) {
    std::fputs(study::reference_study().c_str(), stdout);
    return;
  }
  if (a.study.empty())
    throw Error(ErrorCode::usage, "no study is named",
                "maillage check STUDY.toml, or maillage check --reference");
  Console console(a.loudness);
  const workflow::CheckReport report = workflow::check(a.study, console.progress());
  console.close();
  std::fputs(a.json ? report.json.c_str() : report.text.c_str(), stdout);
  std::fflush(stdout);
  if (a.strict) refuse_problems(report.diagnostics);
  console.print(report.diagnostics, true);
}

}  // namespace

void add_check(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("check", "say what is in the inputs of a study and what is wrong with them");
  auto a = std::make_shared<Arguments>();
  command->add_option("STUDY", a->study, "the study, a TOML file");
  command->add_flag("--json", a->json, "report as JSON");
  command->add_flag("--strict", a->strict,
                    "exit 3 when the data have problems: diagnostics of severity warning or error");
  add_quiet(*command, a->loudness);
  command->add_flag("--reference", a->reference,
                    "print the reference study: every key with type, unit and default");
  command->footer("Example: maillage check geodata/demo/study.toml");
  command->callback([a] { execute(*a); });
}

}  // namespace maillage::cli
