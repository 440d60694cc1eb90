// Studies: TOML, keys, values, paths.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/study/study.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const maillage::fuzz::MemoryFile file(maillage::fuzz::text_of(data, size));
  try {
    const maillage::study::Study study = maillage::study::read_study(file.path());
    if (study.title.empty() || study.threshold_minutes.empty()) std::abort();
  } catch (const maillage::Error& problem) {
    if (problem.message().empty() || problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
