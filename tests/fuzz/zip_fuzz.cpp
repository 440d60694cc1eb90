// Zip archives: spreadsheets and QGIS projects are such.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/zip_archive.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto members = maillage::io::unzip(maillage::fuzz::text_of(data, size), 1U << 24);
    if (!members.empty() && maillage::io::unzip(maillage::io::zip(members)).size() != members.size())
      std::abort();
  } catch (const maillage::Error& problem) {
    if (problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
