// The files of `maillage access`: demand, supply and times between them, in one input, parted by lines of "=".

#include <array>

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "pair_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = maillage::fuzz::text_of(data, size);
  std::array<std::string_view, 3> parts;
  for (std::string_view& part : parts) {
    const std::size_t end = rest.find("\n=\n");
    part = rest.substr(0, end == std::string_view::npos ? end : end + 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 3);
  }
  maillage::workflow::AccessFiles files;
  files.demand = maillage::fuzz::NamedFile("demand.csv", parts[0]).path();
  files.supply = maillage::fuzz::NamedFile("supply.csv", parts[1]).path();
  files.times = maillage::fuzz::NamedFile("times.csv", parts[2]).path();
  try {
    const maillage::workflow::Amounts demand(files.demand, "id", "demand");
    const maillage::workflow::Amounts supply(files.supply, "id", "supply");
    maillage::access::PairSpool spool;
    maillage::Diagnostics diagnostics;
    maillage::workflow::read_pairs(files, demand, supply, spool, diagnostics);
    maillage::access::for_each_pair(spool, [&](const maillage::access::Pair& pair) {
      if (pair.demand >= demand.size() || pair.supply >= supply.size() || !(pair.minutes >= 0)) std::abort();
    });
  } catch (const maillage::Error& problem) {
    if (problem.code() == maillage::ErrorCode::internal) std::abort();
  }
  return 0;
}
