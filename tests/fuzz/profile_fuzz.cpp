// Profiles of the APL-type index: JSON.

#include "given_file.hpp"
#include "maillage/access/apl_profile.hpp"
#include "maillage/core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    (void)maillage::access::apl_profiles(maillage::fuzz::text_of(data, size));
  } catch (const maillage::Error& problem) {
    if (problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
