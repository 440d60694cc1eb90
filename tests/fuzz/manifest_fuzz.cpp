// The manifest of an output folder: which files are ours.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/output_folder.hpp"
#include "manifest.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const maillage::fuzz::NamedFile file(std::string(maillage::io::manifest_name),
                                       maillage::fuzz::text_of(data, size));
  try {
    if (!maillage::io::our_files(file.path().parent_path())
             .contains(std::string(maillage::io::manifest_name)))
      std::abort();
  } catch (const maillage::Error& problem) {
    if (problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
