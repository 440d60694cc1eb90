#pragma once
// Sentences of a page: runs of plain text, figures, code and links inside the page. Nothing here is markup: every run is
// escaped when it is written, so that a commune called `<script>` stays a name.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/text/language.hpp"

namespace maillage::report {

struct Run {
  enum class Kind {
    plain,
    strong,
    code,    // as it is: no French spacing
    figure,  // a number that also stands in summary.json
    link,    // to an id of the page
  };
  Kind kind = Kind::plain;
  std::string text;
  std::string key = {};    // figure: JSON pointer into summary.json ("/accounting/people"); link: the id
  std::string value = {};  // figure: the number as summary.json has it, '.' as separator
};

class Prose {
 public:
  Prose() = default;
  Prose(std::string text) : runs_{{Run::Kind::plain, std::move(text)}} {}
  Prose(std::string_view text) : Prose(std::string(text)) {}
  Prose(const char* text) : Prose(std::string(text)) {}
  Prose(Run run) : runs_{std::move(run)} {}

  Prose& operator+=(const Prose& more);
  friend Prose operator+(Prose one, const Prose& more) { return one += more; }

  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  [[nodiscard]] bool empty() const;
  // Without marks: for attributes, descriptions and sort keys.
  [[nodiscard]] std::string plain() const;

 private:
  std::vector<Run> runs_;
};

[[nodiscard]] Prose strong(std::string text);
[[nodiscard]] Prose code(std::string text);
[[nodiscard]] Prose link(std::string text, std::string id);
[[nodiscard]] Prose figure(std::string text, std::string key, std::string value);

// "{0} of {1} people" with the parts put in; a part may be used twice or not at all. Throws Error(internal) for a brace
// that names no part.
[[nodiscard]] Prose fill(std::string_view pattern, const std::vector<Prose>& parts);
// The parts with `between` between them.
[[nodiscard]] Prose join(const std::vector<Prose>& parts, std::string_view between);

// French: no-break spaces before : ; ? ! % » and after « (narrow ones but before the colon, Imprimerie nationale). English:
// the text as it is.
[[nodiscard]] std::string spaced(std::string_view text, text::Language lang);

}  // namespace maillage::report
