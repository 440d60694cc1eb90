#include "maillage/workflow/questions.hpp"

#include <algorithm>

#include "maillage/workflow/results.hpp"
#include "question_facts.hpp"

namespace maillage::workflow {

std::string_view name(Answerable answer) noexcept {
  switch (answer) {
    case Answerable::answered:
      return "answered";
    case Answerable::partly:
      return "partly";
    case Answerable::not_answerable:
      return "not_answerable";
  }
  return {};
}

std::string_view label(Answerable answer, text::Language lang) noexcept {
  switch (answer) {
    case Answerable::answered:
      return text::pick(lang, "répondue", "answered");
    case Answerable::partly:
      return text::pick(lang, "en partie", "partly");
    case Answerable::not_answerable:
      return text::pick(lang, "sans réponse", "not answerable");
  }
  return {};
}

QuestionFacts question_facts(const Loaded& loaded, text::Language lang) {
  const territory::Territory& t = loaded.territory;
  QuestionFacts facts{.loaded = loaded, .lang = lang};
  facts.roads = loaded.roads.has_value();
  facts.cells = !t.cells.empty();
  facts.supply = t.supply_given;
  facts.ages = true;
  for (const territory::Commune& c : t.communes) {
    ++facts.centres[c.centre_rule];
    if (!c.population) continue;
    facts.people = true;
    if (c.population->value > 0 && !c.ages) facts.ages = false;
  }
  facts.ages = facts.ages && facts.people;
  for (const territory::Physician& p : t.physicians) {
    if (p.speciality != loaded.study.access.speciality) continue;
    ++facts.physicians;
    facts.with_acts += p.acts ? 1 : 0;
    facts.with_fte += p.fte ? 1 : 0;
    facts.with_age += p.age ? 1 : 0;
  }
  for (const territory::CareSite& site : t.sites) {
    if (site.state == territory::SiteState::open) ++facts.open_sites[site.kind];
  }
  for (const territory::SiteKind kind : reached_kinds) facts.sites_of_use += facts.sites(kind);
  return facts;
}

std::vector<Question> questions(const Loaded& loaded, text::Language lang) {
  const QuestionFacts facts = question_facts(loaded, lang);
  std::vector<Question> all = questions_of_places(facts);
  for (Question& question : questions_of_care(facts)) all.push_back(std::move(question));
  return all;
}

}  // namespace maillage::workflow
