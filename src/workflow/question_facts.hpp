#pragma once
// What the questions look at: counted once from what a study loaded.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "maillage/territory/care.hpp"
#include "maillage/territory/commune.hpp"
#include "maillage/workflow/questions.hpp"

namespace maillage::workflow {

struct QuestionFacts {
  const Loaded& loaded;
  text::Language lang;
  bool roads = false;
  bool cells = false;
  bool people = false;  // a population for at least one commune
  bool ages = false;    // for each commune that has people
  bool supply = false;
  std::size_t physicians = 0;  // of the speciality, one by one
  std::size_t with_acts = 0, with_fte = 0, with_age = 0;
  std::map<territory::SiteKind, std::size_t> open_sites = {};
  std::map<territory::CentreRule, std::size_t> centres = {};
  std::size_t sites_of_use = 0;  // open sites of kinds with travel times

  [[nodiscard]] std::size_t sites(territory::SiteKind kind) const {
    const auto found = open_sites.find(kind);
    return found == open_sites.end() ? 0 : found->second;
  }
  [[nodiscard]] std::string say(std::string_view fr, std::string_view en) const {
    return std::string(text::pick(lang, fr, en));
  }
};

[[nodiscard]] QuestionFacts question_facts(const Loaded& loaded, text::Language lang);

// A question as yet not answerable, without a reason.
[[nodiscard]] inline Question ask(std::string id, std::string words) {
  Question q;
  q.id = std::move(id);
  q.question = std::move(words);
  return q;
}

// Where and how far: times, people, groups of communes, boundaries, the edge of the area.
[[nodiscard]] std::vector<Question> questions_of_places(const QuestionFacts& facts);
// Care: access, under-served areas, doctors' time, on-call care, CPTS.
[[nodiscard]] std::vector<Question> questions_of_care(const QuestionFacts& facts);

}  // namespace maillage::workflow
