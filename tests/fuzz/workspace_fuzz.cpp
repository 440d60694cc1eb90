// The file a run wrote, as another program or a failing disk may have left it: what it says of itself.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/store/workspace.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const maillage::fuzz::NamedFile file("maillage.gpkg", maillage::fuzz::text_of(data, size));
  try {
    maillage::store::require_current(maillage::store::read_meta(file.path()), file.path());
  } catch (const maillage::Error& problem) {
    if (problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
