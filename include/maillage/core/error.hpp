#pragma once
// What goes wrong and stops the work: one exception type, a code, a chain of context, what to do next.
//
// Throw `Error(ErrorCode::input, "population is negative (-3)", "correct the value or remove the row")`; callers
// that know more add context from the inside out: catch (Error& e) { throw e.within("sites.csv, line 42"); }.
// The command line catches it once, prints `maillage: sites.csv, line 42: population is …` and exits with
// exit_code(). Trouble with a single record that does not stop the work is a Diagnostic, not an Error.

#include <exception>
#include <string>
#include <string_view>

namespace maillage {

enum class ErrorCode {
  usage,        // the command line or the study is wrong
  input,        // the content of an input file is wrong
  crs,          // a coordinate reference system is missing, unknown or not the one needed
  geometry,     // a geometry cannot be used and cannot be repaired
  io,           // a file cannot be opened, read or written
  database,     // SQLite or SpatiaLite refused
  infeasible,   // the question has no answer
  limit,        // a stated limit (memory, size, count) would be passed
  data,         // data problems, under --strict
  difference,   // a workspace is not what its run wrote
  interrupted,  // the user asked to stop
  internal,     // a bug of maillage
};

class Error : public std::exception {
 public:
  // `message` says what is wrong, `hint` what to do about it ("" when nothing can be said).
  Error(ErrorCode code, std::string message, std::string hint = {});

  // The same error with where it happened put in front: "context: message".
  [[nodiscard]] Error within(std::string_view context) const;

  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }
  // Message and hint on one or two lines.
  [[nodiscard]] const char* what() const noexcept override { return full_.c_str(); }

 private:
  ErrorCode code_;
  std::string message_;
  std::string hint_;
  std::string full_;
};

// The documented exit code: usage 2, data 3, infeasible 4, interrupted 130, everything else 1.
[[nodiscard]] int exit_code(ErrorCode code) noexcept;

// "usage", "input", … as printed by --json and in docs/errors.md.
[[nodiscard]] std::string_view name(ErrorCode code) noexcept;

}  // namespace maillage
