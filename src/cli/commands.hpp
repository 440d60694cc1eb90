#pragma once
// One function per command: declares its options on the application and what to do when it is chosen. The work
// itself is a call into module `workflow`. Errors leave as maillage::Error; main() maps them to exit codes.

namespace CLI {
class App;
}

namespace maillage::cli {

void add_run(CLI::App& app);
void add_check(CLI::App& app);
void add_times(CLI::App& app);
void add_access(CLI::App& app);
void add_synth(CLI::App& app);
void add_verify(CLI::App& app);
void add_migrate(CLI::App& app);

}  // namespace maillage::cli
