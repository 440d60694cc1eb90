#pragma once
// One TOML table read key by key, every complaint with file and line.

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/error.hpp"
#include "maillage/core/units.hpp"

namespace maillage::study {

class Section {
 public:
  // `table` may be null: an absent section, where every key is absent.
  Section(std::string file, std::string name, const toml::table* table);

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key, double low, double high) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
  [[nodiscard]] std::optional<Milliseconds> duration(std::string_view key) const;
  [[nodiscard]] std::optional<Metres> length(std::string_view key) const;
  [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view key) const;
  [[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view key) const;
  // Text that must be one of `allowed`.
  [[nodiscard]] std::optional<std::string> choice(std::string_view key,
                                                  const std::vector<std::string>& allowed) const;

  // Error(usage) when the table has a key that is not in `known`.
  void refuse_unknown(const std::vector<std::string>& known) const;
  [[nodiscard]] const std::string& file() const { return file_; }
  // "FILE, line N: [section] message"; N is the key's line, or the section's.
  [[nodiscard]] Error error(std::string_view key, const std::string& message,
                            const std::string& hint = {}) const;

 private:
  [[nodiscard]] const toml::node* find(std::string_view key) const;
  [[nodiscard]] std::string amount_text(std::string_view key, const toml::node& node,
                                        const char* example) const;
  std::string file_, name_;
  const toml::table* table_;
};

// Keeps the default when the study says nothing.
template <class T>
void set(T& target, const std::optional<T>& value) {
  if (value) target = *value;
}

}  // namespace maillage::study
