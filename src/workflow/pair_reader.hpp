#pragma once
// Reads the files of `maillage access`: places with amounts, and the pairs between them.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maillage/workflow/access_files.hpp"

namespace maillage::workflow {

// Ids in the order of a file, with an amount each.
class Amounts {
 public:
  Amounts(const std::filesystem::path& path, const std::string& id_column, const std::string& amount_column);

  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  static constexpr std::uint32_t unknown = 0xffffffff;
  [[nodiscard]] std::uint32_t find(std::string_view id) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> ids_;
  std::vector<double> values_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>
      index_;  // only looked up, never walked
};

// Reads the times into `spool`; says what was left out, and which places have no row, in `diagnostics`.
void read_pairs(const AccessFiles& files, const Amounts& demand, const Amounts& supply,
                access::PairSpool& spool, Diagnostics& diagnostics);

}  // namespace maillage::workflow
