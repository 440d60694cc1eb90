#pragma once
// The questions of a study as JSON, in the study's language: the same members in every output.

#include <nlohmann/json.hpp>

#include "maillage/workflow/questions.hpp"

namespace maillage::workflow {

[[nodiscard]] inline nlohmann::ordered_json questions_json(const Loaded& loaded) {
  auto list = nlohmann::ordered_json::array();
  for (const Question& q : questions(loaded, loaded.study.language)) {
    list.push_back({{"id", q.id},
                    {"question", q.question},
                    {"answer", name(q.answer)},
                    {"reason", q.reason},
                    {"needed", q.needed}});
  }
  return list;
}

}  // namespace maillage::workflow
