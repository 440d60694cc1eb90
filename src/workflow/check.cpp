#include "maillage/workflow/check.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "diagnostics_json.hpp"
#include "maillage/study/study.hpp"
#include "maillage/text/language.hpp"
#include "maillage/workflow/questions.hpp"
#include "questions_json.hpp"

namespace maillage::workflow {
namespace {

using Json = nlohmann::ordered_json;

// What was loaded, as (name, amount).
std::vector<std::pair<std::string, std::uint64_t>> contents(const Loaded& loaded) {
  const territory::Territory& t = loaded.territory;
  std::vector<std::pair<std::string, std::uint64_t>> list = {
      {"communes", t.communes.size()},     {"people", static_cast<std::uint64_t>(t.population().value + 0.5)},
      {"cells", t.cells.size()},           {"sites", t.sites.size()},
      {"physicians", t.physicians.size()}, {"communes_with_counted_physicians", t.counts.size()},
  };
  for (const territory::Mesh& mesh : t.meshes) list.emplace_back("groups_" + mesh.kind, mesh.groups.size());
  if (loaded.roads) {
    list.emplace_back("road_nodes", loaded.roads->nodes());
    list.emplace_back("road_edges", loaded.roads->edges());
    list.emplace_back("road_components", loaded.roads->component_sizes().size());
  }
  std::map<std::string, std::uint64_t> rules;
  for (const territory::Commune& c : t.communes) ++rules[std::string(territory::name(c.centre_rule))];
  for (const auto& [rule, count] : rules) list.emplace_back("communes_placed_by_" + rule, count);
  return list;
}

std::string text_report(const Loaded& loaded) {
  std::string out = fmt::format("{}\n\ninputs\n", loaded.study.title);
  for (const InputRecord& input : loaded.inputs) {
    out += fmt::format("  {:<18} {:>9} rows  {}\n", input.name, input.rows, input.path);
    out += fmt::format("  {:<18} {:>9}       vintage {}; licence {}\n", "", "",
                       input.vintage.empty() ? "not stated" : input.vintage,
                       input.licence.empty() ? "not stated" : input.licence);
  }
  out += "\nloaded\n";
  for (const auto& [what, amount] : contents(loaded)) out += fmt::format("  {:<40} {:>12}\n", what, amount);
  out += "\nquestions\n";
  for (const Question& q : questions(loaded, loaded.study.language)) {
    out += fmt::format("  {:<15} {}\n  {:<15}   {}\n", name(q.answer), q.question, "", q.reason);
    if (!q.needed.empty()) out += fmt::format("  {:<15}   → {}\n", "", q.needed);
  }
  return out;
}

std::string json_report(const Loaded& loaded) {
  Json json = {
      {"schema", "maillage/check/1"}, {"study", loaded.study.title}, {"study_sha256", loaded.study.hash}};
  for (const InputRecord& input : loaded.inputs) {
    json["inputs"].push_back({{"input", input.name},
                              {"path", input.path},
                              {"sha256", input.sha256},
                              {"rows", input.rows},
                              {"vintage", input.vintage},
                              {"licence", input.licence}});
  }
  for (const auto& [what, amount] : contents(loaded)) json["loaded"][what] = amount;
  json["questions"] = questions_json(loaded);
  json["diagnostics"] = diagnostics_json(loaded.diagnostics);
  return json.dump(2) + "\n";
}

}  // namespace

CheckReport check(const std::filesystem::path& study, Progress* progress) {
  const Loaded loaded = load(study::read_study(study), progress);
  return {text_report(loaded), json_report(loaded), loaded.diagnostics};
}

}  // namespace maillage::workflow
