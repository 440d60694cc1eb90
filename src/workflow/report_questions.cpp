// "What the study can say": the questions planners ask, and whether these inputs answer them.

#include <algorithm>

#include "maillage/workflow/questions.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

constexpr Answerable answers[] = {Answerable::answered, Answerable::partly, Answerable::not_answerable};

double count(const std::vector<Question>& all, Answerable answer) {
  return static_cast<double>(
      std::count_if(all.begin(), all.end(), [&](const Question& q) { return q.answer == answer; }));
}

}  // namespace

report::Prose questions_sentence(const ReportContext& c) {
  const std::vector<Question> all = questions(c.loaded, c.lang);
  std::vector<report::Prose> parts;
  for (const Answerable answer : answers) parts.emplace_back(plain_number(count(all, answer), c.lang));
  parts.emplace_back(plain_number(static_cast<double>(all.size()), c.lang));
  parts.push_back(report::link(c.say("ce que l’étude peut dire", "what the study can say"), "questions"));
  return c.sentence(
      "Sur {3} questions courantes, les données répondent à {0}, en partie à {1}, pas à {2} : voir {4}.",
      "Of {3} common questions the data answer {0}, {1} in part, {2} not at all: see {4}.", parts);
}

report::Section report_questions(const ReportContext& c) {
  report::Section section{"questions", c.say("Ce que l’étude peut dire", "What the study can say"), {}, {}};
  const std::vector<Question> all = questions(c.loaded, c.lang);
  report::Table table;
  table.id = "table-questions";
  table.caption = c.say("Questions courantes, et ce que les données de l’étude permettent d’y répondre",
                        "Common questions, and what the data of the study can answer");
  table.columns = {{"Question"},
                   {c.say("Réponse", "Answer")},
                   {c.say("Pourquoi", "Why")},
                   {c.say("Ce qu’il faudrait", "What would be needed")}};
  for (const Question& q : all) {
    table.rows.push_back({q.question,
                          {capital(std::string(label(q.answer, c.lang))), static_cast<double>(q.answer)},
                          capital(q.reason),
                          q.needed.empty() ? "–" : q.needed});
  }
  table.note = c.say("Une question sans réponse n’a pas de chiffre : ce n’est pas un zéro.",
                     "A question that cannot be answered has no figure: that is not a zero.");
  section.blocks.emplace_back(std::move(table));
  return section;
}

}  // namespace maillage::workflow
