#pragma once
// Trouble with single records: counted, the first ids kept, shown in the log, the workspace and the summary.
// Nothing is ever dropped, moved or repaired without one.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

enum class Severity {
  note,     // worth knowing; nothing was lost ("12 polygons repaired")
  warning,  // something could not be used or rests on an assumption
  error,    // wrong data; the run goes on without it, and fails under --strict
};

struct Diagnostic {
  Severity severity = Severity::warning;
  std::string code;     // stable, kebab-case: "point-outside-area"
  std::string subject;  // the input or step it is about: "physicians"
  std::string message;  // one sentence for people, without the count
  std::string hint;     // what to do; may be empty
  std::uint64_t count = 0;
  std::vector<std::string> first_ids;  // at most Diagnostics::kept_ids, in order of arrival
};

// Collects diagnostics, one per (code, subject), in order of first arrival. Not thread-safe: parallel steps
// return their own findings and report them in order afterwards.
class Diagnostics {
 public:
  static constexpr std::size_t kept_ids = 20;

  // Counts one record `id` under (code, subject); severity, message and hint are those of the first call.
  void add(Severity severity, std::string_view code, std::string_view subject, std::string_view id,
           std::string_view message, std::string_view hint = {});
  // The same for `count` records without ids of their own.
  void add_count(Severity severity, std::string_view code, std::string_view subject, std::uint64_t count,
                 std::string_view message, std::string_view hint = {});

  void append(const Diagnostics& other);

  [[nodiscard]] const std::vector<Diagnostic>& all() const noexcept { return items_; }
  // Number of records counted under `code`, over all subjects.
  [[nodiscard]] std::uint64_t count(std::string_view code) const noexcept;
  [[nodiscard]] bool has(Severity severity) const noexcept;

 private:
  Diagnostic& find_or_add(Severity, std::string_view code, std::string_view subject, std::string_view message,
                          std::string_view hint);
  std::vector<Diagnostic> items_;
};

[[nodiscard]] std::string_view name(Severity severity) noexcept;

}  // namespace maillage
