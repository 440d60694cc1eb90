#pragma once
// What a study may say: one table of keys and one of inputs, from which come the check of unknown keys, the
// defaults, the reference study in docs/ and the help.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::study {

enum class KeyType { text, number, flag, duration, length, texts, numbers };

struct Key {
  std::string_view
      section;  // "study", "area", "travel", "access", "thresholds", "zoning", "outputs", "rasters"; "" = top level
  std::string_view name;
  KeyType type;
  std::string_view unit;           // "" when it has none
  std::string_view default_value;  // as TOML; "" = no default (optional)
  std::string_view meaning;        // one line
};

// A column an input may have, by its role.
struct Role {
  std::string_view name;
  std::string_view default_column;  // "" = unused unless the study names one
  bool required;
  std::string_view meaning;
};

struct InputKind {
  std::string_view name;
  std::string_view geometry;  // "polygon", "line", "point or x,y", "none", "polygon or list of communes"
  bool required;
  std::string_view meaning;
  std::vector<Role> roles;
};

[[nodiscard]] std::span<const Key> keys();
[[nodiscard]] std::span<const InputKind> input_kinds();
// Keys every [inputs.NAME] has.
[[nodiscard]] std::span<const Key> input_keys();
[[nodiscard]] std::string_view name(KeyType type);

// The reference study: every key, its type, unit and default, commented; docs/reference-study.toml is this
// text.
[[nodiscard]] std::string reference_study();

}  // namespace maillage::study
