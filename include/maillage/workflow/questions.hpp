#pragma once
// What planners ask of a study, and whether its inputs can answer: yes, partly, or not at all; why, and which input would
// make it answerable. Follows from what was loaded, before anything is computed. Said in `maillage check`, summary.json
// ("questions"), questions.csv and the table maillage_questions.

#include <string>
#include <string_view>
#include <vector>

#include "maillage/text/language.hpp"
#include "maillage/workflow/load.hpp"

namespace maillage::workflow {

enum class Answerable {
  answered,        // the inputs hold all that the answer rests on
  partly,          // an answer is given, with a reserve that must be told with it
  not_answerable,  // no figure is given: there is none, which is not a zero
};
[[nodiscard]] std::string_view name(Answerable answer) noexcept;  // "answered", "partly", "not_answerable"
[[nodiscard]] std::string_view label(Answerable answer, text::Language lang) noexcept;  // "répondue", …

struct Question {
  std::string id = {};        // stable, kebab-case: "time-to-care"
  std::string question = {};  // in the language asked for, as are the two below
  Answerable answer = Answerable::not_answerable;
  std::string reason = {};  // one sentence: what the answer rests on, or what is missing
  std::string
      needed;  // the input or key of the study that would give (more of) the answer; empty: none is missing
};

// Always the same questions, in the same order. O(communes + sites + physicians).
[[nodiscard]] std::vector<Question> questions(const Loaded& loaded, text::Language lang);

}  // namespace maillage::workflow
