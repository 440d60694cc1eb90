#pragma once
// maillage --version, and with --json all it is made of.

namespace CLI {
class App;
}

namespace maillage::cli {

void add_version(CLI::App& app);

}  // namespace maillage::cli
