#pragma once
// What this program is made of, for `maillage --version --json` and for reports of trouble. Each module that wraps a
// library tells the version of that library, as found at run time where the library can tell.

#include <string>
#include <vector>

namespace maillage {

struct LibraryVersion {
  std::string name;     // "GDAL"
  std::string version;  // "3.6.2"
};

struct Build {
  std::string compiler;      // "g++ 12.2.0"
  std::string architecture;  // "x86_64"
  // Instruction sets the program was compiled for; nothing is chosen at run time, so that results do not depend on the
  // processor.
  std::vector<std::string> cpu_features;
  std::string parallel;  // "oneTBB" or "std::jthread"
};
[[nodiscard]] Build build();

// Those of this module: oneTBB, GLib, the C library.
[[nodiscard]] std::vector<LibraryVersion> core_libraries();

}  // namespace maillage
